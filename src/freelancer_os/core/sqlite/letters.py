"""Texts compared without regard to case in any script, as PostgreSQL does; SQLite knows A to Z.

What is looked for in A to Z is left to SQLite, which is faster; else a function reads each text.
"""

import sqlite3
from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import IContains, IEndsWith, IExact, IStartsWith

HOW = {"icontains": 0, "iexact": 1, "istartswith": 2, "iendswith": 3}
FUNCTION = "same_letters"


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the function."""
    connection.create_function(FUNCTION, 3, _same_letters, deterministic=True)


def _same_letters(text: str | None, sought: str, how: int) -> bool | None:
    """Whether a text holds, is, begins or ends with what is sought, which is in capitals."""
    if text is None:
        return None
    found = capitals(text)
    if how == 0:
        return sought in found
    if how == 1:
        return found == sought
    return found.startswith(sought) if how == 2 else found.endswith(sought)


def capitals(text: str) -> str:
    """A text in capitals, letter by letter: what has no capital of its own stays ("ß")."""
    if text.isascii():
        return text.upper()
    return "".join(large if len(large := sign.upper()) == 1 else sign for sign in text)


class _AnyScript:
    """A lookup that on SQLite asks the function where other letters are sought."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lookup: Any = self
        if not isinstance(lookup.rhs, str) or lookup.rhs.isascii():
            found: tuple[str, list[Any]] = lookup.as_sql(compiler, connection)
            return found
        text, given = lookup.process_lhs(compiler, connection)
        how = HOW[lookup.lookup_name]
        return f"{FUNCTION}({text}, %s, %s)", [*given, capitals(lookup.rhs), how]


for _lookup in (IContains, IExact, IStartsWith, IEndsWith):
    _made = type(_lookup.__name__, (_AnyScript, _lookup), {})
    for _field in (CharField, TextField):
        _field.register_lookup(_made)
