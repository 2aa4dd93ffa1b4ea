"""Values of a workspace's own making."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.slugs import read_slug, slug_of, words_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Team Lead", "team_lead"),
        ("  Büro & Steuern! ", "buro_steuern"),
        ("X" * 50, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
        ("google_meet", "google_meet"),
    ],
)
def test_a_name_becomes_a_slug(text: str, slug: str) -> None:
    assert slug_of(text, field="role") == slug
    assert read_slug(slug, field="role") == slug


@pytest.mark.parametrize("text", ["", " ", "税務", "–", "\x00"])
def test_a_name_without_letters_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        slug_of(text, field="role")


@pytest.mark.parametrize("value", ["", "A", "a b", "a\n", "x" * 41, None, 1, ["a"]])
def test_what_is_no_slug_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read_slug(value, field="role")
    assert list(refused.value.message_dict) == ["role"]


@pytest.mark.parametrize(
    ("slug", "words"),
    [("team_lead", "Team lead"), ("carrier-pigeon", "Carrier pigeon"), ("_", "_"), ("a", "A")],
)
def test_a_slug_in_words(slug: str, words: str) -> None:
    assert words_of(slug) == words
