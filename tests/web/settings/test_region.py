"""Currencies, languages and time zones to choose from, and the guess of where one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.dates import is_time_zone
from freelancer_os.core.values.money import is_currency
from freelancer_os.core.values.numerals import is_locale
from freelancer_os.people.workspaces import check_currency, check_locale, check_time_zone
from freelancer_os.web.settings.region import (
    Region,
    currencies,
    guess,
    locales,
    months,
    time_zones,
    with_current,
)


def test_everything_that_can_be_chosen_is_taken_by_a_workspace() -> None:
    for choices, check, known in (
        (currencies(), check_currency, is_currency),
        (locales(), check_locale, is_locale),
        (time_zones(), check_time_zone, is_time_zone),
    ):
        values = [value for value, _ in choices]
        assert len(set(values)) == len(values)
        for value, label in choices:
            assert check(value) == value
            assert known(value)
            assert label.strip()


def test_choices_stand_in_an_order_in_which_one_finds_them() -> None:
    assert [value for value, _ in currencies()] == sorted(value for value, _ in currencies())
    assert [label for _, label in locales()] == sorted(label for _, label in locales())
    assert [label for label, _ in months()] == [str(number) for number in range(1, 13)]
    assert dict(months())["4"] == "April"


@pytest.mark.parametrize("code", ["EUR", "USD", "CHF", "JPY", "KWD", "GBP"])
def test_money_of_today_can_be_chosen(code: str) -> None:
    assert dict(currencies())[code].startswith(f"{code} · ")


@pytest.mark.parametrize("code", ["DEM", "FRF", "XXX", "XAU"])
def test_money_of_former_days_cannot(code: str) -> None:
    assert code not in dict(currencies())


@pytest.mark.parametrize(
    ("accepted", "region"),
    [
        ("de-DE,de;q=0.9", Region("de-DE", "EUR", "Europe/Berlin")),
        ("de", Region("de-DE", "EUR", "Europe/Berlin")),
        ("en", Region("en-US", "USD", "America/New_York")),
        ("en-AU", Region("en-AU", "AUD", "Australia/Sydney")),
        ("pt-BR", Region("pt-BR", "BRL", "America/Sao_Paulo")),
        ("de-CH", Region("de-CH", "CHF", "Europe/Zurich")),
        ("ja", Region("ja-JP", "JPY", "Asia/Tokyo")),
        ("xx, fr-FR", Region("fr-FR", "EUR", "Europe/Paris")),
        ("", Region()),
        ("*", Region()),
        ("klingon", Region()),
        (",;q=,", Region()),
    ],
)
def test_a_region_is_guessed_by_what_the_browser_speaks(accepted: str, region: Region) -> None:
    assert guess(accepted) == region


@given(st.text(max_size=40))
def test_any_header_is_a_region_that_a_workspace_takes(accepted: str) -> None:
    found = guess(accepted)
    assert check_locale(found.locale)
    assert check_currency(found.currency)
    assert check_time_zone(found.time_zone)


def test_every_language_guesses_itself() -> None:
    for locale, _ in locales():
        found = guess(locale)
        assert found.locale == locale
        assert is_currency(found.currency)
        assert is_time_zone(found.time_zone)


def test_what_is_chosen_already_stays_choosable() -> None:
    assert with_current(currencies(), "EUR") == currencies()
    assert with_current(currencies(), "DEM") == (("DEM", "DEM"), *currencies())
