"""Values of own properties in SQL, each as the databases compare values of its kind alike."""

from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.lookups import Exact, In, IsNull

from freelancer_os.core.own import OWN

CASTS: dict[type[Any], str] = {
    TextField: ' COLLATE "C"',
    BigIntegerField: "::bigint",
    DateField: "::date",
}


class Held(Func):
    """What a record holds under a key, null where it holds nothing."""

    arity = 1
    template = "JSON_EXTRACT(%(expressions)s, '$.%(key)s')"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        cast = CASTS[type(self.output_field)]
        template = f"(%(expressions)s ->> '%(key)s'){cast}"
        return self.as_sql(compiler, connection, template=template, **context)


def text(key: str) -> Held:
    """A text; of a list, its JSON."""
    return Held(F(OWN), key=key, output_field=TextField())


def number(key: str) -> Held:
    """An integer."""
    return Held(F(OWN), key=key, output_field=BigIntegerField())


def day(key: str) -> Held:
    """A date."""
    return Held(F(OWN), key=key, output_field=DateField())


def is_held(key: str) -> Case:
    """Whether anything is held, true or false and never null."""
    there = When(IsNull(text(key), False), then=Value(True))
    return Case(there, default=Value(False), output_field=BooleanField())


def one_of(key: str, values: list[str]) -> Case:
    """A text that is one of some, else null."""
    return Case(When(In(text(key), values), then=text(key)), output_field=TextField())


def rank_among(key: str, values: list[str]) -> Case:
    """The place of a text among some, else null."""
    places = (
        When(Exact(text(key), value), then=Value(place)) for place, value in enumerate(values)
    )
    return Case(*places, output_field=IntegerField())
