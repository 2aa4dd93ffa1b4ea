"""Money: exact arithmetic on integers. This is the door to all of it; amounts as text stand in
`amounts.py`, currencies in `currency.py`.

An amount is an integer of the currency's minor unit (4800.00 EUR is 480000); how many decimals a
currency has comes from CLDR. Nothing here is ever a float. Rounding is half away from zero.
"""

from collections.abc import Sequence

from freelancer_os.core.values.amounts import (
    edit_amount,
    format_money,
    parse_amount,
    print_amount,
    read_amount,
)
from freelancer_os.core.values.currency import MAX_AMOUNT, MAX_TOTAL, exponent, is_currency
from freelancer_os.core.values.numerals import locale_of, print_decimal, write_signed
from freelancer_os.core.words import isolated

__all__ = [
    "EXCHANGE_UNIT",
    "MAX_AMOUNT",
    "MAX_TOTAL",
    "RATE_UNIT",
    "apportion",
    "convert",
    "edit_amount",
    "exponent",
    "format_money",
    "half_up",
    "is_currency",
    "line_amount",
    "net_of_total",
    "parse_amount",
    "print_amount",
    "print_share",
    "ratio",
    "read_amount",
    "share",
    "show_share",
    "tax_on_net",
]

RATE_UNIT = 10**6
"""A tax rate of 10^-4 percent is this part of a whole: 19 % is 190000."""
EXCHANGE_UNIT = 10**10
"""An exchange rate of one is this many."""
_WHOLE = 10_000  # a share of 100 %, in hundredths of a percent
_PERCENT = 100
LARGEST_RATE = 10**17


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded to an integer, a half away from zero."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def apportion(numerators: Sequence[int], denominator: int, total: int) -> list[int]:
    """Split `total` into integers near the exact shares `numerators[i] / denominator`.

    Largest remainder: each share is floored, and the units left go to those that lost most, the
    first come first. The parts always sum to `total`, which is `half_up` of the exact sum; that is
    how tax rounded once on an invoice (EN 16931, BR-CO-17) is spread over its lines. What is turned
    around is split into the same parts turned around, so that a credit note takes back just that.
    """
    if not numerators:
        if total:
            raise ValueError("a total needs at least one share")
        return []
    if (exact := sum(numerators)) < 0 or (exact == 0 and next(filter(None, numerators), 0) < 0):
        return [-part for part in apportion([-one for one in numerators], denominator, -total)]
    floored = [divmod(numerator, denominator) for numerator in numerators]
    each, left = divmod(total - sum(floor for floor, _ in floored), len(floored))
    parts = [floor + each for floor, _ in floored]
    for index in sorted(range(len(floored)), key=lambda index: -floored[index][1])[:left]:
        parts[index] += 1
    return parts


def tax_on_net(net: int, rate: int) -> int:
    """Return the tax on a net amount; `rate` in 10^-4 percent (EN 16931, BR-CO-17)."""
    return half_up(net * rate, RATE_UNIT)


def net_of_total(total: int, rate: int) -> int:
    """Return the net amount in a total that includes tax; the tax is the difference."""
    return half_up(total * RATE_UNIT, RATE_UNIT + rate)


def line_amount(quantity: int, unit_price: int, discount: int = 0) -> int:
    """Return minor units of a quantity (10^-4) at a unit price (10^-4 of a minor unit).

    `discount`, in 10^-4 percent, is taken off before it is rounded once.
    """
    return half_up(quantity * unit_price * (RATE_UNIT - discount), 10**8 * RATE_UNIT)


def convert(minor: int, source_currency: str, target_currency: str, rate: int) -> int:
    """Return an amount in minor units of the target currency.

    `rate`, in 10^-10, is what one major unit of the source is worth in major units of the target.
    """
    numerator = minor * rate * 10 ** exponent(target_currency)
    return half_up(numerator, EXCHANGE_UNIT * 10 ** exponent(source_currency))


def ratio(minor: int, source_currency: str, other: int, target_currency: str) -> int:
    """The rate (10⁻¹⁰) at which `minor` above zero became `other`: the shortest that says so.

    It is within what a rate may be: of two amounts too far apart the nearest.
    """
    exact = half_up(
        other * EXCHANGE_UNIT * 10 ** exponent(source_currency),
        minor * 10 ** exponent(target_currency),
    )
    found = exact
    for places in range(len(str(LARGEST_RATE)), -1, -1):
        step: int = 10**places
        found = half_up(exact, step) * step
        if found and convert(minor, source_currency, target_currency, found) == other:
            break
    return min(max(1, found), LARGEST_RATE)


def share(part: int, whole: int | None) -> int | None:
    """Return `part` of `whole` in hundredths of a percent (26.67 % is 2667); of nothing, None.

    What is not all is never 100 %, and what is not nothing never 0 %.
    """
    if whole is None or whole <= 0:
        return None
    rounded = half_up(part * _WHOLE, whole)
    return min(max(rounded, 1), _WHOLE - 1) if 0 < part < whole else rounded


def print_share(hundredths: int | None) -> str | None:
    """Return a share as the API writes it: "26.67"."""
    return None if hundredths is None else print_decimal(hundredths, 2)


def show_share(hundredths: int, locale: str) -> str:
    """Return a share as the screen shows it: whole percent, "99%" at most and "<1%" at least
    while it is not all and not nothing."""
    if 0 < hundredths < _PERCENT:
        return isolated(f"<{_percentage(1, 0, locale)}")
    rounded = half_up(hundredths, _PERCENT)
    return show_percent(min(rounded, 99) if hundredths < _WHOLE else rounded, 0, locale)


def show_percent(value: int, places: int, locale: str) -> str:
    """Return a percentage without trailing zeros: "19%", "19 %" in German."""
    return isolated(_percentage(value, places, locale))


def _percentage(value: int, places: int, locale: str) -> str:
    pattern = locale_of(locale).percent_formats[None]
    number = write_signed(value, places, locale, trim=True)
    return f"{pattern.prefix[0]}{number}{pattern.suffix[0]}"
