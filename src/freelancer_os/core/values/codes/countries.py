"""Countries by their codes of ISO 3166-1 alpha-2, with the names that CLDR has for them."""

from functools import cache

from babel import Locale
from django.utils.translation import gettext as _

from freelancer_os.core.values.codes.languages import known_language, language
from freelancer_os.core.values.text import fold, refusal

# What CLDR names by two letters and ISO 3166-1 does not: unions, islands of others, no place at
# all. Kosovo (XK) stays: the code is in use wherever addresses and banks are.
_NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


@cache
def codes() -> frozenset[str]:
    """The codes of all countries."""
    named = map(str, Locale.parse("en").territories)
    return frozenset(c for c in named if len(c) == 2 and c.isalpha()) - _NO_COUNTRIES


@cache
def countries(reader: str) -> tuple[tuple[str, str], ...]:
    """Every country under its name in the language `reader`, in the order of the names."""
    found = [(code, country_name(code, reader)) for code in codes()]
    return tuple(sorted(found, key=lambda one: fold(one[1])))


def country_name(code: str, reader: str = "") -> str:
    """What a country is called in the language `reader`, by default the one that is read."""
    names = Locale.parse(known_language(reader) if reader else language()).territories
    return str(names.get(code, code))


def check_country(code: str, *, field: str = "country") -> str:
    """The code of a country, or ""; raises ValidationError on `field`."""
    if code and code not in codes():
        sentence = _("“{code}” is not the code of a country; write DE or US.")
        raise refusal(field, sentence.format(code=code[:20]))
    return code
