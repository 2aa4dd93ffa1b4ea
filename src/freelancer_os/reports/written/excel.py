"""A statement as an Excel file: a sheet for each table, amounts as numbers."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from freelancer_os.core.values.money import exponent
from freelancer_os.reports.sheets import Cell, Figure, Rate, Row, Sheet, Statement

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 31  # signs of a sheet's name
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
HEAD = 3  # the line of the headings
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Look = Mapping[str, object]


def as_excel(statement: Statement) -> bytes:
    """The file. What begins like a formula is text."""
    file = io.BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": statement.title})
    for sheet in statement.sheets:
        _Drawn(book, statement, sheet).write()
    book.close()
    return file.getvalue()


class _Drawn:
    """One table while it is written."""

    def __init__(self, book: Workbook, statement: Statement, sheet: Sheet) -> None:
        self.book, self.statement, self.sheet = book, statement, sheet
        self.page: Worksheet = book.add_worksheet(sheet.title.translate(FORBIDDEN)[:LONGEST])
        self.places = exponent(statement.currency)
        self.amounts = "#,##0" + ("." + "0" * self.places if self.places else "")

    def write(self) -> None:
        """Title, what it is about, headings, rows."""
        columns, page = self.sheet.columns, self.page
        page.write_string(0, 0, self.statement.title, self._look({"bold": True, "font_size": 14}))
        page.write_string(1, 0, " · ".join([*self.statement.said, self.statement.currency]))
        for at, heading in enumerate(columns):
            beside = {"align": "right"} if at else {}
            page.write_string(HEAD, at, heading, self._look({"bold": True, "bottom": 1, **beside}))
        for line, row in enumerate(self.sheet.rows, start=HEAD + 1):
            self._row(line, row)
        page.set_column(0, 0, 34)
        page.set_column(1, max(len(columns) - 1, 1), 16)
        page.freeze_panes(HEAD + 1, 1)

    def _row(self, line: int, row: Row) -> None:
        look: dict[str, object] = {"bold": True} if row.is_sum else {}
        for at, cell in enumerate(row.cells):
            stands_in = {"indent": 1} if row.is_part and not at else {}
            self._cell(line, at, cell, {**look, **stands_in})

    def _cell(self, line: int, at: int, cell: Cell, look: Look) -> None:
        match cell:
            case None:
                return
            case Figure():
                shown = self._look({**look, "num_format": self.amounts})
                self.page.write_number(line, at, Decimal(cell.minor).scaleb(-self.places), shown)
            case Rate():
                shown = self._look({**look, "num_format": "0.##%"})
                self.page.write_number(line, at, Decimal(cell.value).scaleb(-6), shown)
            case date():
                shown = self._look({**look, "num_format": "yyyy-mm-dd"})
                self.page.write_datetime(line, at, cell, shown)
            case _:
                self.page.write_string(line, at, cell, self._look(look))

    def _look(self, look: Look) -> Format:
        return self.book.add_format(dict(look))
