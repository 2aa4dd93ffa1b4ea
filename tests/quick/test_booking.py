"""What a sentence means is booked as one change, and taken back as one."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.attached.notes import note_of
from freelancer_os.core.models import Change
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account
from freelancer_os.projects.models import TimeEntry
from freelancer_os.quick.booking import book
from freelancer_os.quick.reading import chosen, read
from freelancer_os.tools.models import Meeting, Resource
from tests.books import Books
from tests.quick.world import world

World = tuple[Books, Formats]


@pytest.fixture
def here(db: None) -> World:
    return world("en-GB")


def add(here: World, text: str, **answers: str) -> Any:
    """What the sentence makes, booked."""
    books, formats = here
    reading = chosen(formats, text, None, answers)
    return book(books.workspace, books.user, reading)[1]


def account(here: World, name: str) -> Account:
    return Account.objects.get(workspace=here[0].workspace, name=name)


def test_income_is_paid_linked_and_undone_as_one(here: World) -> None:
    books = here[0]
    before = books.state()
    changes = Change.objects.count()
    entry = add(here, "1200 acme website paid bank yesterday")
    assert (entry.kind, entry.amount, entry.paid, str(entry.client)) == (
        "income",
        120_000,
        120_000,
        "Acme Robotics",
    )
    assert str(entry.category) == "Client"
    assert account(here, "Bank").balance == 120_000
    assert Change.objects.count() == changes + 1
    books.undo()
    assert books.state() == before


def test_the_tax_is_in_the_amount_if_the_words_say_so(here: World) -> None:
    """Income is net unless somebody says otherwise, an expense is not."""
    entry = add(here, "595 incl 19% vat acme bank")
    assert (entry.net, entry.total) == (50_000, 59_500)
    entry = add(here, "-100 net 19% hosting card")
    assert (entry.net, entry.total) == (10_000, 11_900)
    entry = add(here, "119 acme 19%", tax_included="true")
    assert (entry.net, entry.total) == (10_000, 11_900)
    assert add(here, "acme 500 20% discount", tax_rate="0").tax_rate == 0
    assert add(here, "acme 500 20% discount", tax_rate="20").total == 60_000
    both = chosen(here[1], "119 gross net acme 19%", None, {})
    assert [part.name for part in both.asks] == ["tax_included"]


def test_two_times_beside_work_may_be_hours_spent(here: World) -> None:
    reading = chosen(here[1], "copywriting 9:00-11:30 headlines", "time", {})
    assert (reading.values["hours"], reading.values["note"]) == ("2.5", "headlines")
    book(here[0].workspace, here[0].user, reading)
    entry = TimeEntry.objects.get(workspace=here[0].workspace)
    assert (str(entry.service), entry.hours) == ("Copywriting", 9_000)
    for text in ("meeting acme website 9:00-11:30", "mira 9:00-11:30", "icons tomorrow 9:00-11:30"):
        assert [one.makes for one in read(here[1], text)] == ["meeting"], text


def test_what_can_be_more_than_one_amount_offers_each(here: World) -> None:
    def options(text: str) -> list[str]:
        part = chosen(here[1], text, None, {}).part("amount")
        assert part is not None
        return [one.value for one in part.options]

    assert options("1 200,00 acme") == ["1200.00", "200.00"]
    assert options("-1 200 figma") == ["1200.00", "1.00", "200.00"]
    assert options("acme 3x400") == ["1200.00", "400.00"]
    assert options("refund 20 software") == ["-20.00", "20.00"]
    entry = add(here, "refund 20 software card", amount="-20.00")
    assert (entry.kind, entry.total, account(here, "Card").balance) == ("expense", -2_000, 2_000)


def test_an_expense_says_what_is_left_of_the_words(here: World) -> None:
    entry = add(here, "-18.50 figma card software")
    assert (entry.kind, entry.description, str(entry.category)) == ("expense", "figma", "Software")
    assert account(here, "Card").balance == -1_850


def test_what_is_asked_is_not_booked_before_it_is_answered(here: World) -> None:
    books, wise = here[0], account(here, "Wise")
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        add(here, "500 acme wise")
    assert list(refused.value.message_dict) == ["currency"]
    assert books.state() == before
    with pytest.raises(ValidationError) as refused:
        add(here, "500 acme wise", currency="USD")
    assert list(refused.value.message_dict) == ["exchange_rate"]
    assert books.state() == before
    entry = add(here, "500 acme wise", currency="USD", exchange_rate="0.9")
    assert (entry.currency, entry.amount, entry.exchange_rate) == ("USD", 50_000, 9 * 10**9)
    assert books.fresh(wise).balance == 50_000


def test_an_answer_takes_the_place_of_what_was_read(here: World) -> None:
    entry = add(here, "12 figma", kind="expense", date="2026-11-02", account="")
    assert (entry.kind, str(entry.date), entry.paid) == ("expense", "2026-11-02", 0)
    cash = account(here, "Cash")
    moved = add(here, "1200 acme paid bank", account=str(cash.pk), description="Deposit")
    assert (moved.description, here[0].fresh(cash).balance) == ("Deposit", 120_000)


def test_a_meeting_an_hour_and_notes(here: World) -> None:
    books = here[0]
    meeting: Meeting = add(here, "call mira and acme 3 dec 3pm-3:30pm launch")
    assert (meeting.title, meeting.medium) == ("launch", "phone")
    assert meeting.starts_at.isoformat() == "2026-12-03T14:00:00+00:00"
    entry: TimeEntry = add(here, "3h brand refresh icons")
    assert (entry.hours, str(entry.service)) == (3 * 3600, "Icons")
    client = add(here, "todo acme send the contract")
    add(here, "todo acme call back")
    note = note_of(client)
    assert note is not None
    assert note.body == "- [ ] acme send the contract\n- [ ] acme call back"
    add(here, "todo buy stamps")
    own = add(here, "todo water the plants")
    assert [r.body for r in books.all(Resource)] == ["- [ ] buy stamps\n- [ ] water the plants"]
    assert (own.title, own.kind) == ("To-dos", "checklist")


ASKED: Mapping[str, dict[str, Any]] = {
    "hello": {"text": "hello"},
    "nothing": {"text": ""},
    "no text": {"text": 12},
    "too long": {"text": "a" * 201},
    "other kind": {"text": "-12 card", "makes": "meeting"},
    "no answers": {"text": "-12 card", "answers": ["date"]},
    "bad date": {"text": "-12 card", "answers": {"date": "yesterday"}},
    "bad amount": {"text": "-12 card", "answers": {"amount": "12,00"}},
    "no such part": {"text": "-12 card", "answers": {"amont": "5.00"}},
    "nobody": {
        "text": "1200 acme bank",
        "answers": {"client": "0192a4b0-0000-7000-8000-00000000abcd"},
    },
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_cannot_be_meant_is_refused(here: World, asked: dict[str, Any]) -> None:
    books, formats = here
    before = books.state()
    with pytest.raises(ValidationError):
        reading = chosen(formats, asked["text"], asked.get("makes"), asked.get("answers"))
        book(books.workspace, books.user, reading)
    assert books.state() == before


def test_a_time_that_the_clocks_skip_is_asked(here: World) -> None:
    reading = chosen(here[1], "meeting acme 28 mar 2027 2:30am", None, None)
    assert [part.name for part in reading.asks] == ["time"]
    again = chosen(here[1], "meeting acme 28 mar 2027 2:30am", None, {"time": "03:30"})
    assert again.values["starts_at"] == "2027-03-28T01:30:00Z"


def test_nothing_of_another_workspace_is_named(here: World) -> None:
    books, formats = world("en-GB")
    theirs = account((books, formats), "Bank")
    reading = chosen(here[1], "1200 acme website paid bank", None, None)
    assert reading.values["account"] == str(account(here, "Bank").pk)
    assert not reading.asks
    with pytest.raises(ValidationError):
        add(here, "1200 acme paid bank", account=str(theirs.pk))
