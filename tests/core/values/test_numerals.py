"""Locales by their BCP 47 names."""

import pytest

from freelancer_os.core.values.numerals import is_locale, locale_of, read_signed, write_signed


@pytest.mark.parametrize("name", ["en", "en-US", "de-DE", "zh-TW", "sr-Latn-RS", "es-419"])
def test_locales_are_known_by_their_names(name: str) -> None:
    assert is_locale(name)


@pytest.mark.parametrize(
    "name", ["", "xx-YY", "de_DE", "de-", "../etc", "\x00", "e" * 500, None, 5]
)
def test_what_names_no_locale_is_told(name: object) -> None:
    assert not is_locale(name)


def test_an_unknown_locale_is_an_error() -> None:
    with pytest.raises(ValueError, match="xx_YY"):
        locale_of("xx-YY")


def test_signed_numbers_are_written_and_read() -> None:
    assert write_signed(-1_234_500, 4, "en-US", trim=True) == "\u2212123.45"
    assert read_signed("-123.45", 4, "en-US") == -1_234_500
    assert read_signed("123,45", 4, "en-US") is None


def test_a_locale_keeps_its_days_whoever_was_asked_before() -> None:
    """Toki Pona has no names for days of its own; what it inherits is inherited by others too."""
    assert locale_of("tok").days["stand-alone"]["wide"]
    assert locale_of("gl-ES").days["stand-alone"]["wide"][0] == "luns"
    assert locale_of("fa-IR").days["stand-alone"]["wide"][0] == "دوشنبه"
