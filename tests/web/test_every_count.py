"""What boards, menus and areas say of every collection is what there is, whatever is done to it.

A number that the program forgets to keep is a failure here, not a 0 on somebody's screen.
"""

from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.core.log.totals.totals import registry
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.money import Money
from tests.books import Books
from tests.web.counts import (
    refuse_wrong_areas,
    refuse_wrong_counts,
    refuse_wrong_menu,
    refuse_wrong_tallies,
    rows_of,
)
from tests.web.test_every_collection import ALL, EVERY, fill

BUILT_IN = "categories"  # of which there is one that nobody deletes
GROUPED = [one for one in ALL if one.group_by or one.board_sum]


@EVERY
def test_every_count_is_right_whatever_is_done(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    refuse_wrong_counts(books, web, collection)
    amounts = [one for one in collection.fields if isinstance(one, Money)]
    for one in (one for one in amounts if not one.read_only):
        post(web, collection, record, one, "12.50")
        refuse_wrong_tallies(books)
    moved = [value for value in values(collection) if move(web, collection, record, value)]
    assert len(moved) > 1 or not is_moved(collection)
    refuse_wrong_counts(books, web, collection)
    web.post(f"/{collection.slug}/{record.pk}/delete/")
    refuse_wrong_counts(books, web, collection)
    while is_done(web, "undo"):
        refuse_wrong_tallies(books)
    assert rows_of(books, collection) == [] or collection.slug == BUILT_IN
    refuse_wrong_counts(books, web, collection)
    while is_done(web, "redo"):
        refuse_wrong_tallies(books)
    refuse_wrong_counts(books, web, collection)


def test_the_areas_of_the_client_window_are_right_too(books: Books, web: Web) -> None:
    refuse_wrong_areas(books, web.get("/client/").context["areas"])
    found = fill(books, 3)
    refuse_wrong_areas(books, web.get("/client/").context["areas"])
    for slug in ("clients", "projects", "services"):
        collection = next(one for one in ALL if one.slug == slug)
        for value in values(collection):
            move(web, collection, found[slug], value)
        web.post(f"/{slug}/{found[slug].pk}/delete/")
    context = web.get("/client/").context
    refuse_wrong_areas(books, context["areas"])
    refuse_wrong_menu(books, context["shell"]["sections"])
    while is_done(web, "undo"):
        pass
    refuse_wrong_areas(books, web.get("/client/").context["areas"])


@pytest.mark.parametrize("collection", GROUPED, ids=lambda one: one.slug)
def test_a_count_that_is_not_kept_is_found(
    collection: Collection, books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = [one for one in registry.tallies if one.name != collection.slug]
    monkeypatch.setattr(registry, "tallies", rest)
    monkeypatch.delitem(registry.__dict__, "steps", raising=False)
    fill(books)
    with pytest.raises(AssertionError):
        refuse_wrong_tallies(books)
    sections = web.get(f"/{collection.slug}/").context["shell"]["sections"]
    if collection.counted is None:  # else there is nothing of now to be counted
        with pytest.raises(AssertionError):
            refuse_wrong_menu(books, sections)


def test_every_page_stands_in_the_menu_of_its_window_once(web: Web) -> None:
    for collection in ALL:
        sections = web.get(f"/{collection.slug}/").context["shell"]["sections"]
        listed = [one for one in sections if one.collection is not None]
        slugs = [one.collection.slug for one in listed]
        is_sorted = collection.slug in {"bank-lines", "receipts"}  # which come from files
        is_listed = (bool(collection.composer) or is_sorted) and collection.section != "Settings"
        assert slugs.count(collection.slug) == is_listed
        current = [one.collection.slug for one in listed if one.current]
        assert current == ([collection.slug] if is_listed else [])


def is_done(web: Web, verb: str) -> bool:
    """Undo or redo; the page leads back to where one was, until there is nothing more."""
    return bool(web.post(f"/{verb}/").status_code == 302)


def values(collection: Collection) -> list[str]:
    grouped = collection.by_name.get(collection.group_by)
    return [value for value, _, _ in grouped.choices] if isinstance(grouped, Choice) else []


def is_moved(collection: Collection) -> bool:
    """Whether a record goes from any group to any other: not an entry, nor a paid invoice, nor
    what is written by what happens elsewhere."""
    others = {"transactions", "invoices"}
    return bool(collection.group_by) and not collection.is_kept and collection.slug not in others


def move(web: Web, collection: Collection, record: Any, value: str) -> bool:
    one = collection.by_name[collection.group_by]
    return bool(post(web, collection, record, one, value) == 200)


def post(web: Web, collection: Collection, record: Any, one: Field, value: str) -> int:
    """Save a cell; what cannot be is refused, which changes no count either."""
    here = f"/{collection.slug}/"
    answer = web.post(
        f"{here}{record.pk}/cell/{one.name}/",
        {"value": value},
        headers={"hx-request": "true", "hx-current-url": f"http://127.0.0.1{here}"},
    )
    return answer.status_code
