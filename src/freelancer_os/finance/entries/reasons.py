"""Why a line bears no tax, in the words of the law: the texts that ship (`reasons.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GENERAL = "general"
ENGLISH = "en"
_USUAL = {  # the reason of a category where none is said
    "E": "exempt",
    "AE": "reverse_charge",
    "K": "intra_community",
    "G": "export",
    "O": "out_of_scope",
}


@dataclass(frozen=True)
class Reason:
    """A reason for no tax: its name, its category of UNCL 5305, its texts.

    `texts` are by country (ISO 3166-1 alpha-2, or `general`), then by language (ISO 639-1).
    """

    name: str
    category: str
    texts: Mapping[str, Mapping[str, str]]

    def text(self, country: str, language: str) -> str:
        """As a seller of `country` says it in `language`, a BCP 47 name; else in English."""
        texts = self.texts.get(country.upper(), self.texts[GENERAL])
        return texts.get(language.partition("-")[0].lower(), texts[ENGLISH])


@cache
def reasons() -> Mapping[str, Reason]:
    """The reasons that ship, by their names, in the order of the file."""
    read = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))
    return {name: Reason(name, str(parts.pop("category")), parts) for name, parts in read.items()}


def usual_text(category: str, country: str, language: str) -> str:
    """What a tax category says of itself where a line has no reason of its own; "" for S and Z."""
    name = _USUAL.get(category)
    return reasons()[name].text(country, language) if name else ""
