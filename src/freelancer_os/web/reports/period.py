"""Which period a page shows, and the ways to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.values.spans import MONTHS, QUARTER, Span
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.written_dates import written
from freelancer_os.reports.asked import BASES, COMPARED, Asked, asked
from freelancer_os.reports.words import period_of
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.forms import DATED, Line, PlainForm

LONGEST = 40  # signs of a date
ENDS = ("date_from", "date_to")
KEPT = {"basis": BASES, "compare": COMPARED}  # from one period to the next
Query = Mapping[str, str]
NOTHING: Query = {}


class EndsForm(PlainForm):
    """From a day to a day, both included."""

    date_from = Line(max_length=LONGEST, label=gettext_lazy("From"), required=False)
    date_to = Line(max_length=LONGEST, label=gettext_lazy("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ENDS:
            self.fields[name].widget.attrs.update(DATED)
        self.fields["date_to"].widget.attrs["data-after"] = "date_from"


class DayForm(PlainForm):
    """A day."""

    on = Line(max_length=LONGEST, label=gettext_lazy("On"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs.update(DATED)


@dataclass(frozen=True)
class Periods:
    """The period of a page at `path`: what it is called, and what leads to the others.

    `usual` are addresses with their words; of the `form` is what was typed, with what is wrong.
    """

    path: str
    asked: Asked
    title: str
    back: str
    forward: str
    usual: list[tuple[str, str]]
    current: str
    bases: list[tuple[str, str]]
    basis: str
    comparisons: list[tuple[str, str]]
    compared: str
    form: EndsForm
    kept: list[tuple[str, str]]

    @property
    def is_wrong(self) -> bool:
        return bool(self.form.errors)


def periods(
    desk: Desk, path: str, query: Query, *, compare: str = "", beside: Query = NOTHING
) -> Periods:
    """The period that a query asks for; where it makes no sense, the fiscal year, and why not.

    Dates may be written as one writes them. Without `compare` in the query that given here counts.
    What else the address says (`beside`) stays in that of any other period.
    """
    given = {"compare": compare} | {name: value for name, value in query.items() if value}
    wrong: ValidationError | None = None
    try:
        wanted = asked(desk.workspace, {**given, **_dates(desk, given)})
    except ValidationError as error:
        wrong = error
        wanted = asked(desk.workspace, {"compare": compare})
    return _made(desk, path, query, given, wanted, wrong, beside)


def _dates(desk: Desk, query: Query) -> dict[str, str]:
    """What was typed, as the API writes it."""
    formats = desk.formats
    typed = {name: query[name] for name in ENDS if name in query}
    return {
        name: parse_date(text, formats.locale, formats.today, field=name).isoformat()
        for name, text in typed.items()
    }


def _made(
    desk: Desk,
    path: str,
    query: Query,
    given: Query,
    wanted: Asked,
    wrong: ValidationError | None,
    beside: Query,
) -> Periods:
    chosen = {name: given[name] for name, known in KEPT.items() if given.get(name) in known}
    chosen |= beside

    def at(span: Span | None, **other: str) -> str:
        if span is None:
            return ""
        ends = {"date_from": span.first.isoformat(), "date_to": span.last.isoformat()}
        named = {**ends, **chosen, **other}
        return f"{path}?{urlencode({n: v for n, v in named.items() if v})}"

    span, locale = wanted.span, desk.formats.locale
    usual = _usual(desk.formats.today, desk.workspace.year_start)
    current = at(span)
    options = [(at(one), words) for words, one in usual]
    if current not in dict(options):
        options = [(current, period_of(span, locale)), *options]
    compared = chosen.get("compare", "")
    return Periods(
        path=path,
        asked=wanted,
        title=period_of(span, locale),
        back=at(span.moved(-1)),
        forward=at(span.moved(1)),
        usual=options,
        current=current,
        bases=[(at(span, basis=one), words) for one, words in _bases().items()],
        basis=at(span, basis=wanted.basis),
        comparisons=[(at(span, compare=one), words) for one, words in _comparisons().items()],
        compared=at(span, compare=compared),
        form=_form(query, span, locale, wrong),
        kept=[(name, value) for name, value in chosen.items()],
    )


def _form(query: Query, span: Span, locale: str, wrong: ValidationError | None) -> EndsForm:
    if wrong is not None:
        form = EndsForm({name: query.get(name, "") for name in ENDS})
        form.is_valid()
        for name, sentences in wrong.message_dict.items():
            form.add_error(name if name in ENDS else None, sentences)
        return form
    shown = {n: written(d.isoformat(), locale) for n, d in zip(ENDS, span, strict=True)}
    return EndsForm(initial=shown)


def _usual(today: date, start: int) -> list[tuple[str, Span]]:
    month, quarter = Span.months(today), Span.months(today, QUARTER, start=start)
    year = Span.months(today, MONTHS, start=start)
    found = [
        (_("This month"), month),
        (_("Last month"), month.moved(-1)),
        (_("This quarter"), quarter),
        (_("Last quarter"), quarter.moved(-1)),
        (_("This year") if start == 1 else _("This fiscal year"), year),
        (_("Last year") if start == 1 else _("Last fiscal year"), year.moved(-1)),
    ]
    return [(words, span) for words, span in found if span is not None]


def _bases() -> dict[str, str]:
    return {"accrual": _("By date of the entries"), "cash": _("As it was paid")}


def _comparisons() -> dict[str, str]:
    return {"year": _("Against the year before"), "before": _("Against the period before")}
