"""Where the table of a statement begins, and what its columns are called."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.records import DELIMITERS, Record, lines_of, records
from freelancer_os.transfer.csv.table import Table, delimiter_of, table_of

HEADERS = [
    ["Date", "Description", "Amount"],
    ["Buchungstag", "Verwendungszweck", "Betrag", "Saldo"],
    ["Date", "Payee", "Debit", "Credit"],
]
CELL = st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=3, max_size=8)


def cut(text: str, delimiter: str = ";") -> Table:
    return table_of(list(records(lines_of(text), delimiter)))


def written(rows: list[list[str]], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[0])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_the_delimiter_is_the_one_that_shows_the_header(header: list[str], delimiter: str) -> None:
    row = ["2026-11-01", "Rent, flat; 2|3", "-5.00", "1.00"][: len(header)]
    text = written([header, row, row], delimiter)
    assert delimiter_of(lines_of(text)) == delimiter
    found = cut(text, delimiter)
    assert found.columns == header
    assert [record.cells for record in found.rows] == [row, row]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_what_excel_declares_is_believed(delimiter: str) -> None:
    text = f"sep={delimiter}\nDate{delimiter}Amount\n2026-11-01{delimiter}5\n"
    assert delimiter_of(lines_of(text)) == delimiter


@given(st.lists(CELL, max_size=12), st.sampled_from(HEADERS))
def test_what_stands_above_the_header_is_no_row(above: list[str], header: list[str]) -> None:
    row = ["2026-11-01", "Rent", "-5.00", "1.00"][: len(header)]
    preamble = [[cell] for cell in above]
    found = cut(written([*preamble, header, row], ";"))
    assert found.columns == header
    assert [record.cells for record in found.rows] == [row]
    assert found.header == Record(len(preamble) + 1, header)


def test_without_a_header_columns_are_numbered_and_every_row_is_kept() -> None:
    found = cut("2026-11-01;Rent;-5,00\n2026-11-02;Fee;-1,00\n")
    assert found.columns == ["Column 1", "Column 2", "Column 3"]
    assert found.header is None
    assert len(found.rows) == 2


@given(st.lists(CELL | st.sampled_from(["", " ", "Date", "Amount"]), min_size=2, max_size=8))
def test_every_column_has_a_name_of_its_own(names: list[str]) -> None:
    header = ["Date", "Amount", *names]
    found = cut(written([header, ["2026-11-01", "5", *names]], ";"))
    assert len(set(found.columns)) == len(found.columns)
    assert all(found.columns)
    for place, name in enumerate(found.columns):
        wanted = header[place].strip()
        assert name.startswith(wanted or "Column ")


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["Date", "Text", "Text", "Amount"], ["Date", "Text", "Text (2)", "Amount"]),
        (["Date", "", "Amount"], ["Date", "Column 2", "Amount"]),
        (["Date", " Booking \n text ", "Amount"], ["Date", "Booking text", "Amount"]),
    ],
)
def test_names_that_are_alike_missing_or_broken(header: list[str], columns: list[str]) -> None:
    row = ["2026-11-01", *["x"] * (len(header) - 2), "5"]
    assert cut(written([header, row], ";")).columns == columns


def test_cells_beyond_the_table_are_no_columns() -> None:
    found = cut("Date;Amount;;;\n2026-11-01;5;;;\n")
    assert found.columns == ["Date", "Amount"]
    assert found.cells(0) == ["2026-11-01"]
    assert found.cells(1) == ["5"]
    assert found.cells(4) == []


@given(st.text(st.sampled_from('a1;,"\n.-'), max_size=60))
def test_any_text_is_a_table(text: str) -> None:
    delimiter = delimiter_of(lines_of(text))
    found = cut(text, delimiter)
    assert delimiter in DELIMITERS
    assert found.columns
    assert len(set(found.columns)) == len(found.columns)
