"""The languages of the program: English, and each for which there is a catalogue."""

import os
from pathlib import Path

from babel import Locale

OWN = os.environ.get("FREELANCER_OS_LOCALE", "")  # a folder of further ones
CATALOGUES = [
    *([Path(OWN)] if OWN else []),
    Path(__file__).resolve().parent.parent / "locale",
]


def languages() -> list[tuple[str, str]]:
    """Code and name in its own words of each, as `LANGUAGES` takes them; English is first."""
    places = {file.parents[1].name for top in CATALOGUES for file in top.glob("*/*/django.mo")}
    found = [(code.replace("_", "-").lower(), _name(code)) for code in sorted(places)]
    return [("en", "English"), *found]


def _name(code: str) -> str:
    locale = Locale.parse(code)
    return str(locale.get_language_name(locale) or code).capitalize()
