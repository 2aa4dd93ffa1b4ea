"""Meetings: when they are, who takes part, and what undo and deleting do to both."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.core.errors import Conflict
from freelancer_os.core.models import ChangeRow
from freelancer_os.tools.models import Contact, Meeting, Participant
from tests.books import NOON, Books, open_books


def meet(books: Books, **values: Any) -> Meeting:
    return books.make(Meeting, **{"title": "Kick-off", "starts_at": NOON, **values})


def contact(books: Books, name: str = "Tax office") -> Contact:
    return books.make(Contact, name=name)


def seats(books: Books) -> int:
    return len(books.all(Participant))


# When


def test_a_meeting_ends_after_it_starts(books: Books) -> None:
    meeting = meet(books, ends_at=NOON + timedelta(minutes=1))
    for wrong in ({"ends_at": NOON}, {"starts_at": NOON + timedelta(hours=1)}):
        with pytest.raises(ValidationError) as refused:
            books.edit(meeting, **wrong)
        assert refused.value.message_dict == {
            next(iter(wrong)): ["A meeting ends after it starts."]
        }


@pytest.mark.parametrize("bad", [None, date(2026, 10, 1), datetime(2026, 10, 1, 12), "now"])
def test_an_instant_has_a_time_and_a_zone(books: Books, bad: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        meet(books, starts_at=bad)
    assert list(refused.value.message_dict) == ["starts_at"]


def test_the_day_of_a_meeting_is_that_of_the_workspace(books: Books) -> None:
    for hour in (3, 4, 27, 28):  # New York is four hours behind UTC on that day
        meet(books, title=str(hour), starts_at=datetime(2026, 10, 1, tzinfo=UTC) + hour * HOUR)
    found = Meeting.objects.of(books.workspace).on(date(2026, 10, 1), "America/New_York")
    assert [meeting.title for meeting in found] == ["4", "27"]


HOUR = timedelta(hours=1)


# Who


def test_who_takes_part_is_listed_by_name(books: Books) -> None:
    zoe, acme, tax = books.client("Zoë"), books.client("acme"), contact(books)
    meeting = meet(books, clients=[zoe, acme], contacts=[tax])
    assert (meeting.clients, meeting.contacts) == ([acme, zoe], [tax])
    assert books.edit(meeting, clients=[zoe]).clients == [zoe]
    assert books.fresh(meeting).contacts == [tax]
    assert books.edit(meeting, clients=[], contacts=[]).clients == []
    assert seats(books) == 0


def test_who_stays_keeps_the_seat(books: Books) -> None:
    acme = books.client()
    meeting = meet(books, clients=[acme])
    first = books.all(Participant)
    books.edit(meeting, clients=[acme, books.client("Beta")])
    assert books.all(Participant)[0] == first[0]
    books.edit(meeting, clients=[books.fresh(acme)] * 2)
    assert books.all(Participant) == first


def test_a_seat_is_taken_once_and_back_as_one_change(books: Books) -> None:
    acme, tax = books.client(), contact(books)
    meeting = meet(books)
    before = books.state()
    books.edit(meeting, title="Review", clients=[acme], contacts=[tax])
    rows = ChangeRow.objects.filter(change=books.last(), record_id=meeting.pk)
    assert [row.action for row in rows] == ["update"], "its history tells of it"
    books.undo()
    assert books.state() == before
    books.redo()
    meeting = books.fresh(meeting)
    assert (meeting.title, meeting.clients, meeting.contacts) == ("Review", [acme], [tax])


@pytest.mark.parametrize("gone", ["client", "contact", "meeting"])
def test_a_seat_goes_with_either_side_and_undo_brings_both_back(books: Books, gone: str) -> None:
    acme, tax = books.client(), contact(books)
    meeting = meet(books, clients=[acme], contacts=[tax])
    before = books.state()
    books.remove({"client": acme, "contact": tax, "meeting": meeting}[gone])
    assert seats(books) == (0 if gone == "meeting" else 1)
    books.undo()
    assert books.state() == before
    books.redo()
    assert seats(books) == (0 if gone == "meeting" else 1)


def test_a_seat_whose_other_side_is_gone_stays_empty(books: Books) -> None:
    acme = books.client()
    meeting = meet(books, clients=[acme])
    books.remove(acme)
    left = books.last()
    books.remove(meeting)
    before = books.state()
    with pytest.raises(Conflict, match="Kick-off"):
        books.undo_one(left)
    assert books.state() == before


def test_a_new_meeting_is_undone_with_its_seats(books: Books) -> None:
    acme = books.client()
    before = books.state()
    meet(books, clients=[acme])
    books.undo()
    assert books.state() == before


def test_those_of_another_workspace_take_no_part(books: Books) -> None:
    theirs = open_books()
    acme, tax = theirs.client(), contact(theirs)
    meeting = meet(books)
    before = books.state()
    for values in ({"clients": [acme]}, {"contacts": [tax]}):
        with pytest.raises(ValidationError):
            books.edit(meeting, **values)
    assert books.state() == before


def test_a_participant_is_a_client_or_a_contact(books: Books) -> None:
    meeting, acme, tax = meet(books), books.client(), contact(books)
    for sides in ({}, {"client": acme, "contact": tax}):
        with pytest.raises(ValidationError):
            books.make(Participant, meeting=meeting, **sides)
    books.make(Participant, meeting=meeting, client=acme)
    with pytest.raises(ValidationError):
        books.make(Participant, meeting=meeting, client=acme)


def test_a_list_of_meetings_reads_who_takes_part_in_one_statement(books: Books) -> None:
    acme = books.client()
    for _ in range(3):
        meet(books, clients=[acme])
    with CaptureQueriesContext(connection) as captured:
        found = [meeting.clients for meeting in MEETINGS.rows(books.workspace)]
    assert found == [[acme]] * 3
    assert len(captured) == 2
