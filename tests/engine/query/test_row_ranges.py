"""The header that names the rows in sight: read where it makes sense, nothing otherwise."""

import pytest

from freelancer_os.engine.query.row_ranges import END, LONGEST, MOST, Range, read_ranges


def test_ranges_by_region() -> None:
    found = read_ranges('{"clients": [["", "a"], ["a", "b"]], "workflow": []}')
    assert found == {"clients": [Range("", "a"), Range("a", "b")], "workflow": []}


@pytest.mark.parametrize(
    "header",
    ["", "{", "[]", "1", '{"clients": 1}', '{"clients": [1, [2, 3], ["a"]]}', "[" * 5000],
)
def test_nonsense_is_nothing(header: str) -> None:
    assert not any(read_ranges(header).values())


def test_only_a_few_are_drawn_again() -> None:
    many = ",".join(['["a","b"]'] * (MOST + 1))
    assert len(read_ranges(f'{{"clients": [{many}]}}')["clients"]) == MOST
    assert read_ranges('{"clients": [["' + "a" * LONGEST + '", ""]]}') == {}


def test_a_range_ends_with_its_cursor_or_with_its_last_row() -> None:
    assert Range("a", "b").until("x") == "b"
    assert (Range("a", "").until("x"), Range("a", END).until("x")) == ("x", "x")
