"""Periods and bases in words, as reports name them."""

from babel.dates import format_interval, format_skeleton
from django.utils.translation import gettext as _

from freelancer_os.core.values.months import show_month
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.values.spans import Span, month_of
from freelancer_os.core.words import isolated


def period_of(span: Span, locale: str) -> str:
    """A span in words: "November 2026", "2026", "1 Jan – 15 Feb 2026"."""
    if span.whole_months == 1:
        return show_month(month_of(span.first), locale)
    known = locale_of(locale)
    if span.whole_months == 12 and span.first.month == 1:
        return isolated(str(format_skeleton("y", span.first, locale=known)))
    skeleton = "yMMM" if span.whole_months else "yMMMd"
    return isolated(str(format_interval(span.first, span.last, skeleton, locale=known)))


def basis_of(basis: str) -> str:
    """Which basis a report stands on, in words."""
    return _("As it was paid (cash)") if basis == "cash" else _("By date of the entries (accrual)")
