"""What a record holds of the properties that a workspace has made itself.

They lie in one JSON column, each value under the key of its property: a letter and the property's
id. So a property keeps its values whatever it is called, and the values of one that was deleted
never come up under another of that name. `t` is the letter of texts; their folded form, by which
they are sorted and searched, lies beside them under `f` and is no fact. In the log each key stands
by itself, as if it were a column: `own.KEY`.

What is held is never changed in place: a unit compares it with what it has read.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.values.scaled import LARGEST
from freelancer_os.core.values.slugs import read_slug
from freelancer_os.core.values.text import clean, fold, refusal

Held = dict[str, Any]

OWN = "own"
LONGEST = 1_000  # characters of a text
MOST = 100  # values of one property
_KEY = re.compile(r"[pt][0-9a-f]{32}")
_ANY_KEY = re.compile(r"[fpt][0-9a-f]{32}")
_PREFIX = f"{OWN}."


def key_of(pk: UUID, *, is_text: bool) -> str:
    """The key of a property's values."""
    return ("t" if is_text else "p") + pk.hex


def folded_key(key: str) -> str:
    """The key under which the folded form of a text lies."""
    return "f" + key[1:]


def is_key(text: str) -> bool:
    """Whether something may lie under this key, a folded form included."""
    return _ANY_KEY.fullmatch(text) is not None


def merged(held: Held | None, changes: Mapping[str, Any]) -> Held | None:
    """What is held once these values are set; None takes a value away."""
    found = {**(held or {}), **changes}
    return {key: value for key, value in found.items() if value is not None} or None


def changes(before: Held | None, after: Held | None) -> Held:
    """What turns the one into the other."""
    old, new = before or {}, after or {}
    return {key: new.get(key) for key in {**old, **new} if old.get(key) != new.get(key)}


def with_folded(held: Held | None) -> Held | None:
    """The same, with the folded form of every text and of no other."""
    if not held:
        return None
    found = {key: value for key, value in held.items() if key[0] != "f"}
    texts = [(key, value) for key, value in found.items() if key[0] == "t"]
    return {**found, **{folded_key(key): fold(value)[:LONGEST] for key, value in texts}} or None


def facts(held: Held | None) -> dict[str, object]:
    """The facts among what is held, by the names that they have in the log."""
    return {_PREFIX + key: value for key, value in (held or {}).items() if key[0] != "f"}


def is_own(name: str) -> bool:
    """Whether a name of the log is that of an own property's value."""
    return name.startswith(_PREFIX)


def logged_name(key: str) -> str:
    """The name that a value has in the log."""
    return _PREFIX + key


def from_log(logged: Mapping[str, object]) -> Held:
    """The values among logged columns, by their keys."""
    return {n.removeprefix(_PREFIX): value for n, value in logged.items() if is_own(n)}


def check(values: Mapping[str, Any]) -> None:
    """Raise ValidationError for what cannot be held; the doors have refused it in better words."""
    for key, value in values.items():
        if not _KEY.fullmatch(key) or not _is_fit(key, value):
            raise refusal(OWN, _("This is no value of a property."))


def _is_fit(key: str, value: object) -> bool:
    if value is None or value is True:
        return True
    if isinstance(value, str):
        return bool(clean(value, field=OWN, max_length=LONGEST))
    if isinstance(value, list):
        return 0 < len(value) <= MOST and key[0] != "t" and _are_slugs(value)
    return type(value) is int and abs(value) <= LARGEST


def _are_slugs(values: Iterable[object]) -> bool:
    return all(read_slug(value, field=OWN) for value in values)
