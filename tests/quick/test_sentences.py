"""What sentences mean, as it was written down before the grammar."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from freelancer_os.core.values.dates import read_instant
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.quick.asked import Reading
from freelancer_os.quick.finding.names import MODELS
from freelancer_os.quick.reading import read
from tests.quick.world import world

DATA = Path(__file__).parent.parent / "data" / "quick-entry.toml"
SENTENCES = tomllib.loads(DATA.read_text())["sentence"]
PLAIN = ("date", "amount", "currency", "hours", "words", "medium", "tax_rate", "tax_included")
RATES = {"exchange_rate"}  # none of that day comes with the program
NUMBERS = ("amount", "hours", "tax_rate")
WORDS = ("description", "title", "note")
LINKS = ("account", "category", "client", "contact", "project", "service")


def understood(reading: Reading | None, formats: Formats) -> dict[str, Any]:
    """A reading in the terms in which the sentences are written down."""
    if reading is None:
        return {"makes": "nothing"}
    values = reading.values
    found = {name: values[name] for name in PLAIN if values.get(name)}
    found |= {"makes": reading.makes, "asks": {part.name for part in reading.asks} - RATES}
    found["description"] = next((values[n] for n in WORDS if values.get(n)), None)
    for name in LINKS:
        keys = values.get(f"{name}s", values.get(name, []))
        records = [
            MODELS[name].objects.get(pk=key)
            for key in ([keys] * bool(keys) if isinstance(keys, str) else keys)
        ]
        found[name] = ", ".join(map(str, records)) or None
    zone = ZoneInfo(formats.time_zone)
    for name in ("starts", "ends"):
        if at := values.get(f"{name}_at"):
            found[name] = f"{read_instant(at, field=name).astimezone(zone):%Y-%m-%d %H:%M}"
    if reading.makes == "meeting":
        found.pop("date", None)
    if reading.makes in {"todo", "note"}:
        found = {name: value for name, value in found.items() if name not in LINKS}
    if reading.on is not None and (collection := collections.get(reading.on[0])) is not None:
        found["on"] = str(collection.model.objects.get(pk=reading.on[1]))
    return found


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_each_means_what_was_written_down(db: None, locale: str) -> None:
    """In the language of the locale, and on one day; all that differ at once."""
    _books, formats = world(locale)
    wrong = []
    with translation.override(locale[:2]):
        for sentence in SENTENCES:
            if sentence["locale"] != locale:
                continue
            readings = read(formats, sentence["text"])
            found = understood(readings[0] if readings else None, formats)
            if problems := differing(sentence, found):
                wrong.append(f"{sentence['text']!r}: {problems}")
    assert not wrong, "\n".join(wrong)


def differing(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What is read otherwise than it was written down, in words."""
    problems = []
    for name in ("makes", "starts", "ends", "on", "description", *PLAIN, *LINKS):
        ours, theirs = found.get(name), wanted.get(name)
        if name in NUMBERS and ours and theirs:
            ours, theirs = Decimal(ours), Decimal(theirs)
        if ours != theirs and not (name == "description" and theirs is None):
            problems.append(f"{name} is {ours}, wanted {theirs}")
    if found.get("asks", set()) != set(wanted.get("asks", ())):
        problems.append(f"asks {found.get('asks')}, wanted {wanted.get('asks')}")
    return problems
