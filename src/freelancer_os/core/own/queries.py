"""Values of own properties in queries, each as both databases compare values of its kind alike.

A value has a path, as a column of a linked row has: `own__number~KEY`. The paths of options name
all of them, `own__rank~KEY:low:high`, so that they sort in their order, and what is none of them
counts as nothing. No path is evaluated unless a query names it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    Expression,
    F,
    Field,
    Func,
    IntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.lookups import Exact, In, IsNull

from freelancer_os.core.own.values import OWN, is_key

NONE = [""]  # no options at all: a text that is never held
CASTS: dict[type[Field[Any, Any]], str] = {
    TextField: ' COLLATE "C"',
    BigIntegerField: "::bigint",
    DateField: "::date",
}


def path(kind: str, key: str, options: Sequence[str] = ()) -> str:
    """What queries call the value under a key: of kind text, number, day, flag, among or rank."""
    place = ":".join((f"{kind}_{key}", *options)).replace("_", "~")
    return f"{OWN}__{place}"


Made = Callable[[F, str, list[str]], Expression]


class Held(Func):
    """What a record holds under a key, null where it holds nothing."""

    arity = 1
    template = "JSON_EXTRACT(%(expressions)s, '$.%(key)s')"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        cast = CASTS[type(self.output_field)]
        template = f"(%(expressions)s ->> '%(key)s'){cast}"
        return self.as_sql(compiler, connection, template=template, **context)


def _flag(column: F, key: str, options: list[str]) -> Case:
    """Whether anything is held, true or false and never null."""
    there = When(IsNull(Held(column, key=key, output_field=TextField()), False), then=Value(True))
    return Case(there, default=Value(False), output_field=BooleanField())


def _among(column: F, key: str, options: list[str]) -> Case:
    """A text that is one of the options, else null."""
    held = Held(column, key=key, output_field=TextField())
    return Case(When(In(held, options or NONE), then=held), output_field=TextField())


def _rank(column: F, key: str, options: list[str]) -> Case:
    """The place of a text among the options, else null."""
    held = Held(column, key=key, output_field=TextField())
    places = (
        When(Exact(held, one), then=Value(place)) for place, one in enumerate(options or NONE)
    )
    return Case(*places, output_field=IntegerField())


def _plain(field: type[Field[Any, Any]]) -> Made:
    return lambda column, key, options: Held(column, key=key, output_field=field())


KINDS: dict[str, Made] = {
    "text": _plain(TextField),
    "number": _plain(BigIntegerField),
    "day": _plain(DateField),
    "flag": _flag,
    "among": _among,
    "rank": _rank,
}


def expression(kind: str, key: str, options: Sequence[str] = ()) -> Expression:
    """The same as an expression, which says what field of Django's knows its values."""
    return KINDS[kind](F(OWN), key, list(options))


def reader(place: str) -> Callable[[Any], Any] | None:
    """What makes the value at a place of the column; None where there is none."""
    kind, key, options = _parts(place)
    if kind not in KINDS or not is_key(key):
        return None
    make = KINDS[kind]
    return lambda column: make(column, key, options)


def _parts(place: str) -> tuple[str, str, list[str]]:
    first, *options = place.replace("~", "_").split(":")
    kind, _, key = first.partition("_")
    return kind, key, options
