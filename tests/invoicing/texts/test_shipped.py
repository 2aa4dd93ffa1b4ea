"""The texts that ship with the program."""

import pytest

from freelancer_os.invoicing.texts.own import BRACES, FIELDS
from freelancer_os.invoicing.texts.shipped import OCCASIONS, languages, text


def test_there_are_eight_languages() -> None:
    assert languages() == ["de", "en", "es", "fr", "hr", "it", "nl", "pt"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("occasion", OCCASIONS)
def test_each_says_what_it_is_about(language: str, occasion: str) -> None:
    found = text(occasion, language)
    assert "{number}" in found.subject
    assert "\n" not in found.subject
    named = set(BRACES.findall(found.subject + found.message))
    assert {"number", "total", "due_date", "business"} <= named <= set(FIELDS)
    assert found.message.endswith("{business}")


def test_another_language_is_written_in_english() -> None:
    assert text("invoice", "ja") == text("invoice", "en")
