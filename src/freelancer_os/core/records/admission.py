"""What a model takes: values that were asked for, each fit for its column.

The doors read text and JSON in the user's own format; this is what holds whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import (
    MinorField,
    OwnChoiceField,
    OwnField,
    ScaledField,
    SecondsField,
)
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.own.values import check, merged
from freelancer_os.core.records.under_way import writer_of
from freelancer_os.core.values.currency import MAX_AMOUNT, is_currency, no_currency
from freelancer_os.core.values.dates import check_year
from freelancer_os.core.values.scaled import HOUR, LARGEST, MAX_HOURS
from freelancer_os.core.values.slugs import read_slug
from freelancer_os.core.values.text import clean, refusal
from freelancer_os.core.words import noun_of

LINES = 500  # a text this long may have several lines


def admit(
    record: models.Model, asked: Mapping[str, object], *, later: Collection[str] = ()
) -> dict[str, Any]:
    """The values as they may be set on `record`; names that are no column pass as they are.

    Links are read under the lock; own properties that are not asked for stay. A new record needs
    every column that must not be empty, but for those that the model fills `later`. Raises
    ValidationError with a sentence per unfit field, TypeError on one that a verb writes.
    """
    by_verb: frozenset[str] = getattr(record, "by_verb", frozenset())
    if wrong := by_verb.intersection(asked):
        raise TypeError(f"{', '.join(sorted(wrong))}: written by a verb of {type(record).__name__}")
    taken: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    missing = _missing(record, asked, later) if record._state.adding else {}
    for name, value in {**missing, **asked}.items():
        try:
            taken[name] = admit_one(record, name, value)
        except ValidationError as refused:
            problems[name] = refused.messages
    if problems:
        raise ValidationError(problems)
    return taken


def _missing(
    record: models.Model, asked: Mapping[str, object], later: Collection[str]
) -> dict[str, None]:
    return {
        field.name: None
        for field in record._meta.concrete_fields
        if field.editable
        and not (field.null or field.blank or field.has_default())
        and field.name not in {*asked, *later}
        and getattr(record, field.attname) in (None, "")
    }


def admit_one(record: models.Model, name: str, value: Any) -> Any:
    """One value as it may be set on `record`. Raises ValidationError."""
    try:
        field: Any = record._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if value is None and not field.null:
        raise refusal(name, _("This cannot be empty."))
    if value is None:
        return None
    if isinstance(field, OwnField):
        check(value)
        return merged(getattr(record, field.attname), value)
    if isinstance(field, WorkspaceForeignKey):
        return _under_lock(record, field, value)
    return _plain(field, value)


def _plain(field: Any, value: Any) -> Any:
    if isinstance(field, models.CharField | models.TextField):
        return _text(field, value)
    if isinstance(field, models.IntegerField):
        return _number(field, value)
    if type(field) is models.DateField and type(value) is not date:
        raise refusal(field.name, _("This must be a date."))
    if isinstance(field, models.DateTimeField) and getattr(value, "tzinfo", None) is None:
        raise refusal(field.name, _("This must be a date and a time."))
    if isinstance(field, models.DateField):
        check_year(value.year, field.name)
    return value


def _text(field: Any, value: object) -> str:
    if isinstance(field, OwnChoiceField):
        return read_slug(value, field=field.name)
    if field.choices is not None:
        if value not in dict(field.choices):
            raise refusal(
                field.name,
                _("Choose one of: {choices}.").format(choices=", ".join(dict(field.choices))),
            )
        return str(value)
    if field.name == "currency" and not is_currency(value):
        raise refusal(field.name, no_currency(value))
    return clean(
        value,
        field=field.name,
        max_length=field.max_length or LARGEST,
        required=not field.blank and not field.null,
        multiline=(field.max_length or LINES) >= LINES,
    )


def _number(field: Any, value: object) -> int:
    lowest, highest = _bounds(field)
    if type(value) is not int:
        raise refusal(field.name, _("This must be a whole number."))
    if not lowest <= value <= highest:
        raise refusal(field.name, _out_of(field, value, lowest))
    return value


def _bounds(field: Any) -> tuple[int, int]:
    if isinstance(field, MinorField):
        return -MAX_AMOUNT, MAX_AMOUNT
    if isinstance(field, SecondsField):
        return 0, MAX_HOURS * HOUR
    if isinstance(field, ScaledField):
        return field.minimum, field.maximum
    return 0, 2**15 - 1 if isinstance(field, models.PositiveSmallIntegerField) else LARGEST


def _out_of(field: Any, value: int, lowest: int) -> str:
    if value < lowest and lowest == 0:
        return _("This cannot be negative.")
    if value < lowest == 1:
        return _("This must be above zero.")
    return _("This is too small.") if value < lowest else _("This is too large.")


def _under_lock(record: models.Model, field: WorkspaceForeignKey, target: Any) -> Any:
    """The target as it is now: it may have been read before the change began."""
    unit, key = writer_of(record), (type(target), target.pk)
    touched = unit.touched.get(key)
    if touched is not None and touched.now is not None:
        return touched.record
    if target._unit is unit and key in unit.known:
        return target
    found = unit.find(type(target), target.pk)
    if found is None:
        sentence = _("There is no such {kind} in this workspace.")
        raise refusal(field.name, sentence.format(kind=noun_of(type(target))))
    return found
