"""Choices to which a workspace adds values: their words, colours and order, built-in ones too."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.cells import Edit, save
from tests.books import Books, open_books
from tests.engine.properties import clients

BUILT_IN = [
    {"value": "lead", "label": "Lead", "colour": "stone"},
    {"value": "negotiation", "label": "Negotiation", "colour": "amber"},
    {"value": "client", "label": "Client", "colour": "green"},
]
CHOICES = [
    (one.slug, field.name)
    for one in collections
    for field in one.fields
    if isinstance(field, OwnChoice)
]


def keep(books: Books, options: list[dict[str, str]]) -> Property:
    given = {"collection": "clients", "kind": "choice", "name": "stage"}
    return books.make(Property, **given, options=options)


def stage(books: Books) -> OwnChoice:
    found = clients(books).by_name["stage"]
    assert isinstance(found, OwnChoice)
    return found


def make_stage(books: Books, client: Client, words: str) -> None:
    collection = clients(books)
    edit = Edit(value="", create=words)
    save(collection, books.workspace, books.user, client.pk, stage(books), edit)


def test_nothing_kept_means_the_built_in_values(books: Books) -> None:
    declared = collections.get("clients")
    assert declared is not None
    assert stage(books).choices == declared.by_name["stage"].choices  # type: ignore[attr-defined]


@pytest.mark.parametrize(("slug", "name"), CHOICES)
def test_every_such_choice_takes_words_colours_and_an_order(
    slug: str, name: str, books: Books
) -> None:
    declared = collections.get(slug)
    assert declared is not None
    before = declared.by_name[name].choices  # type: ignore[attr-defined]
    own = {"value": "vip", "label": "VIP", "colour": "rose"}
    turned = [{"value": v, "label": f"{w}!", "colour": "blue"} for v, w, _ in reversed(before)]
    given = {"collection": slug, "kind": "choice", "name": name, "options": [own, *turned]}
    kept = books.make(Property, **given)
    assert (kept.field, kept.name) == (name, declared.by_name[name].label)
    found = OwnProperties(books.workspace).of(declared).by_name[name]
    assert found.choices == (  # type: ignore[attr-defined]
        ("vip", "VIP", "rose"),
        *((v, f"{w}!", "blue") for v, w, _ in reversed(before)),
    )
    assert (
        OwnProperties(open_books().workspace).of(declared).by_name[name] == declared.by_name[name]
    )


def test_records_sort_and_stand_on_the_board_in_that_order(books: Books) -> None:
    vip = {"value": "vip", "label": "VIP", "colour": "rose"}
    keep(books, [BUILT_IN[2], vip, BUILT_IN[0], BUILT_IN[1]])
    for name, value in (("A", "lead"), ("B", "client"), ("C", "vip"), ("D", "unheard_of")):
        books.client(name, stage=value)
    collection, formats = clients(books), Formats.of(books.workspace)
    page = read_page(collection, formats, {"order": "stage"}, order="-id")
    assert [record.name for record in page.records] == ["B", "C", "A", "D"]
    columns = stage(books).columns(collection.rows(books.workspace), formats)
    assert [value for value, _, _ in columns] == [
        *("client", "vip", "lead", "negotiation"),
        "unheard_of",  # in use, and kept nowhere: last, in its own words
    ]
    assert columns[-1] == ("unheard_of", "Unheard of", "stone")


def test_what_is_typed_in_a_cell_is_kept_under_its_words_once(books: Books) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    make_stage(books, acme, "VIP client")
    make_stage(books, beta, "vip CLIENT")
    assert {books.fresh(one).stage for one in (acme, beta)} == {"vip_client"}
    assert [label for _, label, _ in stage(books).choices][-1] == "VIP client"
    assert len(books.all(Property)) == 1


def test_undo_of_making_one_leaves_it_to_those_who_hold_it(books: Books) -> None:
    acme, ben = books.client("Acme"), books.colleague()
    make_stage(books, acme, "VIP")
    ben.client("Beta", stage="vip")
    books.undo()
    assert books.fresh(acme).stage == "lead"
    formats = Formats.of(books.workspace)
    columns = stage(books).columns(clients(books).rows(books.workspace), formats)
    assert columns[-1][0] == "vip"


def test_what_is_built_in_may_be_renamed_but_stays(books: Books) -> None:
    kept = keep(books, [{**BUILT_IN[0], "label": "Prospect"}, *BUILT_IN[1:]])
    assert stage(books).label_of("lead") == "Prospect"
    with pytest.raises(ValidationError, match="built in") as refused:
        books.edit(kept, options=BUILT_IN[1:])
    assert list(refused.value.message_dict) == ["options"]
    books.remove(kept)
    assert stage(books).label_of("lead") == "Lead"


def test_one_taken_away_is_no_more_offered_and_kept_by_those_who_have_it(books: Books) -> None:
    vip = {"value": "vip", "label": "VIP", "colour": "rose"}
    kept = keep(books, [*BUILT_IN, vip])
    client = books.client("Acme", stage="vip")
    books.edit(kept, options=BUILT_IN)
    assert books.fresh(kept).retired == ["vip"]
    assert books.fresh(client).stage == "vip"
    books.undo()
    assert stage(books).choices[-1] == ("vip", "VIP", "rose")


@pytest.mark.parametrize("name", ["status", "name", "nonsense", "own_size", ""])
def test_only_choices_that_take_own_values_are_kept(name: str, books: Books) -> None:
    with pytest.raises(ValidationError):
        books.make(Property, collection="clients", kind="choice", name=name, options=[])


def test_each_is_kept_once_and_apart_from_properties_of_that_name(books: Books) -> None:
    keep(books, BUILT_IN)
    own = books.make(Property, collection="clients", kind="text", name="Stage")
    assert own.field == "own_stage"
    with pytest.raises(ValidationError, match="already"):
        keep(books, BUILT_IN)


def test_it_counts_not_among_the_properties_of_a_collection(books: Books) -> None:
    keep(books, BUILT_IN)
    found: Collection = clients(books)
    assert found.own == ()
