"""The words of the paper, a file for each language beside this room (`labels/en.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.languages import get_official_languages

FOLDER = Path(__file__).parents[1] / "labels"
DEFAULT = "en"
ONE = 10_000  # a quantity of one

Section = Mapping[str, str]


def languages() -> list[str]:
    """The languages in which an invoice can be written, as ISO 639-1 codes."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def known(language: str) -> str:
    """The language itself if an invoice can be written in it, else English."""
    return language if language in languages() else DEFAULT


@cache
def labels(language: str) -> Mapping[str, Section]:
    """The words of a language that is `known`, by section and key."""
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return {name: part for name, part in tomllib.loads(text).items() if name != "region"}


def locale_for(language: str, country: str) -> str:
    """Whose formats of amounts and dates are used: the country's, if the language is at home there.

    A German invoice to Vienna is written as in de-AT, one to Milan as in de-DE.
    """
    if country and language in get_official_languages(country, de_facto=True):
        return f"{language}-{country}"
    return f"{language}-{_region(language)}"


@cache
def _region(language: str) -> str:
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["region"])


def unit_word(unit: str, quantity: int, language: str) -> str:
    """What stands behind a quantity (10⁻⁴): "h", "day", "days"; nothing for pieces."""
    words = labels(language)["unit"].get(unit, "").split("|")
    return words[0] if quantity == ONE else words[-1]
