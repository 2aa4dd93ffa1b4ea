"""Options as they are written: over the API as objects, on a page as lines of labels."""

from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.text import fold
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.own.option_list import OptionList
from freelancer_os.engine.own.options import COLOURS
from freelancer_os.engine.own.properties import Property

OPTIONS = OptionList(name="options", label="Options")
FORMATS = Formats(None, "EUR", "en-GB", "UTC", None)  # type: ignore[arg-type]  # no day is asked
LABELS = st.text("abcÄö 1,;", min_size=1, max_size=6).map(str.strip).filter(bool)
KEPT = st.lists(
    st.fixed_dictionaries(
        {"value": st.text("abc", min_size=1), "label": LABELS, "colour": st.sampled_from(COLOURS)}
    ),
    max_size=5,
    unique_by=(lambda one: fold(one["label"]), lambda one: one["value"]),
)


def record(options: list[dict[str, str]]) -> Any:
    return SimpleNamespace(options=options, label_of=itemgetter("label"))


@given(KEPT)
def test_what_a_form_starts_with_is_read_back_as_the_same_options(
    kept: list[dict[str, str]],
) -> None:
    held = record(kept)
    assert OPTIONS.parse(OPTIONS.raw(held, FORMATS), FORMATS, {}, held) == kept
    assert OPTIONS.load(OPTIONS.dump(held, FORMATS), FORMATS, {}, held) == kept


@given(KEPT, st.sampled_from(["\n", ",", ";", "\r\n", " , ", "\n\n"]), st.data())
def test_known_labels_are_the_known_options_and_others_are_new(
    kept: list[dict[str, str]], between: str, data: st.DataObject
) -> None:
    kept = [one for one in kept if not set(",;") & set(one["label"])]
    held = record(kept)
    order = data.draw(st.permutations([one["label"].upper() for one in kept]))
    found = OPTIONS.parse(between.join([*order, "Brand new"]), FORMATS, {}, held)
    known = {one["label"].upper(): one for one in kept}
    assert found == [*(known[label] for label in order), {"label": "Brand new"}]


@pytest.mark.parametrize("kind", Property.Kind.values)
def test_a_form_asks_whatever_kind_is_chosen(kind: str) -> None:
    found = OPTIONS.parse("Red, Green", FORMATS, {"kind": kind}, None)
    takes = kind in {"select", "multi_select", "choice"}
    assert found == ([{"label": "Red"}, {"label": "Green"}] if takes else [])


@pytest.mark.parametrize(
    "value",
    [
        *(None, "Red", {}, {"label": "Red"}, 1, True, ["Red"], [None], [["label", "Red"]]),
        *([{}], [{"value": "red"}], [{"label": None}], [{"label": "Red", "value": 1}]),
        *([{"label": "Red", "shade": "dark"}], [{"label": "Red"}, "Green"]),
    ],
)
def test_what_is_no_list_of_options_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        OPTIONS.load(value, FORMATS, {}, None)
    assert list(caught.value.message_dict) == ["options"]


def test_the_api_prints_no_more_than_an_option_has() -> None:
    held = record([{"value": "red", "label": "Red", "colour": "rose", "gone": "yes"}])
    assert OPTIONS.dump(held, FORMATS) == [{"value": "red", "label": "Red", "colour": "rose"}]
    assert OPTIONS.text(held, FORMATS) == "Red"
    assert OPTIONS.text(record([]), FORMATS) == ""
