"""Where the table of a file begins, whatever stands above it and whatever cuts its cells."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.raw.records import DELIMITERS, lines_of, records
from freelancer_os.transfer.csv.table import Table, damaged_column, delimiter_of, table_of
from freelancer_os.transfer.csv.words import _VOCABULARY

LANGUAGES = sorted(_VOCABULARY["columns"])
WORDS = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), min_size=3, max_size=9)
REMARKS = st.lists(WORDS.map(lambda word: ["Remark", f"x{word}x"]), max_size=4)
BOOKINGS = st.lists(
    st.tuples(st.integers(1, 28), WORDS, st.integers(-99_999, 99_999)), min_size=2, max_size=8
)


def booked(rows: list[tuple[int, str, int]]) -> list[list[str]]:
    """Rows of three cells: a date, a text, an amount."""
    return [[f"2026-03-{day:02}", f"to {text}", f"{cents / 100:.2f}"] for day, text, cents in rows]


def written(rows: list[list[str]], delimiter: str) -> list[str]:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return lines_of(stream.getvalue())


def read(lines: list[str]) -> Table:
    return table_of(list(records(lines, delimiter_of(lines))))


def header(language: str) -> list[str]:
    """The first name that banks of a language give to date, purpose and amount."""
    names: Any = _VOCABULARY["columns"][language]
    return [names[role][0] for role in ("date", "purpose", "amount")]


@given(REMARKS, st.sampled_from(LANGUAGES), BOOKINGS, st.sampled_from(DELIMITERS))
def test_the_header_is_found_below_remarks_in_any_language(
    remarks: list[list[str]], language: str, rows: list[tuple[int, str, int]], delimiter: str
) -> None:
    names = header(language)
    lines = written([*remarks, names, *booked(rows)], delimiter)
    assert delimiter_of(lines) == delimiter
    table = read(lines)
    assert table.header is not None
    assert table.header.cells == names
    assert table.columns == names
    assert [row.cells for row in table.rows] == booked(rows)
    assert [row.row for row in table.rows] == [
        len(remarks) + 2 + place for place in range(len(rows))
    ]


@given(BOOKINGS, st.sampled_from(DELIMITERS))
def test_without_a_header_no_row_is_taken_for_one(
    rows: list[tuple[int, str, int]], delimiter: str
) -> None:
    table = read(written(booked(rows), delimiter))
    assert table.header is None
    assert table.columns == ["Column 1", "Column 2", "Column 3"]
    assert [row.cells for row in table.rows] == booked(rows)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_what_a_file_declares_counts_whatever_it_looks_like(delimiter: str) -> None:
    other = next(sign for sign in DELIMITERS if sign != delimiter)
    lines = [f"sep={delimiter}\n", *written([header("en"), *booked([(1, "abc", 5)])], other)]
    assert delimiter_of(lines) == delimiter


@given(
    st.lists(st.sampled_from(["Date", "Amount", "Text", "", " Text ", "Text (2)"]), max_size=7),
    st.sampled_from(DELIMITERS),
)
def test_every_column_has_a_name_of_its_own(extra: list[str], delimiter: str) -> None:
    names = ["Date", "Amount", *extra, "Balance"]
    row = ["2026-03-01", "1.00", *["x"] * len(extra), "2.00"]
    table = read(written([names, row, row], delimiter))
    assert len(table.columns) == len(set(table.columns)) == len(names)
    for place, (name, given_name) in enumerate(zip(table.columns, names, strict=True)):
        assert name.startswith(given_name.strip() or f"Column {place + 1}")


def test_a_wide_file_has_two_hundred_columns_at_most() -> None:
    names = ["Date", "Amount", *(f"Extra {place}" for place in range(300))]
    table = read(written([names, ["2026-03-01", "1.00", *["x"] * 300]], ";"))
    assert table.columns == names[:200]


def test_cells_are_those_of_a_column_that_hold_anything() -> None:
    rows = [["Date", "Amount"], ["2026-03-01", " 1.00 "], ["2026-03-02", " "], ["2026-03-03"]]
    table = read(written(rows, ";"))
    assert table.cells(1) == table.sample(1) == ["1.00"]
    assert table.cells(0, 2) == ["2026-03-01", "2026-03-02"]
    assert table.cells(7) == []


def test_a_sample_is_enough_to_judge_a_column_and_no_more() -> None:
    rows = [["Date", "Amount"], *(["2026-03-01", str(number)] for number in range(500))]
    table = read(written(rows, ";"))
    assert table.sample(1) == [str(number) for number in range(200)]
    assert len(table.cells(1)) == 500


@pytest.mark.parametrize(
    ("cells", "place"), [(["a", "b"], None), (["a", "\udc80b"], 1), (["\udcff", "\udc80"], 0)]
)
def test_the_first_damaged_cell_is_told(cells: list[str], place: int | None) -> None:
    (record,) = records([";".join(["x", "y"])], ";")
    assert damaged_column(record._replace(cells=cells)) == place


def cut(text: str, delimiter: str = ";") -> Table:
    return table_of(list(records(lines_of(text), delimiter)))


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
    assert read(written([header, row], ";")).columns == columns


@given(st.text(st.sampled_from('a1;,"\n.-'), max_size=60))
def test_any_text_is_a_table(text: str) -> None:
    delimiter = delimiter_of(lines_of(text))
    found = cut(text, delimiter)
    assert delimiter in DELIMITERS
    assert found.columns
    assert len(set(found.columns)) == len(found.columns)
