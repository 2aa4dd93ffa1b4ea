"""Dates as banks write them."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.dates import read_date
from freelancer_os.transfer.statement import DateOrder


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pl", "it", "nl"])
@pytest.mark.parametrize("width", ["abbreviated", "wide"])
def test_month_names_are_those_of_cldr(
    language: str, width: Literal["abbreviated", "wide"]
) -> None:
    names = get_month_names(width, locale=language)
    read = [read_date(f"3 {names[month]} 2024", "dmy") for month in range(1, 13)]
    assert read == [date(2024, month, 3) for month in range(1, 13)]


@pytest.mark.parametrize(("cell", "year"), [("1.2.68", 2068), ("1.2.69", 1969)])
def test_two_digit_years_are_read_as_posix_does(cell: str, year: int) -> None:
    assert read_date(cell, "dmy") == date(year, 2, 1)


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_is_read_back_in_every_order(on: date) -> None:
    for order, form in (("dmy", "%d.%m.%y"), ("mdy", "%m/%d/%Y"), ("ymd", "%y-%m-%d")):
        assert read_date(on.strftime(form), cast(DateOrder, order)) == on
