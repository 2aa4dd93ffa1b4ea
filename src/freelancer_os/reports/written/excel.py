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
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TITLE, HEADING = {"bold": True, "font_size": 14}, {"bold": True, "bottom": 1}
Look = Mapping[str, object]


def as_excel(statement: Statement) -> bytes:
    """The file. What begins like a formula is text. A row is let go as soon as it is written."""
    file = io.BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": statement.title})
    looks = _Looks(book)
    for sheet in statement.sheets:
        _Drawn(book, looks, statement, sheet).write()
    book.close()
    return file.getvalue()


class _Looks:
    """The formats of a file: a few, of which each is made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[frozenset[tuple[str, object]], Format] = {}

    def of(self, look: Look) -> Format:
        """That of a look."""
        key = frozenset(look.items())
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(look))
        return self.made[key]


class _Drawn:
    """One table while it is written."""

    def __init__(self, book: Workbook, looks: _Looks, statement: Statement, sheet: Sheet) -> None:
        self.look, self.statement, self.sheet = looks.of, statement, sheet
        self.page: Worksheet = book.add_worksheet(sheet.title.translate(FORBIDDEN)[:LONGEST])
        self.places = exponent(statement.currency)
        self.amounts = "#,##0" + ("." + "0" * self.places if self.places else "")

    def write(self) -> None:
        """Title, what it is about, headings, rows."""
        columns, page = self.sheet.columns, self.page
        page.write_string(0, 0, self.statement.title, self.look(TITLE))
        page.write_string(1, 0, " · ".join([*self.statement.said, self.statement.currency]))
        for at, heading in enumerate(columns):
            beside = {"align": "right"} if at else {}
            page.write_string(HEAD, at, heading, self.look({**HEADING, **beside}))
        for line, row in enumerate(self.sheet.rows, start=HEAD + 1):
            self._row(line, row)
        page.set_column(0, 0, 34)
        page.set_column(1, max(len(columns) - 1, 1), 16)
        page.freeze_panes(HEAD + 1, 1)

    def _row(self, line: int, row: Row) -> None:
        """In their order: what stands above is written out already."""
        look: dict[str, object] = {"bold": True} if row.is_sum else {}
        for at, cell in enumerate(row.cells):
            stands_in = {"indent": 1} if row.is_part and not at else {}
            self._cell(line, at, cell, {**look, **stands_in})

    def _cell(self, line: int, at: int, cell: Cell, look: Look) -> None:
        match cell:
            case None:
                return
            case Figure():
                shown = self.look({**look, "num_format": self.amounts})
                self.page.write_number(line, at, Decimal(cell.minor).scaleb(-self.places), shown)
            case Rate():
                shown = self.look({**look, "num_format": "0.##%"})
                self.page.write_number(line, at, Decimal(cell.value).scaleb(-6), shown)
            case date():
                shown = self.look({**look, "num_format": "yyyy-mm-dd"})
                self.page.write_datetime(line, at, cell, shown)
            case _:
                self.page.write_string(line, at, cell, self.look(look))
