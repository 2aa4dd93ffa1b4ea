"""Values of a workspace's own making."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.slugs import free_slug, read_slug, slug_in, slug_of, words_of
from freelancer_os.core.values.text import fold


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


@given(st.text())
def test_the_slug_of_any_name_is_one_and_its_own_slug(text: str) -> None:
    slug = slug_in(text)
    if not slug:
        with pytest.raises(ValidationError):
            slug_of(text, field="role")
        return
    assert slug_of(text, field="role") == slug
    assert read_slug(slug, field="role") == slug
    assert slug_in(slug) == slug
    assert slug_in(words_of(slug)) == slug


@given(st.text(max_size=30))
def test_case_accents_and_space_make_no_other_slug(text: str) -> None:
    assert slug_in(f"  {text}\n") == slug_in(text)
    assert slug_in(fold(text)) == slug_in(text)


SLUGS = st.from_regex(r"[a-z0-9][a-z0-9_]{0,38}[a-z0-9]", fullmatch=True)


@given(SLUGS, st.integers(0, 30))
def test_the_first_free_slug_of_a_row_is_found(slug: str, count: int) -> None:
    taken: list[str] = []
    for _ in range(count):
        taken.append(free_slug(slug, taken))
    assert len(set(taken)) == count
    assert taken[:1] == [slug][:count]
    for one in taken:
        assert read_slug(one, field="value") == one


@given(SLUGS, st.lists(SLUGS, max_size=5))
def test_a_slug_that_is_free_stays_as_it_is(slug: str, others: list[str]) -> None:
    taken = [one for one in others if one != slug]
    assert free_slug(slug, taken) == slug
    assert free_slug(slug, [slug]) == f"{slug[:36].rstrip('_')}_2"
