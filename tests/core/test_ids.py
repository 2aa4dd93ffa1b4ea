"""Identifiers: in the order of their making, and read in one form only."""

from uuid import RFC_4122, UUID, SafeUUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.ids import id_of_bytes, new_id, read_id


def test_they_sort_by_their_making_within_one_millisecond_too() -> None:
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_they_are_of_version_7() -> None:
    found = new_id()
    assert (found.version, found.variant) == (7, RFC_4122)


@given(st.binary(min_size=16, max_size=16))
def test_sixteen_bytes_are_the_identifier_that_the_class_makes_of_them(raw: bytes) -> None:
    found, plain = id_of_bytes(raw), UUID(bytes=raw)
    assert found == plain
    assert hash(found) == hash(plain)
    assert (str(found), found.bytes, found.is_safe) == (str(plain), raw, SafeUUID.unknown)
    assert read_id(str(found)) == plain


def test_an_identifier_stays_what_it_is() -> None:
    with pytest.raises(TypeError):
        new_id().int = 1  # type: ignore[misc]


@given(st.uuids())
def test_no_other_writing_is_read(found: UUID) -> None:
    text = str(found)
    for other in (
        text.replace("-", ""),
        f"{{{text}}}",
        f"urn:uuid:{text}",
        f" {text}",
        f"{text}\n",
    ):
        assert read_id(other) is None
    if text != text.upper():
        assert read_id(text.upper()) is None


@pytest.mark.parametrize("text", [None, 1, b"", "", "0" * 36, "-" * 36, "g" * 36, ["a"]])
def test_what_is_none_is_none(text: object) -> None:
    assert read_id(text) is None


@given(st.text(min_size=36, max_size=36))
def test_any_text_is_an_identifier_or_none(text: str) -> None:
    found = read_id(text)
    assert found is None or str(found) == text
