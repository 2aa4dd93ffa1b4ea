"""Properties of a workspace's own making: their names, their options, what they keep."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.models import Property, View
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.registry import collections
from freelancer_os.web.cells.kinds import show
from tests.books import Books, open_books
from tests.engine.properties import add, clients


def field(books: Books, name: str) -> Field:
    return clients(books).by_name[name]


def refusal(books: Books, **values: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        books.make(Property, **{"collection": "clients", "kind": "text", "name": "A", **values})
    assert all(sentence.endswith(".") for sentence in refused.value.messages)
    return list(refused.value.message_dict)


# Names


def test_a_property_is_a_field_of_its_collection_in_its_workspace(books: Books) -> None:
    add(books, "Shoe size", "number")
    add(books, "Shoe size", "text")
    add(books, "靴", "text")
    add(books, "Colour", "text", collection="projects")
    assert [one.name for one in clients(books).own] == [
        "own_shoe_size",
        "own_shoe_size_2",
        "own_text",
    ]
    assert clients(open_books()).own == ()
    static = collections.get("clients")
    assert static is not None
    assert static.own == ()


def test_a_new_name_keeps_the_public_name_and_the_values(books: Books) -> None:
    size = add(books, "Shoe size", "number")
    client = books.client(own={size.key: 425_000})
    books.edit(size, name="Size of shoes")
    one = field(books, "own_shoe_size")
    assert (one.label, one.value(books.fresh(client))) == ("Size of shoes", 425_000)


def test_what_it_is_of_stays(books: Books) -> None:
    size = add(books, "Size", "number")
    for name, value in (("kind", "text"), ("collection", "projects")):
        with pytest.raises(ValidationError) as refused:
            books.edit(size, **{name: value})
        assert list(refused.value.message_dict) == [name]
    assert books.edit(size, kind="number", collection="clients").kind == "number"


def test_bad_properties_are_refused(books: Books) -> None:
    assert refusal(books, name="") == ["name"]
    assert refusal(books, name="x" * 61) == ["name"]
    assert refusal(books, kind="formula") == ["kind"]
    for nowhere in ("views", "properties", "bank-lines", "nonsense"):
        assert refusal(books, collection=nowhere) == ["collection"]
    assert refusal(books, options=[{"label": "Red"}]) == ["options"]


def test_a_collection_takes_fifty(books: Books) -> None:
    def fill(unit: Any) -> None:
        for number in range(50):
            one = Property(workspace=unit.workspace)
            one.edit({"collection": "clients", "kind": "text", "name": f"P{number}"})

    books.do(fill)
    assert refusal(books, name="One more") == ["name"]
    add(books, "Elsewhere", "text", collection="projects")


def test_a_view_may_filter_and_sort_by_it(books: Books) -> None:
    add(books, "Size", "number")
    values = {"collection": "clients", "name": "Big", "query": "own_size=42&order=-own_size"}
    assert books.make(View, **values).parameters()["own_size"] == "42"
    with pytest.raises(ValidationError):
        books.make(View, **{**values, "query": "own_weight=1"})


# Deleting


def test_deleting_hides_the_values_and_undo_brings_them_back(books: Books) -> None:
    size = add(books, "Size", "number")
    client = books.client(own={size.key: 420_000})
    books.remove(size)
    assert clients(books).own == ()
    again = add(books, "Size", "number")
    assert again.field == "own_size"
    assert field(books, "own_size").value(books.fresh(client)) is None
    books.edit(client, own={again.key: 10_000})
    with pytest.raises(Conflict, match="There is a property of this name already"):
        books.undo_one(_deletion(books))
    books.remove(again)
    books.undo_one(_deletion(books))
    assert field(books, "own_size").value(books.fresh(client)) == 420_000


def _deletion(books: Books) -> Any:
    from freelancer_os.core.models import Change

    found = Change.objects.filter(workspace=books.workspace, sentence="Delete Size")
    return found.earliest("number")


# Options


def options(books: Books, one: Property) -> list[tuple[str, str, str]]:
    return [(o["value"], o["label"], o["colour"]) for o in books.fresh(one).options]


def test_options_have_slugs_labels_and_colours(books: Books) -> None:
    given = [{"label": "Trade fair"}, {"label": "Web", "value": "site", "colour": "rose"}]
    one = add(books, "Source", "select", options=[*given, {"label": "口コミ"}, {"label": "宣伝"}])
    assert options(books, one) == [
        ("trade_fair", "Trade fair", "stone"),
        ("site", "Web", "rose"),
        ("option", "口コミ", "green"),
        ("option_2", "宣伝", "blue"),
    ]


def test_renamed_and_recoloured_options_stay_the_same_ones(books: Books) -> None:
    one = add(books, "Source", "select", options=[{"label": "Fair"}, {"label": "Web"}])
    client = books.client(own={one.key: "fair"})
    kept = {"value": "fair", "label": "Trade fair", "colour": "violet"}
    books.edit(one, options=[{"value": "web", "label": "Web"}, kept])
    assert options(books, one) == [("web", "Web", "amber"), ("fair", "Trade fair", "violet")]
    found, held = field(books, "own_source"), books.fresh(client)
    assert show(found, held, Formats.of(books.workspace)) == (
        '<span class="tag tag-violet">Trade fair</span>'
    )


def test_no_new_option_takes_over_what_an_old_one_said(books: Books) -> None:
    one = add(books, "Source", "select", options=[{"label": "Fair"}])
    client = books.client(own={one.key: "fair"})
    books.edit(one, options=[])
    assert field(books, "own_source").value(books.fresh(client)) is None
    books.edit(one, options=[{"label": "Fair"}])
    assert options(books, one) == [("fair_2", "Fair", "stone")]
    assert field(books, "own_source").value(books.fresh(client)) is None
    books.undo()
    books.undo()
    assert field(books, "own_source").value(books.fresh(client)) == "fair"
    books.edit(one, options=[])
    books.edit(one, options=[{"label": "Fair", "value": "fair"}])  # meant by name
    assert field(books, "own_source").value(books.fresh(client)) == "fair"
    assert books.fresh(one).retired == []


@pytest.mark.parametrize(
    "wanted",
    [
        [{"label": ""}],
        [{"label": "x" * 81}],
        [{"label": "a\x00"}],
        [{"label": "Red", "value": "Not a slug"}],
        [{"label": "Red", "colour": "pink"}],
        [{"label": "Red"}, {"label": "RED"}],
        [{"label": "Red", "value": "x"}, {"label": "Blue", "value": "x"}],
        [{"label": f"O{number}"} for number in range(101)],
    ],
)
def test_bad_options_are_refused(books: Books, wanted: list[dict[str, str]]) -> None:
    one = add(books, "Source", "multi_select", options=[{"label": "Fair"}])
    with pytest.raises(ValidationError) as refused:
        books.edit(one, options=wanted)
    assert list(refused.value.message_dict) == ["options"]
    assert options(books, one) == [("fair", "Fair", "stone")]


def test_an_option_is_added_once(books: Books) -> None:
    one = add(books, "Source", "select")
    assert books.call(one, "add_option", "Fair").options == books.fresh(one).options
    books.call(one, "add_option", " FAIR")
    assert options(books, one) == [("fair", "Fair", "stone")]


@pytest.mark.parametrize("kind", ["select", "multi_select"])
def test_undoing_a_new_option_leaves_it_to_those_who_have_come_to_hold_it(
    books: Books, kind: str
) -> None:
    one = add(books, "Source", kind)
    first, second = books.client("A"), books.client("B")
    held: Any = "web" if kind == "select" else ["web"]

    def choose(unit: Unit) -> None:
        unit.fresh(one).add_option("Web")
        unit.fresh(first).edit({"own": {one.key: held}})

    books.do(choose)
    made = books.last()
    books.edit(second, own={one.key: held})
    theirs = books.last()
    books.undo_one(made)
    assert books.fresh(first).own is None
    assert field(books, "own_source").value(books.fresh(second)) == held
    books.undo_one(theirs)
    books.redo()
    assert options(books, one) == [("web", "Web", "stone")]
    books.undo()
    books.call(one, "add_option", "Fair")
    books.undo()
    assert [value for value, _, _ in options(books, one)] == ["web"]


def test_the_collection_of_a_workspace_is_read_in_one_statement(
    books: Books, django_assert_num_queries: Any
) -> None:
    for slug in ("clients", "projects", "goals"):
        add(books, "Note", "text", collection=slug)
    with django_assert_num_queries(1):
        own = OwnProperties(books.workspace)
        found: list[Collection] = [own.of(one) for one in collections]
    assert sum(len(one.own) for one in found) == 3
    assert books.all(Client) == []


@pytest.mark.parametrize("kind", ["select", "multi_select"])
def test_a_choice_without_options_is_sorted_and_filtered_too(books: Books, kind: str) -> None:
    add(books, "Source", kind)
    client = books.client()
    formats = Formats.of(books.workspace)
    assert read_page(clients(books), formats, {"own_source": "none"}).records == [client]
    with pytest.raises(ValidationError):
        read_page(clients(books), formats, {"own_source": "web"})
    if kind == "select":
        for order in ("own_source", "-own_source"):
            assert read_page(clients(books), formats, {"order": order}).records == [client]


def test_options_sort_in_their_order_and_what_is_none_of_them_is_nothing(books: Books) -> None:
    names = ("Low", "Very-high", "a__b")
    one = add(
        books,
        "How much",
        "select",
        options=[{"label": n, "value": n.lower().replace("-", "_")} for n in names],
    )
    for name, value in (("A", "very_high"), ("B", "low"), ("C", None), ("D", "a__b"), ("E", "low")):
        books.client(name, own={one.key: value})
    formats, field_ = Formats.of(books.workspace), "own_how_much"

    def found(**query: str) -> list[str]:
        return [record.name for record in read_page(clients(books), formats, query).records]

    assert found(order=field_) == ["B", "E", "A", "D", "C"]
    assert found(order=f"-{field_}") == ["D", "A", "E", "B", "C"]
    books.edit(one, options=[o for o in books.fresh(one).options if o["value"] != "low"])
    assert found(order=field_) == ["A", "D", "B", "C", "E"]
    assert found(**{field_: "none"}) == ["E", "C", "B"]
    assert found(**{field_: "a__b"}) == ["D"]
