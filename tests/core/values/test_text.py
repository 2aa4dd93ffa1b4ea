"""The folded form of names, and what text may be stored."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.text import clean, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Acme   Inc. ", "acme inc."),
        ("Łódź GROẞ", "lodz gross"),
        ("Müller & Søn", "muller & son"),
        ("ĐURĐEVIĆ", "durdevic"),
        ("Æther Œuvre Þór", "aether oeuvre thor"),
        ("İstanbul \u0131s\u0131", "istanbul isi"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("ﬁnal ①", "final 1"),
        ("Ёлка", "елка"),
        ("ΆΣΟΣ", "ασοσ"),
        ("한국", "한국"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("a\x00b\ud800c\u200bd", "a bcd"),
        ("", ""),
    ],
)  # fmt: skip
def test_case_accents_and_white_space_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "\x00" not in once
    once.encode("utf-8")


@given(st.text(st.characters(codec="latin-1")))
def test_upper_and_lower_case_are_found_alike(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


def sentence_of(text: object, **options: object) -> str:
    with pytest.raises(ValidationError) as refused:
        clean(text, field="name", max_length=5, **options)  # type: ignore[arg-type]
    ((field, sentences),) = refused.value.message_dict.items()
    assert field == "name"
    return str(*sentences)


def test_text_is_stripped_and_else_kept_as_it_is() -> None:
    assert clean(" Łó \n", field="name", max_length=5) == "Łó"
    assert clean("  ", field="name", max_length=5) == ""
    assert clean("👩\u200d👩", field="name", max_length=5) == "👩\u200d👩"


def test_lines_and_tabs_are_text_where_there_are_lines() -> None:
    assert clean("a\r\nb\rc", field="body", max_length=5, multiline=True) == "a\nb\nc"
    assert clean("a\tb", field="body", max_length=5, multiline=True) == "a\tb"
    for text in ("a\nb", "a\tb", "a\rb"):
        assert sentence_of(text) == "This must be one line without control characters."


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize("text", ["a{}b", "{}a", "a{}"])
def test_control_characters_are_refused(sign: str, text: str) -> None:
    assert "control character" in sentence_of(text.format(sign))
    assert "control character" in sentence_of(text.format(sign), multiline=True)


def test_a_lone_surrogate_is_refused() -> None:
    assert sentence_of("a\ud83d") == "This holds a broken character; type it again."


@pytest.mark.parametrize("value", [None, 5, True, [], {}, b"a"])
def test_only_text_is_text(value: object) -> None:
    assert sentence_of(value) == "This must be text."


def test_length_is_bounded_after_stripping() -> None:
    assert clean(" abcde ", field="name", max_length=5) == "abcde"
    assert sentence_of("abcdef") == "This is 6 characters long; at most 5 fit."


def test_what_is_required_is_not_empty() -> None:
    assert sentence_of(" \n ", required=True) == "This cannot be empty."
