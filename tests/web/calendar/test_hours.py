"""A week with hours: blocks as long as they last, side by side if they overlap; bars over days."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.tools.models import Meeting
from freelancer_os.web.calendar.entries import Entry
from freelancer_os.web.calendar.hours import Block, abreast
from tests.books import Books, open_books

WEEK = "/meetings/?view=calendar&week=2026-10-05"


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="de-DE", time_zone="Europe/Berlin")


def classes(web: Web, made: Meeting) -> str:
    page = web.get(WEEK).content.decode()
    found = re.search(
        rf'class="entry hour-entry tag tag-\w+ ([^"]+)"[^>]*><a id="hour-{made.pk}', page
    )
    return found[1] if found else ""


def meeting(books: Books, begin: datetime, end: datetime | None) -> Any:
    return books.make(Meeting, title="Call", starts_at=begin, ends_at=end)


def test_a_block_stands_in_the_hours_of_the_time_zone(books: Books, web: Web) -> None:
    made = meeting(
        books, datetime(2026, 10, 5, 7, 30, tzinfo=UTC), datetime(2026, 10, 5, 9, tzinfo=UTC)
    )
    assert classes(web, made) == "at-9 past-30 to-11 until-0 lane-0 of-1"


def test_what_has_no_end_has_an_hour_and_what_ends_at_midnight_its_day(
    books: Books, web: Web
) -> None:
    open_end = meeting(books, datetime(2026, 10, 6, 8, tzinfo=UTC), None)
    late = meeting(
        books, datetime(2026, 10, 7, 20, tzinfo=UTC), datetime(2026, 10, 7, 22, tzinfo=UTC)
    )
    assert classes(web, open_end) == "at-10 past-0 to-11 until-0 lane-0 of-1"
    assert classes(web, late) == "at-22 past-0 to-24 until-0 lane-0 of-1"


def test_what_goes_on_over_days_is_a_bar_above_the_hours(books: Books, web: Web) -> None:
    made = meeting(
        books, datetime(2026, 10, 3, 8, tzinfo=UTC), datetime(2026, 10, 6, 8, tzinfo=UTC)
    )
    page = web.get(WEEK).content.decode()
    assert f"hour-{made.pk}" not in page
    assert page.count("entry-long") == 2
    assert "entry-run-2" in page
    month = web.get("/meetings/?view=calendar&month=2026-10").content.decode()
    assert month.count("entry-long") == 4


def test_only_a_week_of_times_has_hours(books: Books, web: Web) -> None:
    assert "data-hours" in web.get(WEEK).content.decode()
    for address in (
        "/meetings/?view=calendar&month=2026-10",
        "/invoices/?view=calendar&week=2026-10-05",
    ):
        assert "data-hours" not in web.get(address).content.decode()


def test_those_that_overlap_stand_side_by_side() -> None:
    one = Entry(
        pk=Meeting().pk,
        begin=Instant(name="starts_at", label="Starts"),
        end=None,
        first=date(2026, 10, 5),
        last=date(2026, 10, 5),
    )
    spans = [(60, 180), (90, 120), (120, 150), (150, 200), (200, 260)]
    found = abreast([Block(one, *span) for span in spans])
    assert [(b.begin, b.lane, b.of) for b in found] == [
        (60, 0, 2),
        (90, 1, 2),
        (120, 1, 2),
        (150, 1, 2),
        (200, 0, 1),
    ]
    many = abreast([Block(one, 0, 100) for _ in range(9)])
    assert max(b.lane for b in many) == 5 and {b.of for b in many} == {6}
