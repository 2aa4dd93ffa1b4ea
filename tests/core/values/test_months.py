"""Months as they are typed and written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.months import month_beside, parse_month, read_month, show_month

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "locale"),
    [
        ("2026-03", "en-US"),
        ("3/2026", "en-US"),
        ("03.2026", "de-DE"),
        ("Mar 2026", "en-GB"),
        ("March", "en-US"),
        ("März 2026", "de-DE"),
        (" mars 2026 ", "fr-FR"),
    ],
)
def test_a_month_is_read_as_it_is_typed(typed: str, locale: str) -> None:
    assert parse_month(typed, locale, TODAY, field="month") == "2026-03"


@pytest.mark.parametrize("typed", ["", "13/2026", "2026-00", "Smarch 2026", "3", "1/1/2026", "é"])
def test_what_is_no_month_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_month(typed, "en-US", TODAY, field="month")
    assert [*refused.value.message_dict] == ["month"]


@pytest.mark.parametrize("sent", ["2026-3", "2026-13", "Mar 2026", "٢٠٢٦-٠٣", 202603, None])
def test_the_api_takes_one_way_of_writing(sent: object) -> None:
    with pytest.raises(ValidationError):
        read_month(sent, field="month")


def test_a_month_is_shown_and_has_neighbours() -> None:
    assert show_month("2026-03", "de-DE") == "März 2026"
    assert (month_beside("2026-01", -1), month_beside("2026-12", 1)) == ("2025-12", "2027-01")
