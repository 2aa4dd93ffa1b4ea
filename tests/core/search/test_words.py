"""The words of a text, in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.search.near import slips_between
from freelancer_os.core.search.words import LONGEST, words_of

TEXTS = {
    "RE-2026/7": ["re", "2026", "7"],
    "  Łódź, GROẞ & Söhne  ": ["lodz", "gross", "sohne"],
    "straße": ["strasse"],
    "İstanbul ısı": ["istanbul", "isi"],
    "Cafe\u0301 café": ["cafe", "cafe"],
    "anna@acme.com": ["anna", "acme", "com"],
    "東京都": ["東京", "京都", "都"],
    "Acme株式会社 Japan": ["acme", "株式", "式会", "会社", "社", "japan"],
    "한국어": ["한국", "국어", "어"],
    "שלום עולם": ["שלום", "עולם"],
    "مَرْحَبًا بك": ["مرحبا", "بك"],
    "हिन्दी में": ["हिन्दी", "में"],
    "ภาษาไทย": ["ภาษาไทย"],
    "№ 5 · ½": ["no", "5", "1", "2"],
    "": [],
    " – … ": [],
    "x" * 60: ["x" * LONGEST],
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12] or "nothing")
def test_the_words_of_a_text(text: str) -> None:
    assert words_of(text) == TEXTS[text]


@given(st.text())
def test_words_hold_nothing_that_parts_them(text: str) -> None:
    """Both databases take them as they stand: no space, and of ASCII letters and digits."""
    for word in words_of(text):
        assert 0 < len(word) <= LONGEST
        assert all(sign.isalnum() for sign in word if sign.isascii())
        assert all(unicodedata.category(sign)[0] in "LNM" for sign in word)
        assert not any(sign.isspace() for sign in word)


@given(st.text(max_size=60))
def test_words_of_words_are_the_same(text: str) -> None:
    words = words_of(text)
    assert {*words} <= {*words_of(" ".join(words))}


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_slips_are_counted_alike_from_both_sides(one: str, other: str) -> None:
    assert slips_between(one, other, 9) == slips_between(other, one, 9)
    assert (slips_between(one, other, 9) == 0) is (one == other)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("acme", "amce", 1),
        ("acme", "acm", 1),
        ("acme", "accme", 1),
        ("acme", "akme", 1),
        ("acme", "cam", 2),
        ("invoice", "invioces", 2),
        ("", "ab", 2),
    ],
)
def test_how_many_slips_lie_between(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 9) == slips
    assert slips_between(one, other, slips - 1) == slips
