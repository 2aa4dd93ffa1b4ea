"""A statement as PDF, set like the papers that leave the house."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money, show_percent
from freelancer_os.invoicing.document.heads import Json
from freelancer_os.invoicing.pdf.typesetting import LONG, Paper, as_pdf
from freelancer_os.people.models import Workspace
from freelancer_os.reports.sheets import Cell, Figure, Rate, Row, Sheet, Statement

LETTER = frozenset({"US", "CA"})
WIDE = 6  # columns that stand better across


def report_pdf(workspace: Workspace, statement: Statement) -> bytes:
    """The PDF, tagged, in the language of whoever asks; of a long table what is looked at."""
    is_cut = any(sheet.is_long for sheet in statement.sheets)
    more = _("Too many lines to print: here is what they add up to. The Excel file has all.")
    words: dict[str, Json] = {
        "lang": (get_language() or "en").partition("-")[0],
        "paper": "us-letter" if workspace.country in LETTER else "a4",
        "wide": any(len(sheet.columns) >= WIDE for sheet in statement.sheets),
        "name": workspace.name,
        "title": statement.title,
        "said": [*statement.said, *([more] if is_cut else [])],
        "sheets": [
            {
                "title": sheet.title,
                "columns": [*sheet.columns],
                "rows": [
                    _row(row, statement.currency, workspace)
                    for row in sheet.looked_at or [_nothing(sheet)]
                ],
            }
            for sheet in statement.sheets
        ],
    }
    is_long = sum(len(sheet.looked_at) for sheet in statement.sheets) > LONG
    return as_pdf(Paper("report", words, None, workspace.today, is_long))


def _nothing(sheet: Sheet) -> Row:
    """What stands in a table without rows."""
    return Row((_("Nothing in this period."), *[""] * (len(sheet.columns) - 1)))


def _row(row: Row, currency: str, workspace: Workspace) -> Json:
    cells: list[Json] = [_shown(cell, currency, workspace) for cell in row.cells]
    return {"cells": cells, "sum": row.is_sum, "part": row.is_part}


def _shown(cell: Cell, currency: str, workspace: Workspace) -> str:
    locale = workspace.locale
    match cell:
        case None:
            return ""
        case Figure():
            return format_money(cell.minor, currency, locale)
        case Rate():
            return show_percent(cell.value, 4, locale)
        case date():
            return show_date(cell, locale, today=date.min)
        case _:
            return cell
