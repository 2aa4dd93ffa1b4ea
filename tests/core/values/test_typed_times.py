"""Times as people type them, beside a date or alone."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.typed_times import parse_instant

TODAY = date(2026, 11, 18)
HELD = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)  # 10:15 in Berlin


def read(text: str, locale: str = "en-GB", held: datetime | None = None) -> str:
    found = parse_instant(text, locale, "Europe/Berlin", TODAY, field="starts_at", held=held)
    return found.strftime("%d %H:%M")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("18 Nov 2pm", "en-GB"),
        ("18 nov 2 PM", "en-US"),
        ("today 1400", "en-GB"),
        ("18.11. 14.00", "de-DE"),
        ("18.11. 14 Uhr", "de-DE"),
        ("18/11/2026 14:00:00", "en-GB"),
        ("wed 2:00 p.m.", "en-GB"),
        ("18 Nov 2026 1400", "en-GB"),
    ],
)
def test_a_time_stands_beside_its_date(text: str, locale: str) -> None:
    day = 25 if text.startswith("wed") else 18
    assert read(text, locale) == f"{day} 13:00"


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("14:30", "en-GB", "20 13:30"),
        ("2pm", "en-GB", "20 13:00"),
        ("1430", "en-GB", "20 13:30"),
        ("14.30", "de-DE", "20 13:30"),
        ("tomorrow", "en-GB", "19 09:15"),
        ("18 Nov 2026", "en-GB", "18 09:15"),
        ("18.11.2026", "de-DE", "18 09:15"),
        ("18.11.", "de-DE", "18 09:15"),
        ("+1 8:00", "en-GB", "19 07:00"),
    ],
)
def test_what_is_left_out_stays_as_it_was(text: str, locale: str, found: str) -> None:
    assert read(text, locale, HELD) == found


@pytest.mark.parametrize(
    "text", ["14:30", "tomorrow", "18 Nov", "18 Nov 2026", "soon 14:30", "", "1430"]
)
def test_a_new_one_needs_both(text: str) -> None:
    with pytest.raises(ValidationError):
        read(text)


@pytest.mark.parametrize("text", ["25:00", "13pm", "0am", "10:60", "2460"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(text, held=HELD)
    assert refused.value.message_dict == {"starts_at": ["Write the time like 14:30."]}
