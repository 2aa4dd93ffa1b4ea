"""Income and expenses by month as bars: an SVG whose bars open their entries, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.values.money import exponent, format_money
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.web.shell.access import Desk

WIDTH, HEIGHT = 720, 224
START, TOP, FOOT = 48, 12, 28  # what stands beside, above and below the bars
LINES = 4  # steps of the scale, about
STEPS = (1, 2, Fraction(5, 2), 3, 5, 10)


@dataclass(frozen=True)
class Bar:
    """One bar: minor units of the base currency, what it is, where it leads; `is_ahead` is a
    forecast."""

    amount: int
    kind: str
    url: str
    is_ahead: bool = False


@dataclass(frozen=True)
class Column:
    """The bars of a month: "2026-11"."""

    month: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Chart:
    """Drawn columns, and the same as text."""

    svg: SafeString
    rows: list[tuple[str, list[str]]]
    has_forecast: bool


def chart(desk: Desk, columns: Sequence[Column]) -> Chart:
    """Bars of months beside each other, on one scale that holds zero."""
    drawn = _Drawn(desk, columns)
    rows = [
        (drawn.month(one.month, "yMMM"), [drawn.money(bar.amount) for bar in one.bars])
        for one in columns
    ]
    ahead = any(bar.is_ahead and bar.amount for one in columns for bar in one.bars)
    return Chart(drawn.svg(), rows, ahead)


class _Drawn:
    """One chart while it is drawn; a pixel is a unit of its view box."""

    def __init__(self, desk: Desk, columns: Sequence[Column]) -> None:
        self.formats, self.columns = desk.formats, columns
        self.known = locale_of(desk.formats.locale)
        amounts = [bar.amount for one in columns for bar in one.bars]
        self.step = _step(max([0, *amounts]) - min([0, *amounts]), exponent(self.formats.currency))
        self.top = -(-max([0, *amounts]) // self.step) * self.step or self.step
        self.low = min([0, *amounts]) // self.step * self.step

    def month(self, month: str, skeleton: str) -> str:
        first = date.fromisoformat(f"{month}-01")
        return str(format_skeleton(skeleton, first, locale=self.known))

    def money(self, amount: int) -> str:
        return format_money(amount, self.formats.currency, self.formats.locale)

    def svg(self) -> SafeString:
        parts = "".join([*self._scale(), *self._months()])
        return format_html(
            '<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
            WIDTH,
            HEIGHT,
            _("Income and expenses by month"),
            mark_safe(parts),
        )

    def _y(self, amount: int) -> float:
        height = HEIGHT - TOP - FOOT
        return round(TOP + height * (self.top - amount) / (self.top - self.low), 2)

    def _scale(self) -> Iterator[str]:
        amount = self.low
        while amount <= self.top:
            y = self._y(amount)
            major = Decimal(amount).scaleb(-exponent(self.formats.currency))
            told = format_compact_decimal(major, locale=self.known, fraction_digits=1)
            yield format_html(
                '<line x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end"'
                ' aria-hidden="true">{}</text>',
                *(START, WIDTH, y, y, START - 8, y + 4, told),
            )
            amount += self.step

    def _months(self) -> Iterator[str]:
        room = (WIDTH - START) / max(len(self.columns), 1)
        every = 1 + (len(self.columns) - 1) // 13  # words that have room
        for at, one in enumerate(self.columns):
            middle = START + room * (at + 0.5)
            wide = min(room * 0.34, 20)
            for side, bar in enumerate(one.bars):
                yield self._bar(bar, middle + (side - len(one.bars) / 2) * (wide + 2), wide, one)
            if at % every == 0:
                yield format_html(
                    '<text x="{}" y="{}" text-anchor="middle" aria-hidden="true">{}</text>',
                    *(round(middle, 2), HEIGHT - 8, self.month(one.month, "MMM")),
                )

    def _bar(self, bar: Bar, x: float, wide: float, column: Column) -> str:
        if not bar.amount:
            return ""
        ends = sorted((self._y(bar.amount), self._y(0)))
        names = {"income": _("Income"), "expense": _("Expenses")}
        sentence = _("{kind} {month}: {amount}")
        if bar.is_ahead:
            sentence = _("Expected: {kind} {month}: {amount}")
        told = sentence.format(
            kind=names[bar.kind],
            month=self.month(column.month, "yMMMM"),
            amount=self.money(bar.amount),
        )
        look = ("in" if bar.kind == "income" else "out") + (" forecast" if bar.is_ahead else "")
        return format_html(
            '<a href="{}" aria-label="{}"><title>{}</title><rect class="reach" x="{}" y="{}"'
            ' width="{}" height="{}"/><rect class="{}" x="{}" y="{}" width="{}" height="{}"'
            ' rx="3"/></a>',
            *(bar.url, told, told, round(x, 2), TOP, round(wide, 2), HEIGHT - TOP - FOOT),
            *(look, round(x, 2), ends[0], round(wide, 2)),
            max(round(ends[1] - ends[0], 2), 1),
        )


def _step(range_of: int, places: int) -> int:
    """A round number of major units, of which a few cover the range; in minor units."""
    major = 10**places
    least = max(Fraction(range_of, LINES), Fraction(major))
    power = Fraction(major)
    while power * 10 <= least:
        power *= 10
    return int(next(power * step for step in STEPS if power * step >= least))
