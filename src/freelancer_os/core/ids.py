"""Identifiers of records: UUID version 7 (RFC 9562), so that they sort by creation."""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """A new identifier, later than every one this process made before."""
    return id_of_bytes(uuid_utils.uuid7().bytes)


def id_of_bytes(value: bytes) -> uuid.UUID:
    """The identifier of sixteen bytes; a page reads hundreds, and the class checks each thrice."""
    found = uuid.UUID.__new__(uuid.UUID)
    _set(found, "int", int.from_bytes(value))
    _set(found, "is_safe", _UNKNOWN)
    return found


_set, _UNKNOWN = object.__setattr__, uuid.SafeUUID.unknown  # an identifier refuses to be set


def read_id(text: object) -> uuid.UUID | None:
    """The identifier that a lower-case, hyphenated text stands for, else None."""
    if not isinstance(text, str) or len(text) != 36 or text != text.lower():
        return None
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None
