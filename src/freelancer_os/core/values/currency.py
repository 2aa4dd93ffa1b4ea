"""Currencies, and how large an amount of one can be."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_precision
from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal

MAX_AMOUNT = 10**13
"""The largest amount of one record, in minor units, either side of zero."""
MAX_TOTAL = 2**63 - 1
"""The largest sum that can be stored; a write that would pass it is refused."""

LETTERS = 3  # of the code of a currency
_NOT_MONEY = frozenset({"XXX", "XTS"})


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    return frozenset(get_global("all_currencies")) - _NOT_MONEY


@lru_cache(maxsize=1)
def by_exponent() -> Mapping[int, list[str]]:
    """The codes of all currencies by how many decimals they have."""
    found: dict[int, list[str]] = defaultdict(list)
    for code in sorted(_currencies()):
        found[get_currency_precision(code)].append(code)
    return found


def is_currency(code: object) -> bool:
    """Tell whether `code` is the ISO 4217 code of a currency, in capital letters."""
    return isinstance(code, str) and code in _currencies()


def no_currency(code: object) -> str:
    """The sentence that refuses what is no currency."""
    if isinstance(code, str) and len(code) == LETTERS and code.isalpha():
        return _("There is no currency {code}.").format(code=code.upper())
    return _("Write a currency as its three letters, such as EUR.")


@lru_cache(maxsize=512)
def exponent(currency: str) -> int:
    """Return how many decimals the currency has (CLDR): EUR 2, JPY 0, KWD 3.

    Raises ValidationError on `currency` for an unknown one.
    """
    if not is_currency(currency):
        raise refusal("currency", no_currency(currency))
    return get_currency_precision(currency)
