"""The values of filters: typed in a locale, held by an address, said in words."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Web
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.numerals import write_signed
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.day_ranges import WITHIN
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.query.conditions import Condition, Group, read
from freelancer_os.engine.registry import collections
from freelancer_os.web.lists.typed import periods, shown, stored, typed, words
from tests.books import Books
from tests.web.test_every_collection import EVERY

LOCALES = ["en-US", "de-DE", "de-CH", "fr-FR", "hi-IN", "ar-EG", "sv-SE"]
NUMBERS = st.integers(-(10**12), 10**12)


def formats(locale: str = "en-GB") -> Formats:
    return Formats(None, "EUR", locale, "UTC", date(2026, 11, 18))


def of(slug: str, name: str) -> Field:
    found = collections.get(slug)
    assert found is not None
    return found.by_name[name]


AMOUNT, FLAG, DAY = (
    of("clients", "contract_value"),
    of("invoices", "overdue"),
    of("goals", "target_date"),
)


@given(NUMBERS, st.integers(0, 4), st.sampled_from(LOCALES), st.booleans())
def test_a_number_is_held_as_the_api_writes_it_whatever_the_locale(
    value: int, places: int, locale: str, grouped: bool
) -> None:
    text = write_signed(value, places, locale, group=grouped)
    found = stored(AMOUNT, text, formats(locale))
    assert Decimal(found) == Decimal(value).scaleb(-places)
    assert "e" not in found.lower()


@given(NUMBERS, st.integers(0, 4), st.sampled_from(LOCALES))
def test_what_an_input_starts_with_is_typed_back(value: int, places: int, locale: str) -> None:
    held = f"{Decimal(value).scaleb(-places):f}"
    again = stored(AMOUNT, typed(AMOUNT, held, formats(locale)), formats(locale))
    assert Decimal(again) == Decimal(held)


@pytest.mark.parametrize("text", ["1.234,56", "12 apples", "", "1e5", "--1", "NaN"])
def test_the_number_of_another_locale_is_refused_on_its_field(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        stored(AMOUNT, text, formats("en-GB"))
    assert refused.value.message_dict == {"contract_value": ["Write the number like 1.5."]}


def test_yes_and_no_are_what_they_are() -> None:
    for value, text in ((True, "true"), (False, "false")):
        assert typed(FLAG, value, formats()) == text
        assert stored(FLAG, text, formats()) is value
        assert shown(FLAG, value, {}, formats()) == ("yes" if value else "no")


@pytest.mark.parametrize(
    ("slug", "name", "value", "said"),
    [
        ("clients", "contract_value", "-1234.50", "−1.234,5"),
        ("clients", "share_invoiced", "26.67", "26,67"),
        ("projects", "tracked_hours", "1.5", "1,5"),
        ("goals", "target_date", "2026-12-31", "31. Dez."),
        ("goals", "target_date", "2027-01-01", "1. Jan. 2027"),
        ("goals", "target_date", "someday", "someday"),
        ("clients", "stage", "lead", "Lead"),
        ("clients", "stage", "very_own", "Very own"),
        ("clients", "name", "Acme", "“Acme”"),
        ("projects", "client", "0192", "(gone)"),
    ],
)
def test_a_value_in_words(slug: str, name: str, value: str, said: str) -> None:
    assert shown(of(slug, name), value, {}, formats("de-DE")) == said


TREES: list[tuple[Any, str]] = [
    (["name", "empty"], "Name is empty"),
    (["name", "is_not", "x"], "Name is not “x”"),
    (["contract_value", "between", ["1", "2.50"]], "Contract value between 1 and 2.5"),
    (["stage", "is", ["lead", "client"]], "Stage is Lead or Client"),
    ({"and": [["name", "is", "x"]]}, "Name is “x”"),
    (
        {"or": [["name", "empty"], {"and": [["stage", "is", "lead"], ["name", "is", "a"]]}]},
        "Name is empty or (Stage is Lead and Name is “a”)",
    ),
    (
        {"and": [{"or": [["name", "empty"]]}, ["company", "empty"]]},
        "Name is empty and Company is empty",
    ),
]


@pytest.mark.parametrize(("tree", "said"), TREES, ids=range(len(TREES)))
def test_a_tree_in_words(tree: Any, said: str) -> None:
    collection = collections.get("clients")
    assert collection is not None
    node = read(json.dumps(tree))
    assert isinstance(node, Condition | Group)
    assert words(collection, node, {}, formats()) == said


def test_every_operator_of_every_field_has_words() -> None:
    for collection in collections:
        for one in collection.fields:
            for operator in one.operators:
                value = None if operator.takes.value == "nothing" else "today"
                if one.kind in {"money", "number", "hours", "percent"}:
                    value = value and "1.50"
                node = Condition(one.name, operator.name, value)
                said = words(collection, node, {}, formats())
                assert said.startswith(f"{one.label} {operator.label}")
                assert said == said.strip()


def test_every_period_has_its_words() -> None:
    found = periods()
    assert list(found) == list(WITHIN)
    assert found["past_30_days"] == "past 30 days"


@given(st.text(max_size=30), st.sampled_from(LOCALES))
def test_any_text_is_a_number_of_the_address_or_a_sentence(text: str, locale: str) -> None:
    try:
        found = stored(AMOUNT, text, formats(locale))
    except ValidationError as error:
        assert list(error.message_dict) == ["contract_value"]
    else:
        assert stored(AMOUNT, typed(AMOUNT, found, formats(locale)), formats(locale)) == found


NONSENSE = [True, 1.5, {}, [], "\x00", "\ud83d", "9" * 60, "1e9", "-", "0000-00-00", [None], None]


@EVERY
def test_no_condition_breaks_a_page_or_its_panel(
    collection: Collection, books: Books, web: Web
) -> None:
    slug = collection.slug
    for place, one in enumerate(one for one in collection.fields if one.operators):
        operator = one.operators[place % len(one.operators)].name
        where = json.dumps([one.name, operator, NONSENSE[place % len(NONSENSE)]])
        page = web.get(f"/{slug}/", {"where": where})
        panel = web.get(f"/{slug}/controls/filter/", {"here": f"where={where}"})
        assert {page.status_code, panel.status_code} <= {200, 422}, where
