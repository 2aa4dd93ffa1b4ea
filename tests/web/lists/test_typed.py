"""The values of filters: what an address holds, what an input shows of it, and what a person types
come to the same, and no filter that makes no sense breaks a page."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Web
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Text
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Percent
from freelancer_os.web.lists.typed import stored, typed
from tests.books import Books
from tests.web.test_every_collection import EVERY

LOCALES = ["en-US", "de-DE", "de-CH", "fr-FR", "en-IN", "ar-EG", "fa-IR", "sv-SE"]
NUMBERS = [kind(name="one", label="One") for kind in (Money, Hours, Number, Percent)]
DECIMALS = st.decimals(-(10**12), 10**12, places=4)


def formats(locale: str) -> Formats:
    return Formats(None, "EUR", locale, "UTC", date(2026, 11, 18))


@given(DECIMALS, st.sampled_from(LOCALES), st.sampled_from(NUMBERS))
def test_a_number_of_an_address_is_typed_back(number: Decimal, locale: str, one: Money) -> None:
    shown = typed(one, f"{number:f}", formats(locale))
    assert Decimal(stored(one, shown, formats(locale))) == number


@given(st.text(max_size=30), st.sampled_from(LOCALES), st.sampled_from(NUMBERS))
def test_any_text_is_a_number_of_the_address_or_a_sentence(
    text: str, locale: str, one: Money
) -> None:
    try:
        found = stored(one, text, formats(locale))
    except ValidationError as error:
        assert list(error.message_dict) == ["one"]
    else:
        Decimal(found)
        assert stored(one, typed(one, found, formats(locale)), formats(locale)) == found


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("", False)])
def test_a_flag_is_true_only_where_it_says_so(text: str, value: bool) -> None:
    flag = Flag(name="one", label="One")
    assert stored(flag, text, formats("en-GB")) is value
    assert typed(flag, value, formats("en-GB")) == str(value).lower()


@given(st.text(max_size=30))
def test_a_text_stays_as_it_is(text: str) -> None:
    one = Text(name="one", label="One")
    assert typed(one, stored(one, text, formats("de-DE")), formats("de-DE")) == text


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
