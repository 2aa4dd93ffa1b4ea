"""The months and weeks of a calendar, held against the calendar of Python."""

import calendar
from datetime import date, timedelta

import pytest
from babel import Locale
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.periods import Period, day_names

LOCALES = ["en-US", "en-GB", "de-DE", "ar-EG", "fa-IR", "pt-BR"]
DAYS = st.dates(date(FIRST_YEAR, 2, 1), date(LAST_YEAR, 11, 30))
FIRST_DAYS = {"en-US": 6, "en-GB": 0, "de-DE": 0, "ar-EG": 5, "fa-IR": 5, "pt-BR": 6}


def formats(locale: str = "en-GB", today: date = date(2026, 11, 18)) -> Formats:
    return Formats(None, "EUR", locale, "UTC", today)


@given(DAYS, st.sampled_from(LOCALES))
def test_a_month_lies_in_the_weeks_that_python_gives_it(day: date, locale: str) -> None:
    found = Period.month(day, locale)
    expected = calendar.Calendar(FIRST_DAYS[locale]).monthdatescalendar(day.year, day.month)
    assert found.weeks == expected
    assert (found.first, found.last) == (
        date(day.year, day.month, 1),
        date(day.year, day.month, calendar.monthrange(day.year, day.month)[1]),
    )
    assert found.seen == (expected[0][0], expected[-1][-1])


@given(DAYS, st.sampled_from(LOCALES))
def test_a_week_is_seven_days_around_its_day(day: date, locale: str) -> None:
    found = Period.week(day, locale)
    assert found.first.weekday() == FIRST_DAYS[locale]
    assert found.last - found.first == timedelta(days=6)
    assert found.first <= day <= found.last
    assert found.weeks == [[found.first + timedelta(days=n) for n in range(7)]]


@given(DAYS, st.sampled_from(LOCALES), st.booleans())
def test_back_and_forth_is_where_one_was(day: date, locale: str, is_week: bool) -> None:
    found = (Period.week if is_week else Period.month)(day, locale)
    before, after = found.before(), found.after()
    assert before is not None
    assert after is not None
    assert before.after() == found == after.before()
    assert before.last + timedelta(days=1) == found.first
    assert found.last + timedelta(days=1) == after.first


@given(DAYS, st.sampled_from(LOCALES), st.booleans())
def test_its_address_asks_for_it_again(day: date, locale: str, is_week: bool) -> None:
    found = (Period.week if is_week else Period.month)(day, locale)
    assert Period.of(found.query, formats(locale)) == found


@given(DAYS, st.integers(-40, 40))
def test_a_day_of_a_week_that_only_touches_the_month_is_not_in_it(day: date, off: int) -> None:
    found, other = Period.month(day, "de-DE"), day + timedelta(days=off)
    assert found.has(other) == ((other.year, other.month) == (day.year, day.month))


def test_without_a_wish_it_is_the_present_month() -> None:
    assert Period.of({}, formats()) == Period.month(date(2026, 11, 18), "en-GB")


def test_a_week_is_asked_for_before_a_month() -> None:
    found = Period.of({"week": "2026-11-18", "month": "2020-01"}, formats())
    assert (found.is_week, found.first) == (True, date(2026, 11, 16))


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-13", "2026-00", "2026-1", "26-01", "1899-12", "2201-01", "", "２０２６-11", "x"],
)
def test_what_is_no_month_is_refused_on_it(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Period.of({"month": text}, formats())
    assert list(refused.value.message_dict) == ["month"]
    assert all(sentence.endswith(".") for sentence in refused.value.messages)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-11", "1899-12-31", "2201-01-01", "monday"])
def test_what_is_no_day_is_refused_on_the_week(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Period.of({"week": text}, formats())
    assert list(refused.value.message_dict) == ["week"]


def test_the_calendar_ends_where_dates_do() -> None:
    assert Period.month(date(FIRST_YEAR, 1, 31), "en-GB").before() is None
    assert Period.month(date(LAST_YEAR, 12, 1), "en-GB").after() is None
    assert Period.week(date(LAST_YEAR, 12, 31), "en-GB").after() is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_names_of_days_stand_under_their_days(locale: str) -> None:
    wide = Locale.parse(locale, sep="-").days["stand-alone"]["wide"]
    week = Period.week(date(2026, 11, 18), locale).weeks[0]
    full = [name for _, name in day_names(locale)]
    assert len(set(full)) == 7
    assert [name.casefold() for name in full] == [wide[day.weekday()].casefold() for day in week]


@pytest.mark.parametrize(
    ("locale", "title", "week"),
    [
        ("en-US", "November 2026", "Nov 15 – 21, 2026"),
        ("en-GB", "November 2026", "16–22 Nov 2026"),
        ("de-DE", "November 2026", "16.–22. Nov. 2026"),
        ("fr-FR", "Novembre 2026", "16–22 nov. 2026"),
    ],
)
def test_its_title_is_in_the_words_of_the_locale(locale: str, title: str, week: str) -> None:
    day = date(2026, 11, 18)
    assert Period.month(day, locale).title == title
    shown = Period.week(day, locale).title
    assert shown.replace("\u2009", " ").replace("\u202f", " ") == week
