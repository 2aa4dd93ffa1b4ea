"""What a page says to its scripts of the reader's language."""

import json

import pytest
from django.utils import translation

from freelancer_os.web.shell.frame.words import SAMPLES, words

LARGEST = 6144  # bytes, some 2 KB as they are sent


def test_english_needs_no_words() -> None:
    with translation.override("en-gb"):
        assert words() == ""


def test_the_words_of_scripts_are_few() -> None:
    with translation.override("de"):
        assert 1000 < len(words().encode()) <= LARGEST


@pytest.mark.parametrize(
    ("language", "forms"), [("de", {"one", "other"}), ("pl", {"one", "few", "many"})]
)
def test_what_is_counted_has_a_word_for_every_form(language: str, forms: set[str]) -> None:
    with translation.override(language):
        element = words()
    said = json.loads(element.partition(">")[2].rpartition("<")[0])
    assert said["{count} selected"].keys() == forms
    assert len(SAMPLES) > 100


def test_letters_stand_as_they_are() -> None:
    with translation.override("de"):
        assert "…" in words()
