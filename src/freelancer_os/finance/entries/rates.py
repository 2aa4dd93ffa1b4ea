"""Exchange rates: typed, else the European Central Bank's last known, up to seven days old."""

from datetime import date

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import convert
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.core.values.text import lacking

ONE = 10**10


def rate(
    source: str, target: str, on: date, *, field: str, locale: str, is_backwards: bool = False
) -> int:
    """One unit of `source` in units of `target`, scaled by 10¹⁰.

    Raises ValidationError on `field` when no rate is known: then the person is asked, with the day
    as it is written in `locale`, for that from `target` to `source` if it `is_backwards`.
    """
    if source == target:
        return ONE
    found = ecb_rate(source, target, on)
    if found is None:
        sentence = _(
            "No exchange rate from {source} to {target}, what 1 {source} is in {target}, is known "
            "for {date}. Enter the rate."
        )
        day = show_date(on, locale, today=date.min)
        one, other = (target, source) if is_backwards else (source, target)
        said = sentence.format(source=one, target=other, date=day)
        raise lacking(field, said)
    return found


def exchanged(
    minor: int,
    source: str,
    target: str,
    on: date,
    *,
    field: str,
    locale: str,
    is_backwards: bool = False,
) -> int:
    """An amount in minor units of `source`, in minor units of `target` at the rate of that day.

    Raises as `rate` does.
    """
    one = rate(source, target, on, field=field, locale=locale, is_backwards=is_backwards)
    return convert(minor, source, target, one)
