"""Finding records by their words, held against a search that reads everything."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.core.attached.notes import write_note
from freelancer_os.core.search import finding, near
from freelancer_os.core.search.building import build, faults
from freelancer_os.core.search.rows import SearchRow, SearchWord
from freelancer_os.core.search.words import words_of
from freelancer_os.engine.query.searching import LONGEST, search
from freelancer_os.engine.registry import collections
from freelancer_os.tools.models import Resource
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill

WORDS = [
    "acme",
    "acne",
    "ac",
    "Müller",
    "Söhne",
    "Łódź",
    "straße",
    "İz",
    "東京都",
    "京都",
    "한국어",
]
WORDS += [
    "שלום",
    "हिन्दी",
    "2026",
    "20",
    "RE-7",
    "x&y",
    "o'brien",
    '"q"',
    "50%",
    "\\",
    "é",
    "e\u0301",
]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def titles(books: Books, text: str, limit: int = LONGEST) -> list[str]:
    return [one.title for one in search(books.workspace, text, limit=limit)]


def begins_so(text: str, sought: str) -> bool:
    """Whether a text has a word that begins with each word that is sought."""
    own = words_of(text)
    return all(any(word.startswith(one) for word in own) for one in words_of(sought))


def rank(title: str, sought: str) -> int:
    own, asked = " ".join(words_of(title)), " ".join(words_of(sought))
    return 0 if own == asked else 1 if own.startswith(asked) else 2


@given(named=st.lists(TITLES, max_size=8), asked=st.lists(TITLES, min_size=1, max_size=4))
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_all_whose_words_begin_so_are_found_and_nothing_of_others(
    books: Books, named: list[str], asked: list[str]
) -> None:
    own, other = open_books(), open_books()
    made = [own.client(name) for name in named if words_of(name)]
    for name in named:
        if words_of(name):
            other.client(f"{name} of another")
    for text in filter(words_of, asked):
        wanted = [one for one in made if begins_so(one.name, text)]
        wanted.sort(key=lambda one: (rank(one.name, text), -made.index(one)))
        found = [one.id for one in search(own.workspace, text, limit=200)]
        assert found[: len(wanted)] == [one.pk for one in wanted], text
        assert {*found} <= {one.pk for one in made}
        if len(wanted) >= finding.ENOUGH:
            assert len(found) == len(wanted), text


def test_every_text_of_a_record_is_searched(books: Books) -> None:
    client = books.client("Acme", company="Acme Holding", email="lena@zeta.example")
    books.make(Resource, title="Tax checklist", kind="checklist", url="https://example.com/vat")
    books.do(lambda unit: write_note(unit.fresh(client), "Call **Kestrel** on Monday"))
    for text in ("holding", "lena", "zeta lena", "kestrel", "acme kestrel", "acme monday hold"):
        assert titles(books, text) == ["Acme"], text
    assert titles(books, "vat") == ["Tax checklist"]
    assert titles(books, "kestrel tax") == []
    books.undo()
    assert titles(books, "kestrel") == []
    books.redo()
    assert titles(books, "kestrel") == ["Acme"]


def test_a_record_that_is_gone_leaves_no_word(books: Books) -> None:
    before = [*SearchWord.objects.filter(workspace=books.workspace).values_list("word", "count")]
    rows = SearchRow.objects.filter(workspace=books.workspace).count()
    client = books.client("Kestrel Ltd")
    books.do(lambda unit: write_note(unit.fresh(client), "Peregrine"))
    books.remove(client)
    assert search(books.workspace, "kestrel") == []
    words = SearchWord.objects.filter(workspace=books.workspace)
    assert sorted(words.values_list("word", "count")) == sorted(before)
    assert SearchRow.objects.filter(workspace=books.workspace).count() == rows
    books.undo()
    assert titles(books, "peregrine kestrel") == ["Kestrel Ltd"]


def test_the_newest_come_first_among_equals(books: Books) -> None:
    for n in range(2 * LONGEST):
        books.client(f"Many {n}")
    assert titles(books, "many") == [f"Many {n}" for n in range(39, 19, -1)]
    books.edit(books.client("An old many"), name="Many")
    assert titles(books, "many", 2) == ["Many", "Many 39"]


def test_a_client_is_found_among_the_entries_that_are_called_as_it_is(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CANDIDATES", 3)
    client = books.client("Acme Robotics")
    for n in range(9):
        books.income(100, description="Acme Robotics" if n % 2 else f"Acme Robotics, part {n}")
    for text in ("acme robotics", "acme", "robotics"):
        assert client.pk in [one.id for one in search(books.workspace, text, limit=2)], text


def test_what_is_called_so_is_first_though_thousands_are_newer(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CANDIDATES", 3)
    books.client("Invoice")
    for n in range(6):
        books.client(f"Other invoice {n}")
    assert titles(books, "invoice", 2) == ["Invoice", "Other invoice 5"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kestrle", ["Kestrel Ltd"]),
        ("kesrtel", ["Kestrel Ltd"]),
        ("kestel", ["Kestrel Ltd"]),
        ("kestr", ["Kestrel Ltd"]),
        ("estrel", ["Kestrel Ltd"]),
        ("fotogarpyh", ["Fotography"]),
        ("amce", ["Acme"]),
        ("ltd kestrle", ["Kestrel Ltd"]),
        ("2206", []),
        ("zzzz", []),
        ("zzzz kestrel", []),
        ("ce", []),
    ],
)
def test_slips_are_forgiven_where_little_is_found(
    books: Books, typed: str, meant: list[str]
) -> None:
    for name in ("Kestrel Ltd", "Acme", "Fotography", "Plan 2026"):
        books.client(name)
    if not near.knows_inside() and typed == "estrel":
        meant = []
    assert titles(books, typed) == meant


def test_nothing_is_forgiven_where_enough_is_found(books: Books) -> None:
    books.client("Kestrel")
    for n in range(finding.ENOUGH):
        books.client(f"Kestre {n}")
    books.client("Kastrel")
    assert "Kastrel" not in titles(books, "kestre")


def test_what_says_nothing_finds_nothing(full: Books) -> None:
    for text in ("", " ", "\u200b", "\u0301", "%", "_", "'", '"', "*", "--", "\\"):
        assert search(full.workspace, text) == []


@pytest.fixture
def full(books: Books) -> Books:
    fill(books)
    return books


def test_signs_of_the_languages_of_databases_are_letters_like_others(full: Books) -> None:
    for text in ('"acme', "acme*", "acme' OR 1", "NOT acme", "acme)", "title:acme", "a:* | b"):
        search(full.workspace, text)
    assert titles(full, '"acme"*')


def test_what_cannot_be_searched_for_is_refused(books: Books) -> None:
    for text in ("x" * 201, "a\x00b", "\ud800"):
        with pytest.raises(ValidationError):
            search(books.workspace, text)


def test_every_record_that_is_called_something_is_found_by_it(full: Books) -> None:
    for collection in collections:
        for record in full.all(collection.model):
            row = SearchRow.objects.filter(workspace=full.workspace, record_id=record.pk).first()
            if row is not None and row.title:
                found = search(full.workspace, row.title, limit=200)
                assert record.pk in {one.id for one in found}, f"{collection.slug} {row.title}"
    assert [*faults([full.workspace])] == []


def test_a_damaged_index_is_told_and_made_anew(full: Books) -> None:
    row = SearchRow.objects.filter(workspace=full.workspace).exclude(title="").first()
    assert row is not None
    SearchRow.objects.filter(pk=row.pk).delete()
    SearchWord.objects.filter(workspace=full.workspace, word=row.title.split()[0]).update(count=99)
    told = [*faults([full.workspace])]
    assert any(str(row.record_id) in one for one in told)
    assert len(told) == 2
    build(full.workspace)
    assert [*faults([full.workspace])] == []


def test_a_search_reads_the_same_however_many_there_are(full: Books) -> None:
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            search(full.workspace, text)
        assert_scoped(queries.captured_queries)
        return len(queries)

    before = asked("acme")
    for n in range(30):
        full.client(f"Acme {n}")
    assert asked("acme") <= before
