"""The values of filters: as an address holds them, as a person types them, and in words."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.values.dates import parse_date, read_date, show_date
from freelancer_os.core.values.numerals import number_style, read_signed
from freelancer_os.core.values.scaled import edit_scaled, print_scaled, show_scaled
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import isolated
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.operators import Operator, Takes
from freelancer_os.engine.query.conditions import Condition, Group, Node
from freelancer_os.web.shell.access import Desk

DECIMAL = {"money", "number", "hours", "percent"}
DATED = {"date", "instant"}
PLACES = 12  # more decimals than any number has
Names = Mapping[str, str]  # of what links name, by id


def typed(one: Field, value: object, formats: Formats) -> str:
    """A value of an address as it stands in an input."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if one.kind in DECIMAL:
        return _decimal(str(value), formats.locale, edit_scaled)
    return one.written(str(value), formats)


def stored(one: Field, text: str, formats: Formats) -> object:
    """What was typed as an address holds it; raises ValidationError on the field."""
    if one.kind == "bool":
        return text == "true"
    if one.kind in DATED and "T" not in text:
        return parse_date(text, formats.locale, formats.today, field=one.name).isoformat()
    if one.kind not in DECIMAL:
        return text
    number = read_signed(text, PLACES, formats.locale)
    if number is None:
        example = number_style(formats.locale).write(15, 1)
        raise refusal(one.name, _("Write the number like {example}.").format(example=example))
    return print_scaled(number, PLACES)


def words(collection: Collection, node: Node, names: Names, formats: Formats) -> str:
    """A condition in words, or a group of them: "Stage is Lead or Company is empty"."""
    if isinstance(node, Group):
        said = [words(collection, part, names, formats) for part in node.parts]
        inner = [
            f"({text})" if isinstance(part, Group) and len(part.parts) > 1 else text
            for text, part in zip(said, node.parts, strict=True)
        ]
        joint = _("{first} or {second}") if node.kind == "or" else _("{first} and {second}")
        return reduce(lambda first, second: joint.format(first=first, second=second), inner)
    one = collection.by_name[node.field]
    operator = next(o for o in one.operators if o.name == node.operator)
    value = _values(one, operator, node.value, names, formats)
    if not value:
        return _("{field} {operator}").format(field=one.label, operator=operator.label)
    sentence = _("{field} {operator} {value}")
    return sentence.format(field=one.label, operator=operator.label, value=value)


def names_of(desk: Desk, collection: Collection, asked: Iterable[Condition]) -> dict[str, str]:
    """What the ids in conditions are called: one statement per kind of record."""
    wanted: dict[Any, set[Any]] = {}
    for condition in asked:
        one = collection.by_name.get(condition.field)
        if isinstance(one, Link | Links):
            values = condition.value if isinstance(condition.value, list) else [condition.value]
            wanted.setdefault(one.model, set()).update(filter(None, map(read_id, values)))
    found: dict[str, str] = {}
    for model, keys in wanted.items():
        rows = model.objects.of(desk.workspace).filter(pk__in=keys) if keys else ()
        found |= {str(row.pk): str(row) for row in rows}
    return found


def _values(one: Field, operator: Operator, value: object, names: Names, formats: Formats) -> str:
    if operator.takes is Takes.PERIOD:
        return periods()[str(value)]
    values = value if isinstance(value, list) else [] if value is None else [value]
    joint = _("{first} and {second}") if operator.takes is Takes.TWO else _("{first} or {second}")
    said = [shown(one, each, names, formats) for each in values]
    return reduce(lambda a, b: joint.format(first=a, second=b), said) if said else ""


def periods() -> dict[str, str]:
    """The periods that move along with the days, in words by their names."""
    return {
        "today": _("today"),
        "yesterday": _("yesterday"),
        "tomorrow": _("tomorrow"),
        "this_week": _("this week"),
        "last_week": _("last week"),
        "next_week": _("next week"),
        "this_month": _("this month"),
        "last_month": _("last month"),
        "next_month": _("next month"),
        "this_quarter": _("this quarter"),
        "this_year": _("this year"),
        "last_year": _("last year"),
        "past_7_days": _("past 7 days"),
        "past_30_days": _("past 30 days"),
        "next_7_days": _("next 7 days"),
        "next_30_days": _("next 30 days"),
    }


def shown(one: Field, value: object, names: Names, formats: Formats) -> str:
    """A value of an address in words."""
    if isinstance(one, Link | Links):
        return names.get(str(value)) or _("(gone)")
    if isinstance(one, Choice):
        return next(
            (label for key, label, _ in one.among([str(value)]) if key == value), str(value)
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if one.kind in DECIMAL:
        return _decimal(str(value), formats.locale, show_scaled)
    return _day(str(value), formats) if one.kind in DATED else isolated(f"“{value}”")


def _day(text: str, formats: Formats) -> str:
    try:
        return show_date(read_date(text, field=""), formats.locale, today=formats.today)
    except ValidationError:
        return text


def _decimal(text: str, locale: str, write: Callable[..., str]) -> str:
    whole, _, decimals = text.partition(".")
    return str(write(int(whole + decimals), len(decimals), locale))
