"""The texts that say why there is no tax."""

import pytest

from freelancer_os.finance.entries.reasons import reasons, usual_text
from freelancer_os.finance.entries.units import TaxCategory

COUNTRIES = ["DE", "AT", "CH", "FR", "ES", "IT", "NL", "PT", "HR", "BE", "LU", "IE", "GB", "US"]
SPOKEN = {"DE": "de", "AT": "de", "CH": "de", "FR": "fr", "ES": "es", "IT": "it", "NL": "nl"}
SPOKEN |= {"PT": "pt", "HR": "hr", "BE": "nl", "LU": "fr", "IE": "en", "GB": "en", "US": "en"}
OUTSIDE = {"CH", "GB", "US"}  # of the Union, so there are no supplies within it


def test_six_reasons_ship_each_with_a_category_that_bears_no_tax() -> None:
    assert list(reasons()) == [
        "small_business",
        "reverse_charge",
        "export",
        "intra_community",
        "exempt",
        "out_of_scope",
    ]
    for one in reasons().values():
        assert TaxCategory(one.category) != TaxCategory.STANDARD


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_says_each_in_its_language_and_in_english(country: str) -> None:
    for one in reasons().values():
        if one.name == "intra_community" and country in OUTSIDE:
            assert one.text(country, "en") == one.text("XX", "en")
            continue
        own, english = one.text(country, SPOKEN[country]), one.text(country, "en")
        assert own and english
        assert (own == english) is (SPOKEN[country] == "en"), (one.name, country)


def test_every_text_fits_the_field() -> None:
    for one in reasons().values():
        for texts in one.texts.values():
            assert all(0 < len(text) <= 300 and text == text.strip() for text in texts.values())


def test_what_is_not_known_takes_the_general_text_and_english() -> None:
    reverse = reasons()["reverse_charge"]
    assert reverse.text("PL", "pl") == reverse.text("", "en")
    assert reverse.text("PL", "de-AT").startswith("Steuerschuldnerschaft")
    assert reverse.text("de", "ja") == reverse.text("DE", "en-GB")


def test_a_category_has_a_usual_reason_where_it_needs_one() -> None:
    assert usual_text("AE", "DE", "de-DE") == (
        "Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG)."
    )
    assert usual_text("E", "FR", "fr") == "Exonération de TVA, art. 261 du CGI."
    assert usual_text("S", "DE", "de") == usual_text("Z", "DE", "de") == ""
    for one in TaxCategory:
        assert bool(usual_text(one, "XX", "en")) is (one not in {"S", "Z"})
