"""Calendars: months and weeks, where records stand, moving them, filters."""

import re
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.ids import new_id
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Invoice
from freelancer_os.people.models import Membership, User
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Meeting
from freelancer_os.web.calendar import entries as calendars
from freelancer_os.web.calendar.calendar import SHOWN
from tests.books import DAY, Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill, signed_in

CALENDARS = {
    "invoices": "due_date",
    "transactions": "date",
    "meetings": "starts_at",
    "projects": "start_date",
    "goals": "target_date",
}
EVERY = pytest.mark.parametrize("slug", CALENDARS)
OCTOBER = "view=calendar&month=2026-10"


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="de-DE", time_zone="Europe/Berlin")


def test_those_that_have_a_date_have_a_calendar(books: Books, web: Web) -> None:
    for one in (one for one in collections if one.has_page):
        status = web.get(f"/{one.slug}/?view=calendar").status_code
        assert status == (200 if one.slug in CALENDARS else 404), one.slug


@EVERY
def test_a_calendar_is_drawn_empty_and_full(slug: str, books: Books, web: Web) -> None:
    assert web.get(f"/{slug}/?{OCTOBER}").context["sheet"].count == "0"
    record = _standing(books, slug)
    answer = web.get(f"/{slug}/?{OCTOBER}")
    assert answer.context["sheet"].count == "1"
    assert days_of(answer)[record.pk] == ["2026-10-01"]
    page = answer.content.decode()
    assert f'data-cell="/{slug}/{record.pk}/cell/{CALENDARS[slug]}/"' in page
    assert web.get(f"/{slug}/?view=calendar&month=2026-12").context["sheet"].count == "0"


@EVERY
def test_the_queries_are_those_of_the_workspace_and_do_not_grow(
    slug: str, books: Books, web: Web
) -> None:
    _standing(books, slug)
    few = _statements(web, slug)
    assert_scoped(few)
    for _ in range(3):
        _standing(books, slug)
    assert len(_statements(web, slug)) == len(few)


@EVERY
def test_a_stranger_sees_nothing_and_a_reader_moves_nothing(slug: str, books: Books) -> None:
    record = _standing(books, slug)
    page = signed_in(open_books().user).get(f"/{slug}/?{OCTOBER}").content.decode()
    assert str(record.pk) not in page
    reader = User.objects.create_user("reader@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=reader, role="accountant")
    page = signed_in(reader).get(f"/{slug}/?{OCTOBER}").content.decode()
    assert str(record.pk) in page
    assert "data-cell" not in page
    assert "day-add" not in page


def test_a_month_is_drawn_in_the_weeks_of_the_locale(web: Web) -> None:
    sheet = web.get(f"/invoices/?{OCTOBER}").context["sheet"]
    assert sheet.heading == "Oktober 2026"
    assert (sheet.names[0][1], sheet.names[-1][1]) == ("Montag", "Sonntag")
    assert sheet.weeks[0][0].date == date(2026, 9, 28)
    assert sheet.weeks[-1][-1].date == date(2026, 11, 1)
    outside = [day.date.month for week in sheet.weeks for day in week if day.is_outside]
    assert outside == [9, 9, 9, 11]
    american = signed_in(open_books(locale="en-US").user)
    sheet = american.get(f"/invoices/?{OCTOBER}").context["sheet"]
    assert sheet.heading == "October 2026"
    assert (sheet.names[0][1], sheet.weeks[0][0].date) == ("Sunday", date(2026, 9, 27))


@pytest.mark.parametrize(
    ("slug", "by"),
    [(slug, one.name) for slug in CALENDARS for one in collections.get(slug).dates],  # type: ignore[union-attr]
)
def test_a_calendar_by_every_date(slug: str, by: str, books: Books, web: Web) -> None:
    record = fill(books)[slug]
    collection = collections.get(slug)
    assert collection is not None
    one = collection.by_name[by]
    answer = web.get(f"/{slug}/?{OCTOBER}&by={by}")
    value = one.raw(record, Formats.of(books.workspace))[:10]
    assert days_of(answer).get(record.pk, []) == ([value] if value.startswith("2026-10") else [])
    add = re.search(r'data-preset="([a-z_]+)=2026-10-01', answer.content.decode())
    assert add and add[1] == by
    links = answer.context["sheet"].links
    is_usual = by == CALENDARS[slug]
    assert is_usual or all(f"by={by}" in link for link in links.values())


def test_what_is_no_date_is_refused(web: Web) -> None:
    for by in ("name", "nonsense", "number"):
        answer = web.get(f"/invoices/?{OCTOBER}&by={by}")
        assert answer.status_code == 422 and "have no date" in answer.content.decode()


def test_the_ends_of_a_bar_save_the_cells_of_start_and_end(books: Books, web: Web) -> None:
    made = books.make(
        Project, name="Site", start_date=date(2026, 9, 30), end_date=date(2026, 10, 2)
    )
    page = web.get(f"/projects/?{OCTOBER}").content.decode()
    start, end = f"/projects/{made.pk}/cell/start_date/", f"/projects/{made.pk}/cell/end_date/"
    assert page.count(f'data-cell="{start}" data-raw="2026-09-30" data-end="{end}"') == 3
    assert page.count('data-pull="start"') == page.count('data-pull="end"') == 1
    headers = {"hx-request": "true", "hx-current-url": f"http://127.0.0.1/projects/?{OCTOBER}"}
    answer = web.post(end, {"value": "2026-10-05", "opened": "2026-10-02"}, headers=headers)
    assert answer.status_code == 200 and len(days_of(answer)[made.pk]) == 6
    answer = web.post(end, {"value": "2026-09-01", "opened": "2026-10-05"}, headers=headers)
    assert answer.status_code == 422 and "before the start" in answer.content.decode()


def test_a_meeting_tells_the_cell_of_its_end_and_has_nothing_to_pull(
    books: Books, web: Web
) -> None:
    made = books.make(Meeting, title="Call", starts_at=datetime(2026, 10, 5, 8, tzinfo=UTC))
    page = web.get(f"/meetings/?{OCTOBER}").content.decode()
    assert f'data-end="/meetings/{made.pk}/cell/ends_at/" data-end-raw=""' in page
    assert "data-pull" not in page
    by_end = web.get(f"/meetings/?{OCTOBER}&by=ends_at").content.decode()
    assert str(made.pk) not in by_end


def test_a_week_and_the_ways_from_it(web: Web) -> None:
    sheet = web.get("/invoices/?view=calendar&week=2026-10-01&status=sent").context["sheet"]
    assert [day.date.day for day in sheet.weeks[0]] == [28, 29, 30, 1, 2, 3, 4]
    assert len(sheet.weeks) == 1
    for link, there in (
        ("back", "week=2026-09-21"),
        ("forward", "week=2026-10-05"),
        ("month", "month=2026-09"),
    ):
        assert sheet.links[link] == f"/invoices/?view=calendar&status=sent&{there}"
        assert web.get(sheet.links[link]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "month=2026-13",
        "month=26-1",
        "month=0001-01",
        "week=2026-02-30",
        "week=x",
        "month=²026-10",
    ],
)
def test_a_period_that_there_is_not_is_refused(wrong: str, web: Web) -> None:
    answer = web.get(f"/invoices/?view=calendar&{wrong}")
    assert answer.status_code == 422
    assert 'class="problem"' in answer.content.decode()


def test_the_calendar_ends_where_dates_do(web: Web) -> None:
    first = web.get("/invoices/?view=calendar&month=1900-01").context["sheet"]
    last = web.get("/invoices/?view=calendar&month=2200-12").context["sheet"]
    assert "back" not in first.links
    assert "forward" not in last.links
    assert web.get(last.links["week"]).status_code == 200


def test_instants_stand_on_the_day_of_the_time_zone(books: Books, web: Web) -> None:
    late = datetime(2026, 10, 5, 22, 30, tzinfo=UTC)
    meeting = books.make(Meeting, title="Call", starts_at=late)
    answer = web.get(f"/meetings/?{OCTOBER}")
    assert days_of(answer)[meeting.pk] == ["2026-10-06"]
    assert '<time class="entry-time">00:30</time>' in answer.content.decode()


def test_a_project_lies_over_its_days_in_one_line(books: Books, web: Web) -> None:
    long = books.make(
        Project, name="Site", start_date=date(2026, 9, 20), end_date=date(2026, 10, 2)
    )
    late = books.make(Project, name="Shop", end_date=date(2026, 10, 1))
    other = books.make(Project, name="App", start_date=date(2026, 10, 1))
    books.make(Project, name="Some day")
    found = days_of(web.get(f"/projects/?{OCTOBER}"))
    assert found == {
        long.pk: [f"2026-09-{day}" for day in (28, 29, 30)] + ["2026-10-01", "2026-10-02"],
        late.pk: ["2026-10-01"],
        other.pk: ["2026-10-01"],
    }
    week = web.get(f"/projects/?{OCTOBER}").context["sheet"].weeks[0]
    places = [n for day in week for n, chip in enumerate(day.chips) if str(long.pk) in chip]
    assert places == [0] * 5


def test_what_does_not_fit_a_day_is_told_and_found(books: Books, web: Web) -> None:
    for _ in range(5):
        books.income(date=DAY)
        books.invoice(due_date=DAY)
    for slug, layout in (("transactions", "table"), ("invoices", "calendar")):
        sheet = web.get(f"/{slug}/?{OCTOBER}").context["sheet"]
        day = next(day for week in sheet.weeks for day in week if day.date == DAY)
        assert (len(day.chips), day.more, sheet.count) == (3, 2, "5")
        there = web.get(day.more_url)
        assert there.context["layout"] == layout
        assert there.context["sheet"].count == "5"
        if layout == "calendar":
            assert sum(len(days) for days in days_of(there).values()) == 5


def test_of_a_busy_day_only_what_is_drawn_is_read(
    books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        books.invoice(due_date=DAY)
    read: list[Any] = []
    from_db = Invoice.from_db

    def counted(*args: Any, **kwargs: Any) -> Any:
        read.append(found := from_db(*args, **kwargs))
        return found

    monkeypatch.setattr(Invoice, "from_db", counted)
    answer = web.get(f"/invoices/?{OCTOBER}")
    assert len(days_of(answer)) == len(read) == SHOWN
    assert answer.content.decode().count('class="entry tag') == SHOWN
    assert answer.context["sheet"].count == "12"
    read.clear()
    web.get("/invoices/?view=calendar&week=2026-10-01")
    assert len(read) == 12


def test_each_entry_lies_in_the_first_row_that_is_free() -> None:
    chance = Random(7)
    week = [DAY + timedelta(days=place) for place in range(7)]
    for _ in range(40):
        begins = [chance.randrange(-3, 8) for _ in range(chance.randrange(20))]
        among = [_entry(begin, chance.choice((0, 0, 0, 1, 3, 9))) for begin in begins]
        rows = calendars.lanes(week, among)
        for place, day in enumerate(week):
            here = {one.pk for one in among if one.first <= day <= one.last}
            assert {lane[place].pk for lane in rows if lane[place]} == here
        spans = [(n, p) for n, lane in enumerate(rows) for p, one in enumerate(lane) if one]
        heights: dict[Any, set[int]] = {}
        for height, place in spans:
            heights.setdefault(rows[height][place].pk, set()).add(height)
        assert all(len(found) == 1 for found in heights.values())
        for one in among:
            if one.pk in heights and not one.is_long:
                (height,) = heights[one.pk]
                assert all(rows[under][week.index(one.first)] for under in range(height))


def test_a_month_with_too_many_says_so(
    books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "LARGEST", 2)
    for _ in range(3):
        books.invoice(due_date=DAY)
    answer = web.get(f"/invoices/?{OCTOBER}")
    assert answer.context["sheet"].count == "2+"
    assert "Filter to see the others." in answer.content.decode()


def test_filters_stay(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    mine = books.invoice(client=acme, due_date=DAY)
    books.invoice(client=beta, due_date=DAY)
    answer = web.get(f"/invoices/?{OCTOBER}&client={acme.pk}")
    assert list(days_of(answer)) == [mine.pk]
    page = answer.content.decode()
    assert f'href="/invoices/?view=calendar&amp;client={acme.pk}&amp;month=2026-11"' in page
    assert 'href="/invoices/?view=calendar&amp;month=2026-10" data-go aria-label="Remove' in page
    assert web.get(f"/invoices/?{OCTOBER}&nonsense=1").status_code == 422


def test_moving_keeps_the_length(books: Books, web: Web) -> None:
    project = books.make(Project, name="Site", start_date=DAY, end_date=date(2026, 10, 15))
    meeting = books.make(
        Meeting,
        title="Call",
        starts_at=datetime(2026, 10, 1, 8, tzinfo=UTC),
        ends_at=datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
    )
    _move(web, f"/projects/{project.pk}/cell/start_date/", "2026-10-01", "2026-11-01")
    moved = books.fresh(project)
    assert (moved.start_date, moved.end_date) == (date(2026, 11, 1), date(2026, 11, 15))
    _move(web, f"/meetings/{meeting.pk}/cell/starts_at/", "2026-10-01 10:00", "2026-10-28 10:00")
    there = books.fresh(meeting)
    assert there.starts_at == datetime(2026, 10, 28, 9, tzinfo=UTC)  # winter time by then
    assert there.ends_at == datetime(2026, 10, 28, 10, 30, tzinfo=UTC)
    books.undo()
    assert books.fresh(meeting).values() == meeting.values()


def test_the_length_is_kept_only_on_request_and_where_there_is_one(books: Books, web: Web) -> None:
    project = books.make(Project, name="Site", start_date=DAY, end_date=date(2026, 10, 15))
    invoice = books.invoice(due_date=DAY)
    address = f"/projects/{project.pk}/cell/start_date/"
    for start, end in (("2026-10-05", date(2026, 10, 15)), ("2026-11-01", date(2026, 11, 11))):
        web.post(address, {"value": start})
        assert books.fresh(project).end_date == end  # it is passed, or stays where it is
    books.undo()
    books.undo()
    ends = f"/projects/{project.pk}/cell/end_date/"
    _move(web, ends, "2026-10-15", "2026-10-20")
    assert books.fresh(project).start_date == DAY
    _move(web, f"/invoices/{invoice.pk}/cell/due_date/", "2026-10-01", "2026-10-09")
    assert books.fresh(invoice).due_date == date(2026, 10, 9)


def test_a_move_that_somebody_was_faster_with_is_refused(books: Books, web: Web) -> None:
    invoice = books.invoice(due_date=DAY)
    answer = web.post(
        f"/invoices/{invoice.pk}/cell/due_date/",
        {"value": "2026-10-09", "opened": "2026-09-30", "keep_length": "1"},
    )
    assert answer.status_code == 409
    assert books.fresh(invoice).due_date == DAY


def days_of(answer: Any) -> dict[Any, list[str]]:
    """The days on which each record has a chip."""
    found: dict[Any, list[str]] = {}
    known = {str(pk): pk for pk in _keys(answer.context["collection"])}
    for week in answer.context["sheet"].weeks:
        for day in week:
            for chip in day.chips:
                if key := re.search(r"entry-([0-9a-f-]{36})", chip):
                    found.setdefault(known[key[1]], []).append(day.date.isoformat())
    return found


def _entry(begin: int, length: int) -> calendars.Entry:
    field = Day(name="due_date", label="Due")
    first = DAY + timedelta(days=begin)
    return calendars.Entry(new_id(), field, None, first, first + timedelta(days=length))


def _keys(collection: Any) -> list[Any]:
    return list(collection.model._default_manager.values_list("pk", flat=True))


def _standing(books: Books, slug: str) -> Any:
    """A record of a collection, on `DAY`."""
    record = fill(books)[slug]
    if slug == "projects":
        books.edit(record, start_date=DAY)
    if slug == "goals":
        books.edit(record, target_date=DAY)
    return record


def _move(web: Web, address: str, opened: str, value: str) -> None:
    answer = web.post(address, {"value": value, "opened": opened, "keep_length": "1"})
    assert answer.status_code == 302, answer.content.decode()[:300]


def _statements(web: Web, slug: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert web.get(f"/{slug}/?{OCTOBER}").status_code == 200
    return [query["sql"] for query in captured.captured_queries]
