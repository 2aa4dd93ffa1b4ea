"""The tax rate, and whether the tax is in the amount: "595 incl. 19% VAT", "500 netto"."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.scaled import print_scaled, show_scaled
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.asked import Option, Part
from freelancer_os.quick.finding.amounts import RATE_PLACES
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said


def rate_part(
    spoken: Spoken,
    formats: Formats,
    said: Said,
    places: frozenset[int],
    rate: int,
    answers: Mapping[str, Any],
) -> Part:
    """The tax rate, in 10^-4 per cent; asked beside a word that says what else has a percentage."""
    label, value = _("Tax rate"), print_scaled(rate, RATE_PLACES)
    text = f"{show_scaled(rate, RATE_PLACES, formats.locale)} %"
    beside = {min(places) - 1, max(places) + 1}
    if "tax_rate" in answers or beside.isdisjoint(spoken.where(said.share.__contains__)):
        return Part(name="tax_rate", label=label, value=value, text=text)
    options = (Option("0", _("No tax rate")), Option(value, text))
    sentence = _("Is {rate} the tax rate?").format(rate=text)
    return Part(name="tax_rate", label=label, sentence=sentence, options=options)


def words_of_tax(spoken: Spoken, said: Said, numbers: Collection[int]) -> set[int]:
    """The places of the words about tax that stand beside the amount or the rate, or beside
    another such word: anywhere else "gross" and "net" are words like others."""
    known = spoken.where((said.gross | said.net | said.tax).__contains__)
    left = {place for place in known if "\u00df" not in spoken.tokens[place].raw}  # "groß" is big
    found: set[int] = set()
    while near := {
        one for one in left for by in (one - 1, one + 1) if by in found or by in numbers
    }:
        found |= near
        left -= near
    return found


def taxing(
    spoken: Spoken, said: Said, places: Collection[int], answers: Mapping[str, Any]
) -> list[Part]:
    """The part that says so, nothing where the usual holds; asked where the words say both."""
    words = {spoken.tokens[place].folded for place in places}
    meant = [
        value
        for value, known in (("true", said.gross), ("false", said.net))
        if not words.isdisjoint(known)
    ]
    if not meant:
        return []
    options = (Option("true", _("in the amount")), Option("false", _("on top of it")))
    value = answers.get("tax_included") or (meant[0] if len(meant) == 1 else None)
    if value not in dict(options):
        sentence = _("Is the tax in the amount?")
        return [Part(name="tax_included", label=_("Tax"), sentence=sentence, options=options)]
    text = dict(options)[value]
    return [Part(name="tax_included", label=_("Tax"), value=value, text=text, options=options)]
