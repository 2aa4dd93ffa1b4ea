"""Words and sentences are read in the language of whoever reads them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from freelancer_os.core import words
from freelancer_os.core.log.changes import change
from freelancer_os.core.models import Change
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money, show_share
from freelancer_os.core.words import (
    DECLARED,
    Option,
    Sentence,
    Typed,
    Word,
    msgid_of,
    noun_of,
    said,
    translated,
)
from freelancer_os.projects.models import TimeEntry
from tests.books import Books, open_books
from tests.languages import speaking

MESSAGES = {
    "client": "Kunde",
    "clients": "Kunden",
    "Stage": "Phase",
    "Lead": "Anfrage",
    "time entry": "Zeiteintrag",
    "time entries": "Zeiteinträge",
    "Deleted {kind} {record}": "{kind} gelöscht: {record}",
    "Undid: {change}": "Rückgängig: {change}",
    "Redid: {change}": "Wiederholt: {change}",
    "Read {page}": "{seite} gelesen",  # a catalogue that nobody has checked
    ("Imported {count} line", "Imported {count} lines"): (
        "{count} Zeile importiert",
        "{count} Zeilen importiert",
    ),
}
DELETED = Sentence("Deleted {kind} {record}", {"kind": Word.of("client"), "record": "Lead"})


@pytest.fixture(autouse=True)
def languages(tmp_path: Path) -> Iterator[None]:
    with speaking(tmp_path, MESSAGES):
        yield


@pytest.fixture
def books(db: None) -> Books:
    return open_books()


@translated("label", options=["choices"])
@dataclass(frozen=True, kw_only=True)
class Declared:
    """Something with a name and options."""

    label: str
    choices: tuple[Option, ...] = ()


def test_a_word_remembers_what_it_is_called() -> None:
    with override("de"):
        word = Word.of("Stage")
    assert (word, word.msgid, msgid_of(word)) == ("Phase", "Stage", "Stage")
    assert msgid_of("Phase") == "Phase"
    with override("de"):
        assert Word.of("") == ""  # not the head of the catalogue
        assert (noun_of(TimeEntry), noun_of(TimeEntry, 2)) == ("Zeiteintrag", "Zeiteinträge")


def test_a_declaration_is_read_in_the_language_of_the_reader() -> None:
    one = Declared(label="Stage", choices=(("lead", "Lead", "amber"),))
    assert (one.label, one.choices) == ("Stage", (("lead", "Lead", "amber"),))
    with override("de"):
        assert (one.label, one.choices) == ("Phase", (("lead", "Anfrage", "amber"),))
        again = replace(one, label=one.label)  # what was read is no new name
    assert again == one
    assert {"Stage", "Lead"} <= DECLARED


def test_what_people_typed_stays() -> None:
    one = Declared(label=Typed("Stage"), choices=(("lead", Typed("Lead"), "amber"),))
    with override("de"):
        assert (one.label, one.choices[0][1]) == ("Stage", "Lead")
        assert replace(one).label == "Stage"
    assert msgid_of(one.label) == "Stage"


def test_a_sentence_is_kept_with_its_parts() -> None:
    kept = DELETED.stored()
    assert kept == {
        "says": "Deleted {kind} {record}",
        "parts": {"kind": ["client"], "record": "Lead"},
    }
    again = Sentence.read(kept)
    assert again.stored() == kept
    assert (str(again), again.plain) == ("Deleted client Lead", "Deleted client Lead")
    with override("de"):
        assert str(again) == "Kunde gelöscht: Lead"  # a name is no word
        assert again.plain == "Deleted client Lead"


@pytest.mark.parametrize(
    ("count", "german", "english"),
    [(1, "1 Zeile importiert", "Imported 1 line"), (3, "3 Zeilen importiert", "Imported 3 lines")],
)
def test_a_sentence_that_counts(count: int, german: str, english: str) -> None:
    told = Sentence("Imported {count} line", several="Imported {count} lines", count=count)
    again = Sentence.read(told.stored())
    assert again.plain == str(again) == english
    with override("de"):
        assert str(again) == german


def test_a_sentence_in_a_sentence() -> None:
    told = Sentence.read(Sentence("Undid: {change}", {"change": DELETED}).stored())
    assert told.plain == "Undid: Deleted client Lead"
    with override("de"):
        assert str(told) == "Rückgängig: Kunde gelöscht: Lead"


def test_a_sentence_whose_words_name_another_part_is_read_in_english() -> None:
    with override("de"):
        assert str(Sentence("Read {page}", {"page": "one"})) == "Read one"


@pytest.mark.parametrize(("language", "told"), [("en", "{}"), ("he", "\u2068{}\u2069")])
def test_a_value_keeps_its_direction_among_words_of_the_other(
    language: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_has_reversed", lambda: True)
    day = date(2026, 11, 18)
    with override(language):
        assert show_date(day, "en-GB", today=day) == told.format("18 Nov")
        assert format_money(-1200, "EUR", "en-GB") == told.format("−€12.00")
        assert show_share(1, "en-GB") == told.format("<1%")
        sentence = Sentence("{who} did it", {"who": "Acme (Berlin)"})
        assert str(sentence) == f"{told.format('Acme (Berlin)')} did it"
        assert sentence.plain == "Acme (Berlin) did it"


def test_what_is_of_one_piece() -> None:
    assert said(DELETED) is DELETED
    assert said("Deleted {braces}").plain == "Deleted {braces}"
    with override("de"):
        assert str(said(Word.of("Stage"))) == "Phase"
        assert str(said("Stage")) == "Stage"


def test_the_log_is_written_in_one_language_and_read_in_another(books: Books) -> None:
    client = books.client("Acme")
    with override("de"), change(books.workspace, books.user, DELETED) as unit:
        unit.fresh(client).remove()
    entry = books.last()
    assert entry.sentence == entry.words == "Deleted client Lead"
    with override("de"):
        assert entry.words == str(entry) == "Kunde gelöscht: Lead"


def test_undo_and_redo_quote_what_they_were_of(books: Books) -> None:
    client = books.client("Acme")
    with change(books.workspace, books.user, DELETED) as unit:
        unit.fresh(client).remove()
    with override("de"):
        assert books.undo().words == "Rückgängig: Kunde gelöscht: Lead"
        redone = books.redo()
        assert redone.words == "Wiederholt: Kunde gelöscht: Lead"
    assert Change.objects.get(pk=redone.pk).words == "Redid: Deleted client Lead"


def test_older_entries_stay_as_they_were_written(books: Books) -> None:
    books.client("Acme")
    Change.objects.filter(pk=books.last().pk).update(said={}, sentence="Added client {Acme}")
    with override("de"):
        assert books.last().words == "Added client {Acme}"
        undone = books.undo()
        assert undone.words == "Rückgängig: Added client {Acme}"
        Change.objects.filter(pk=undone.pk).update(said={})
        assert books.redo().words == "Wiederholt: Added client {Acme}"
