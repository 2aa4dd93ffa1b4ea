"""Finding records by their titles, held against a search that reads everything."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.values.text import fold
from freelancer_os.engine.query.searching import LONGEST, Found, search
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account
from freelancer_os.projects.models import Project
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill

NAMES = [
    "Müller & Söhne",
    "MULLER",
    "Łódź",
    "Ad Müller",
    "50% off_now",
    "a\\b",
    "O'Brien",
    "straße",
]
ASKED = ["muller", "Müll", "MÜLLER &", "lodz", "%", "_", "\\", "'", "STRASSE", "e", "off_", "zzz"]


def expected(books: Books, text: str) -> list[Found]:
    """Those that begin with it first, then in the order of the menus, newest first."""
    found = []
    for collection in collections:
        for record in sorted(books.all(collection.model), key=lambda one: one.pk, reverse=True):
            titles = [
                getattr(record, column) or ""
                for column in collection.search
                if "__" not in column and column != "folded"
            ]
            folded = [record.folded] if "folded" in collection.search else []
            wanted = fold(text)
            plain = [title.lower() for title in titles]
            begins = any(title.startswith((wanted, text.lower())) for title in [*folded, *plain])
            holds = any(wanted in t or text.lower() in t for t in [*folded, *plain])
            if holds:
                found.append((not begins, Found(collection.slug, record.pk, str(record))))
    found.sort(key=lambda one: one[0])
    return [one for _, one in found]


@pytest.fixture
def full(books: Books) -> Books:
    for name in NAMES:
        books.client(name)
        books.make(Project, name=f"Site of {name}")
        books.make(Account, name=name, kind="bank")
    books.invoice(number="2026-001")
    books.invoice(number="RE-Müller")
    return books


def test_what_holds_the_text_is_found_and_nothing_else(full: Books) -> None:
    for text in [*ASKED, "2026", "re-m", "  muller  "]:
        assert search(full.workspace, text, limit=200) == expected(full, text.strip()), text


def test_the_first_ones_are_found_where_there_are_many(full: Books) -> None:
    for limit in (1, 3, 5, 9):
        assert search(full.workspace, "muller", limit=limit) == expected(full, "muller")[:limit]
    for n in range(2 * LONGEST):
        full.client(f"Many {n}")
    found = search(full.workspace, "many")
    assert [one.title for one in found] == [f"Many {n}" for n in range(39, 19, -1)]


def test_what_says_nothing_finds_nothing(full: Books) -> None:
    for text in ("", " ", "\u200b", "\u0301"):
        assert search(full.workspace, text) == []


@pytest.mark.parametrize("text", ["a\0", "\ud800", "x" * 201, "a\nb"])
def test_what_is_no_text_is_refused_on_it(books: Books, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        search(books.workspace, text)
    assert list(refused.value.message_dict) == ["q"]


def test_others_are_not_found_and_not_asked_about(full: Books) -> None:
    theirs = open_books()
    with CaptureQueriesContext(connection) as captured:
        assert search(theirs.workspace, "muller") == []
    assert_scoped([query["sql"] for query in captured.captured_queries])


def test_every_collection_with_a_title_is_searched(books: Books) -> None:
    found = fill(books)
    for collection in collections:
        record = found.get(collection.slug)
        if record is None or not any("__" not in column for column in collection.search):
            continue
        title = getattr(record, getattr(record, "title_column", "number"), "") or ""
        if title:
            hits = search(books.workspace, title, limit=200)
            assert (collection.slug, record.pk) in [(one.collection, one.id) for one in hits]
