"""The rows of a report's table, drawn without a template: there is one for each client."""

from __future__ import annotations

from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money, show_percent
from freelancer_os.engine.formats import Formats
from freelancer_os.reports.sheets import Cell, Figure, Rate, Row, Sheet


def drawn(sheet: Sheet, currency: str, formats: Formats) -> SafeString:
    """The rows that are looked at: each headed by what it is about, figures leading to what adds
    up to them; "" for none."""
    rows = [_row(row, currency, formats) for row in sheet.looked_at]
    return mark_safe("".join(rows))


def _row(row: Row, currency: str, formats: Formats) -> str:
    kind = ' class="report-sum"' if row.is_sum else ' class="report-partly"' if row.is_part else ""
    first, *others = row.cells
    head: str = escape(_text(first, currency, formats))
    if row.record:
        head = f'<a href="/{escape(row.record)}/">{head}</a>'
    cells = "".join([_cell(cell, currency, formats) for cell in others])
    return f'<tr{kind}><th scope="row">{head}</th>{cells}</tr>'


def _cell(cell: Cell, currency: str, formats: Formats) -> str:
    text = escape(_text(cell, currency, formats))
    if not isinstance(cell, Figure):
        return f'<td class="num">{text}</td>'
    kind = " neg" if cell.minor < 0 else "" if cell.minor else " mut"
    shown = f'<a class="why" href="/{escape(cell.why)}">{text}</a>' if cell.why else text
    return f'<td class="num{kind}">{shown}</td>'


def _text(cell: Cell, currency: str, formats: Formats) -> str:
    """What a cell says."""
    match cell:
        case None:
            return ""
        case Figure():
            return format_money(cell.minor, currency, formats.locale)
        case Rate():
            return show_percent(cell.value, 4, formats.locale)
        case date():
            return show_date(cell, formats.locale, today=formats.today)
        case _:
            return cell
