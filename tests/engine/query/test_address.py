"""The parameters of an address: what a view keeps, and what of it makes sense by then."""

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.address import (
    DRAWN,
    PASSING,
    is_narrowed,
    list_of,
    listed,
    mended,
    read_query,
    values_of,
    write_query,
)
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.registry import collections
from tests.books import DAY, Books

NAMES = sorted({*DRAWN, *PASSING, "q", "where", "order", "date_from", "stage", "nonsense", ""})
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.sampled_from(["name", "-name", "stage", "none", "lead", "x", "", "a,b", "name.240", "["])
PARAMS = st.dictionaries(st.sampled_from(NAMES), TEXT | WORDS, max_size=6)


@given(PARAMS)
def test_what_is_kept_comes_back(params: dict[str, str]) -> None:
    kept = read_query(write_query(params))
    assert kept == {n: v for n, v in params.items() if v and n not in PASSING}
    assert read_query(write_query(kept)) == kept


@given(PARAMS)
def test_a_query_string_is_one_that_any_program_reads(params: dict[str, str]) -> None:
    assert dict(parse_qsl(write_query(params))).keys() <= params.keys()


@given(PARAMS)
def test_what_draws_a_list_does_not_narrow_it(params: dict[str, str]) -> None:
    assert not listed(params).keys() & DRAWN
    assert is_narrowed(params) == bool(params.keys() - DRAWN - {"order", "cursor", "limit"})


@given(st.lists(st.from_regex(r"[a-z0-9_-]{0,6}", fullmatch=True).filter(lambda t: t != "none")))
def test_a_list_of_values_comes_back_with_none_among_them(values: list[str]) -> None:
    assert values_of(list_of(values)) == values


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    params=PARAMS,
    more=st.sampled_from(
        [
            {},
            {"where": '["name","contains","a"]'},
            {"where": '{"or":[["stage","is","lead"],["gone","empty"]]}'},
            {"where": '{"and":[["name","is"]]}', "order": "-stage,gone,name"},
            {"group": "stage", "show": "name,gone,stage", "calc": "name.filled,gone.sum"},
        ]
    ),
    slug=st.sampled_from(["clients", "invoices", "meetings", "goals"]),
)
def test_what_is_mended_is_sense_and_the_rest_is_said(
    params: dict[str, str], more: dict[str, str], slug: str, formats: Formats
) -> None:
    collection = of(slug)
    asked = {**params, **more}
    kept, said = mended(collection, formats, asked)
    assert kept.keys() <= asked.keys()
    assert all((sentence and sentence[0].isupper()) or sentence[0] in "“'" for sentence in said)
    if kept != {name: text for name, text in asked.items() if text}:
        assert said or any(not text for text in asked.values()) or "where" in asked
    assert mended(collection, formats, kept) == (kept, [])
    wanted = {n: v for n, v in listed(kept).items() if n not in PASSING}
    read_page(collection, formats, wanted)


@pytest.fixture
def formats(books: Books) -> Formats:
    return Formats(books.workspace, "EUR", "en-GB", "UTC", DAY)


def of(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "kept", "said"),
    [
        ({"order": "name,gone"}, {"order": "name"}, ["Clients cannot be sorted by “gone”."]),
        ({"show": "name,gone"}, {"show": "name"}, ["Clients have no field “gone”."]),
        ({"wide": "gone.90"}, {}, ["Clients have no field “gone”."]),
        ({"group": "gone"}, {}, ["Clients are not grouped by “gone”."]),
        ({"by": "due_date"}, {}, ["Clients have no calendar."]),
        ({"stage": "lead"}, {"stage": "lead"}, []),
        ({"gone": "1"}, {}, ["Clients have no filter “gone”."]),
        ({"fold": "lead,none"}, {"fold": "lead,none"}, []),
        ({"where": ""}, {}, ["The filter is JSON of at most 20,000 characters."]),
    ],
)  # fmt: skip
def test_what_is_gone_is_left_out_and_said(
    asked: dict[str, str], kept: dict[str, str], said: list[str], formats: Formats
) -> None:
    assert mended(of("clients"), formats, asked) == (kept, said)


def test_a_tree_keeps_what_can_be_asked_for(formats: Formats) -> None:
    tree: Any = {"and": [["name", "is", "x"], ["gone", "is", 1], {"or": [["gone", "empty"]]}]}
    kept, said = mended(of("clients"), formats, {"where": json.dumps(tree)})
    assert json.loads(kept["where"]) == {"and": [["name", "is", "x"]]}
    assert said == ["Clients have no field “gone” to filter by."] * 2


@pytest.mark.parametrize("name", ["limit", "cursor", "order"])
def test_a_page_refuses_what_it_cannot_read_on_its_name(name: str, formats: Formats) -> None:
    with pytest.raises(ValidationError) as refused:
        read_page(of("clients"), formats, {name: "nonsense"})
    assert list(refused.value.message_dict) == [name]
