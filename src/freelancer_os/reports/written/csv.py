"""A statement as CSV: one table below another, amounts with a decimal point."""

import csv
import io
from datetime import date

from freelancer_os.core.values.money import print_amount
from freelancer_os.core.values.scaled import print_scaled
from freelancer_os.core.values.spreadsheets import harmless
from freelancer_os.reports.sheets import Cell, Figure, Rate, Statement

MARK = "\ufeff"  # by which spreadsheets know the encoding


def as_csv(statement: Statement) -> bytes:
    """The file; UTF-8, an empty line between two tables."""
    file = io.StringIO()
    file.write(MARK)
    rows = csv.writer(file, lineterminator="\r\n")
    for at, sheet in enumerate(statement.sheets):
        if at:
            rows.writerow([])
        rows.writerow([sheet.title, *sheet.columns[1:]])
        for row in sheet.rows:
            rows.writerow([_printed(cell, statement.currency) for cell in row.cells])
    return file.getvalue().encode()


def _printed(cell: Cell, currency: str) -> str:
    match cell:
        case None:
            return ""
        case Figure():
            return print_amount(cell.minor, currency)
        case Rate():
            return print_scaled(cell.value, 4)
        case date():
            return cell.isoformat()
        case _:
            return harmless(cell)
