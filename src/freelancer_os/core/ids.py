"""Identifiers of records: UUID version 7 (RFC 9562), so that they sort by creation."""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """A new identifier, later than every one this process made before."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


def read_id(text: object) -> uuid.UUID | None:
    """The identifier that a lower-case, hyphenated text stands for, else None."""
    if not isinstance(text, str) or len(text) != 36 or text != text.lower():
        return None
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None
