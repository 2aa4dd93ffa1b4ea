"""The foot of a table: how many there are, and what its columns come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import OperationalError
from django.db.models import Aggregate, Count, F, Max, Min, Q, QuerySet, Sum
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.money import half_up
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Percent, Rate
from freelancer_os.engine.kinds.operators import EMPTY
from freelancer_os.web.cells.composers import Composer
from freelancer_os.web.cells.drawing import PICK
from freelancer_os.web.shell.phrases import records_of

COUNTS = ("filled", "empty")  # of any field that may be empty
SEVERAL = 3  # currencies whose amounts stand side by side

Results = Mapping[str, str]


def functions(one: Field) -> tuple[str, ...]:
    """What the foot of a column may say."""
    may_be_empty = any(it is EMPTY for it in one.operators) and not one.required
    return (*_calculations(one), *(COUNTS if may_be_empty else ()))


def _calculations(one: Field) -> tuple[str, ...]:
    if isinstance(one, Number) and not one.is_reckoned:
        return ()
    if isinstance(one, Percent | Rate):
        return ("average", "least", "most")
    if isinstance(one, Money | Hours | Number):
        return ("sum", "average", "least", "most")
    return ("least", "most") if isinstance(one, Day | Instant) else ()


def label_of(one: Field, function: str) -> str:
    """A function in words, as it is told of a field."""
    is_date = isinstance(one, Day | Instant)
    return {
        "sum": _("Sum"),
        "average": _("Average"),
        "least": _("Earliest") if is_date else _("Least"),
        "most": _("Latest") if is_date else _("Most"),
        "filled": _("Filled"),
        "empty": _("Empty"),
    }[function]


def results(
    collection: Collection,
    fields: Iterable[Field],
    asked: Mapping[str, str],
    rows: QuerySet[Record],
    formats: Formats,
) -> Results:
    """What the asked functions give over `rows`, in words by field.

    One statement per currency column: amounts in several currencies are not added, they stand
    side by side.
    """
    rows = rows.order_by().select_related(None)
    found = {}
    for holder, held in by_currency(fields, asked).items():
        read = _read(rows, holder, held, asked, collection.adds_up, formats)
        for place, one in enumerate(held):
            found[one.name] = told(one, asked[one.name], place, read, holder, formats)
    return found


def by_currency(fields: Iterable[Field], asked: Mapping[str, str]) -> dict[str, list[Field]]:
    """The fields to calculate, by the column that says their currency; "" where none does."""
    found: dict[str, list[Field]] = defaultdict(list)
    for one in fields:
        if one.name in asked:
            holder = one.currency_column if isinstance(one, Money) else ""
            found["" if asked[one.name] in COUNTS else holder].append(one)
    return found


def _read(
    rows: QuerySet[Record],
    holder: str,
    held: list[Field],
    asked: Mapping[str, str],
    among: Q,
    formats: Formats,
) -> list[dict[str, object]]:
    """A row per currency, with the aggregates of the fields by their places."""
    wanted = aggregates(held, asked, among, formats)
    try:
        if not holder:
            return [rows.aggregate(**wanted)]
        return list(rows.values(holder).annotate(**wanted)[: SEVERAL + 1])
    except OperationalError:  # beyond 64 bits SQLite does not add
        return []


def aggregates(
    held: list[Field], asked: Mapping[str, str], among: Q, formats: Formats
) -> dict[str, Aggregate]:
    """What is read for the functions of fields, under the places of the fields."""
    return {
        f"{part}_{place}": made
        for place, one in enumerate(held)
        for part, made in _aggregates(one, asked[one.name], among, formats).items()
    }


def _aggregates(one: Field, function: str, among: Q, formats: Formats) -> dict[str, Aggregate]:
    if function in COUNTS:
        empty = one.is_empty(formats)
        return {"value": Count("pk", filter=empty if function == "empty" else ~empty)}
    value = one.summed if isinstance(one, Money) else F(one.attribute)
    if function in {"least", "most"}:
        return {"value": (Min if function == "least" else Max)(value, filter=among)}
    return {"value": Sum(value, filter=among), "count": Count(value, filter=among)}


def told(
    one: Field, function: str, place: int, read: list[dict[str, Any]], holder: str, formats: Formats
) -> str:
    """A result in words; those in several currencies stand side by side."""
    said = []
    for row in read if len(read) <= SEVERAL else []:
        value = row[f"value_{place}"]
        if value is None:
            continue
        if function in COUNTS:
            said.append(write_signed(value, 0, formats.locale))
            continue
        if function == "average":
            value = half_up(int(value), row[f"count_{place}"])
        said.append(one.told(value, formats, row[holder] if holder else ""))
    return (" + " if function == "sum" else " · ").join(sorted(said))


def foot(
    collection: Collection,
    fields: Sequence[Field],
    asked: Mapping[str, str],
    found: Results,
    count: int | None,
    formats: Formats,
    *,
    lead: int = 0,
    add: str = "",
    address: str = "",
) -> SafeString:
    """The row under a table. Its first cell, which stays in sight, says how many records there are;
    `lead` are cells before it, `add` is the button that adds a record, `address` lists what is
    added up, "" on the page that does.
    """
    free = before_results(fields, asked)
    said = escape(records_of(collection, formats.count(count)))
    own = told_of(fields[0], asked, found, address)
    lies = "foot-over" if free > 1 else "foot-first"  # over the empty cells beside it
    first = f'<div class="{lies}">{add}<span class="foot-count">{said}</span>{own}</div>'
    first = f'<td class="stick">{first}</td>'
    rest = f'<td colspan="{free - 1}"></td>' if free > 1 else ""
    pick = PICK if lead else ""
    cells = (
        f'<td class="cell-{one.kind}">{told_of(one, asked, found, address)}</td>'
        for one in fields[free:]
    )
    return mark_safe(f"<tr>{pick}{first}{rest}{''.join(cells)}</tr>")


def adding(form: Composer | None) -> str:
    """The button that opens a form from under a table."""
    if form is None:
        return ""
    return format_html(
        '<button class="btn-add" type="button" data-composer="composer-{}" '
        'aria-label="{}">{}</button>',
        form.name,
        _("+ New in this table"),
        _("+ New"),
    )


def before_results(fields: Sequence[Field], asked: Mapping[str, str]) -> int:
    """How many columns stand before the first, but for the very first, that says a result."""
    later = (place for place, one in enumerate(fields) if place and one.name in asked)
    return next(later, len(fields))


def told_of(one: Field, asked: Mapping[str, str], found: Results, address: str) -> str:
    """What a column says, as a link to the records at `address`, if there is one."""
    text = found.get(one.name, "")
    if one.name not in asked or not text:
        return ""
    label = f'<span class="calc-of">{escape(one.label)}</span>'  # where no head stands over it
    label += f'<span class="calc">{escape(label_of(one, asked[one.name]))}</span>'
    words = escape(text)
    link = f'<a class="why" href="{escape(address)}">{words}</a>' if address else words
    return f'<span class="foot-cell">{label}<b>{link}</b></span>'
