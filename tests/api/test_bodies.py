"""Reading a body: what JSON has (RFC 8259), as Python reads it, and a 400 for all else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.api.bodies import LARGEST, parse_object
from freelancer_os.api.problems import Problem

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | TEXT | st.floats(allow_nan=False)
)
TREES = st.recursive(
    SCALARS.filter(lambda value: value not in (float("inf"), float("-inf"))),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXT, part, max_size=3),
    max_leaves=12,
)


def refused(raw: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        parse_object(raw)
    return caught.value


@given(st.dictionaries(TEXT, TREES, max_size=5), st.booleans(), st.sampled_from([None, 2]))
def test_what_json_writes_is_read_back(tree: dict[str, Any], ascii_: bool, indent: Any) -> None:
    raw = json.dumps(tree, ensure_ascii=ascii_, indent=indent).encode()
    assert parse_object(raw) == tree


@given(TREES.filter(lambda value: not isinstance(value, dict)))
def test_nothing_but_an_object_is_a_body(tree: Any) -> None:
    assert refused(json.dumps(tree).encode()).status == 400


@given(st.binary(max_size=40))
def test_any_bytes_are_an_object_or_a_refusal(raw: bytes) -> None:
    try:
        expected: Any = json.loads(raw.decode())
    except ValueError:
        expected = None
    if isinstance(expected, dict):
        assert parse_object(raw) == expected
    else:
        assert refused(raw).status == 400


@given(st.dictionaries(TEXT, st.integers(), min_size=1, max_size=4), st.data())
def test_a_body_that_breaks_off_is_no_body(tree: dict[str, Any], data: st.DataObject) -> None:
    raw = json.dumps(tree).encode()
    cut = data.draw(st.integers(0, len(raw) - 1))
    assert refused(raw[:cut]).status == 400


@pytest.mark.parametrize(
    "raw",
    [
        *(b'{"a": 1, "a": 2}', b'{"b": {"a": 1, "a": 1}}', b'{"a": [{"x": 1, "x": 2}]}'),
        *(b'{"a": NaN}', b'{"a": Infinity}', b'{"a": [-Infinity]}'),
        *(b"{'a': 1}", b'{"a": 1,}', b'{"a": 01}', b'{"a": +1}', b'{"a": .5}', b"{} {}"),
        *(b'{"a": "\x01"}', b'\xef\xbb\xbf{"a": 1}', '{"a": 1}'.encode("utf-16"), b'{"a": "\xff"}'),
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": ' + b"9" * 50_000 + b"}",
    ],
    ids=range(18),
)
def test_what_other_readers_let_pass_is_refused(raw: bytes) -> None:
    problem = refused(raw)
    assert problem.status == 400
    assert problem.errors is None
    assert problem.sentence.endswith(".")


def test_the_place_is_told() -> None:
    sentence = refused(b'{\n  "a": 1\n  "b": 2\n}').sentence
    assert "line 3" in sentence
    assert "column 3" in sentence


def test_a_name_twice_is_told_and_not_at_any_length() -> None:
    name = "n" * 500
    sentence = refused(json.dumps({name: 1})[:-1].encode() + f', "{name}": 2}}'.encode()).sentence
    assert "n" * 40 in sentence
    assert "n" * 41 not in sentence


def test_the_bound_holds_the_longest_record_many_times() -> None:
    assert LARGEST == 1_000_000
