"""The note of a record: written, undone and deleted with it, whatever kind of record it is."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.attached.notes import LONGEST, Note, note_of, write_note
from freelancer_os.core.errors import Conflict, OutsideChange
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.base import Logged
from tests.books import DAY, Books, open_books


def write(books: Books, record: Logged, body: object) -> None:
    books.do(lambda unit: write_note(unit.fresh(record), body), "Changed the note")


def bodies(books: Books) -> list[str]:
    return [note.body for note in books.all(Note)]


def test_a_record_has_one_note(books: Books) -> None:
    client, other = books.client(), books.client("Beta")
    write(books, client, "# Plan\r\n\r\n- [ ] call\n")
    write(books, client, "second")
    write(books, other, "theirs")
    assert bodies(books) == ["second", "theirs"]
    assert [found and found.body for found in map(note_of, (client, other))] == ["second", "theirs"]
    found = note_of(client)
    assert found is not None
    assert found.record() == client


def test_what_changes_nothing_is_not_written(books: Books) -> None:
    client = books.client()
    write(books, client, "  \n ")
    assert bodies(books) == []
    write(books, client, "text")
    before = books.last()
    write(books, client, "text\n")
    assert books.last() == before


def test_undo_and_redo_give_each_text_back(books: Books) -> None:
    client = books.client()
    empty = books.state()
    write(books, client, "first")
    first = books.state()
    write(books, client, "second")
    books.undo()
    assert books.state() == first
    books.undo()
    assert books.state() == empty
    books.redo()
    assert books.state() == first


def test_the_history_of_a_record_tells_of_its_note(books: Books) -> None:
    client = books.client()
    write(books, client, "text")
    row = ChangeRow.objects.get(change=books.last(), record_id=client.pk)
    assert (row.action, row.before, row.after) == ("update", {}, {})


def test_a_note_goes_with_its_record_and_comes_back_with_it(books: Books) -> None:
    income = books.income(account=books.account())
    (payment,) = books.payments(income)
    write(books, income, "of the entry")
    write(books, payment, "of the payment")
    write(books, books.client(), "of another")
    before = books.state()
    books.remove(income)
    assert bodies(books) == ["of another"]
    books.undo()
    assert books.state() == before
    books.redo()
    assert bodies(books) == ["of another"]


def test_a_note_stands_in_the_way_of_undoing_its_record(books: Books) -> None:
    client = books.client()
    made = books.last()
    write(books.colleague(), client, "text")
    with pytest.raises(Conflict, match="changed since"):
        books.undo_one(made)
    books.undo_one(made, with_later=True)
    assert bodies(books) == []


def test_other_edits_of_the_record_are_not_in_the_way(books: Books) -> None:
    client = books.client()
    write(books, client, "text")
    written = books.last()
    books.edit(client, company="Acme Ltd")
    books.undo_one(written)
    assert bodies(books) == []
    assert books.fresh(client).company == "Acme Ltd"


@pytest.mark.parametrize("body", ["x" * (LONGEST + 1), "a\x00b", "\ud800", None, 5])
def test_what_no_note_can_hold_is_refused(books: Books, body: object) -> None:
    client = books.client()
    with pytest.raises(ValidationError) as refused:
        write(books, client, body)
    assert list(refused.value.message_dict) == ["body"]
    assert bodies(books) == []


def test_the_longest_note_fits(books: Books) -> None:
    client = books.client()
    write(books, client, "ä" * LONGEST)
    assert len(bodies(books)[0]) == LONGEST


def test_only_a_change_writes_a_note(books: Books) -> None:
    entry, stranger = books.expense(date=DAY), open_books()
    with pytest.raises(OutsideChange):
        write_note(entry, "text")
    with pytest.raises(OutsideChange):
        stranger.do(lambda unit: write_note(entry, "text"))
    assert bodies(books) == bodies(stranger) == []
