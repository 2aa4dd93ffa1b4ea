"""The texts that ship with the program (`texts/en.toml`), one file for each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "en"
OCCASIONS = ("invoice", "before", "first", "second", "last")


@dataclass(frozen=True)
class Text:
    """The subject and the message of a mail, with fields in braces."""

    subject: str
    message: str


def languages() -> list[str]:
    """The languages in which mails can be written, as ISO 639-1 codes."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def text(occasion: str, language: str) -> Text:
    """What is written on an occasion; in English where the language is not known."""
    return _texts(language if language in languages() else DEFAULT)[occasion]


@cache
def _texts(language: str) -> Mapping[str, Text]:
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: Text(one["subject"], one["message"].strip()) for name, one in found.items()}
