"""Rows and cells: what the csv module of Python writes is read; what is broken costs one row."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.raw.records import (
    DELIMITERS,
    Record,
    declared_delimiter,
    lines_of,
    records,
    usual_width,
)

PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)
QUOTED = st.text(st.sampled_from('ab";,|\t\n '), max_size=8)
CELLS = st.lists(PRINTED | QUOTED, min_size=1, max_size=5)


def written(rows: list[list[str]], delimiter: str, quoting: int) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


@given(
    st.lists(CELLS, max_size=6),
    st.sampled_from(DELIMITERS),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_was_written_is_read_back(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    found = list(records(lines_of(written(rows, delimiter, quoting)), delimiter))
    assert [record.cells for record in found] == [r for r in rows if any(map(str.strip, r))]
    assert not any(record.is_broken for record in found)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_each_row_knows_the_line_at_which_it_begins(rows: list[list[str]]) -> None:
    assume(all(any(map(str.strip, row)) for row in rows))
    expected, line = [], 1
    for row in rows:
        expected.append(line)
        line += written([row], ";", csv.QUOTE_ALL).count("\n")
    text = written(rows, ";", csv.QUOTE_ALL)
    assert [record.row for record in records(lines_of(text), ";")] == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_makes_the_same_rows(end: str) -> None:
    text = end.join(["a;b", "", "1;2", " ; ", "3;4"])
    assert list(records(lines_of(text), ";")) == [
        Record(1, ["a", "b"]),
        Record(3, ["1", "2"]),
        Record(5, ["3", "4"]),
    ]


def test_a_quote_that_stays_open_costs_its_own_row() -> None:
    text = 'a;b\n1;"open\n2;3\n4;"whole"\n'
    found = list(records(lines_of(text), ";"))
    assert [(record.row, record.is_broken) for record in found] == [
        (1, False),
        (2, True),
        (3, False),
        (4, False),
    ]
    assert found[3].cells == ["4", "whole"]


@given(st.text(st.sampled_from('a1";\n'), max_size=40))
def test_no_quotes_at_all_lose_a_row_without_saying_so(text: str) -> None:
    lines = lines_of(text)
    covered = [record.row for record in records(lines, ";")]
    assert covered == sorted(set(covered))
    assert all(1 <= row <= len(lines) for row in covered)
    plain = [n for n, line in enumerate(lines, 1) if '"' not in text and line.strip(" \n;")]
    assert set(plain) <= set(covered)


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        *(("sep=;", ";"), ("SEP=,\n", ","), ('"sep=|"', "|"), ("sep=\t", "\t")),
        *(("sep=x", None), ("separator=;", None), ("", None), ("sep=", None)),
    ],
)  # fmt: skip
def test_excel_declares_a_delimiter_that_is_one(line: str, delimiter: str | None) -> None:
    assert declared_delimiter([line]) == delimiter


def test_no_line_declares_nothing() -> None:
    assert declared_delimiter([]) is None


@given(st.lists(st.integers(1, 5), max_size=12))
def test_the_usual_width_is_that_of_most_rows_the_wider_on_a_tie(widths: list[int]) -> None:
    rows = [Record(n, ["x"] * width) for n, width in enumerate(widths, 1)]
    most = max((widths.count(width) for width in widths), default=0)
    assert usual_width(rows) == max((w for w in widths if widths.count(w) == most), default=0)
