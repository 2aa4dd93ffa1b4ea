"""Saved views as records: their addresses, their default, what they may show."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.models import Change
from freelancer_os.engine.models import LONGEST, View
from freelancer_os.engine.registry import collections
from tests.api.cast import Program, new_program
from tests.books import Books, open_books


def view(books: Books, name: str = "Mine", **values: Any) -> View:
    return books.make(View, **{"name": name, "collection": "clients", **values})


def refused(books: Books, **values: Any) -> dict[str, list[str]]:
    before, count = books.state(), Change.objects.count()
    with pytest.raises(ValidationError) as found:
        view(books, **values)
    assert (books.state(), Change.objects.count()) == (before, count)
    return dict(found.value.message_dict)


def test_each_has_an_address_of_its_own_in_its_collection(books: Books) -> None:
    slugs = [view(books).slug for _ in range(3)]
    assert slugs == ["mine", "mine_2", "mine_3"]
    assert view(books, collection="invoices").slug == "mine"
    assert view(open_books()).slug == "mine"


def test_an_address_stays_when_its_view_is_renamed(books: Books) -> None:
    first = view(books)
    assert books.edit(first, name="Yours").slug == "mine"
    assert view(books, "Yours").slug == "yours"


@pytest.mark.parametrize("name", ["table", "Board", " gallery ", "CALENDAR"])
def test_a_view_is_not_called_like_a_layout(books: Books, name: str) -> None:
    found = refused(books, name=name)
    assert found == {"name": [f"“{name.strip()}” names a layout; choose another name."]}


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\0b", "税務"])
def test_a_name_that_is_none_is_refused(books: Books, name: str) -> None:
    assert list(refused(books, name=name)) == ["name"]


def test_what_it_shows_must_be_there(books: Books) -> None:
    assert list(refused(books, collection="nonsense")) == ["collection"]
    assert refused(books, collection="contacts", layout="calendar") == {
        "layout": ["Contacts have no layout “calendar”."]
    }
    assert list(refused(books, layout="nonsense")) == ["layout"]
    for query in ("order=nonsense", "where=[", "colour=red", "group=email", "show=nonsense"):
        assert list(refused(books, query=query)) == ["query"], query
    assert list(refused(books, query="q=" + "x" * LONGEST)) == ["query"]


def test_a_view_of_each_layout_of_each_collection_is_taken(books: Books) -> None:
    for collection in (one for one in collections if one.has_page):
        for layout in collection.layouts:
            made = view(books, f"{layout} view", collection=collection.slug, layout=layout)
            assert (made.layout, made.parameters()) == (layout, {})


def test_a_collection_opens_with_one_view_at_most(books: Books) -> None:
    first, second = view(books, is_default=True), view(books, "Second")
    other = view(books, collection="invoices", is_default=True)
    count = Change.objects.count()
    books.edit(second, is_default=True)
    assert Change.objects.count() == count + 1
    defaults = {one.name for one in books.all(View) if one.is_default}
    assert (defaults, books.fresh(first).is_default) == ({"Second", "Mine"}, False)
    assert books.fresh(other).is_default
    books.undo()
    assert books.fresh(first).is_default
    assert not books.fresh(second).is_default


def test_what_one_looks_at_passes_and_is_not_kept(books: Books) -> None:
    made = view(books, query="order=name&view=board&peek=clients:1&month=2026-11&cursor=x&limit=5")
    assert made.parameters() == {"order": "name"}


@pytest.fixture
def me(db: None) -> Program:
    return new_program()


def test_a_view_that_moves_to_where_its_address_is_taken_is_refused(me: Program) -> None:
    me.made("views", {"name": "Mine", "collection": "clients"})
    other = me.made("views", {"name": "Mine", "collection": "invoices"})
    answer = me.patch(f"views/{other['id']}", {"collection": "clients"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"collection": ["There is a view of this name already."]}
    assert me.read(f"views/{other['id']}") == other
