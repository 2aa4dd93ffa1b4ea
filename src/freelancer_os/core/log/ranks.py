"""Links that imply others: a service its project and client, an invoice its client.

A record class says so in `follows`: per link, highest rank first, the lower links that it implies.
Writing a higher link rewrites the lower ones, unless they are in the same request; writing a lower
one against a higher one is refused on that field. A link target that implies nothing (a project
without a client) contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.fields.links import links_to
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import noun_of

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged


def fill(
    record: Any, asked: Mapping[str, object], *, besides: frozenset[str] = frozenset()
) -> None:
    """Fill the lower links of `record` from the higher ones; `asked` is what was requested.

    The requested links are already set on the record. Links named in `besides` are not looked at:
    the caller brings their targets along. Raises ValidationError on the field that contradicts.
    """
    filled: dict[str, str] = {}  # a link that was filled → the link that filled it
    for high, lowers in record.follows.items():
        if high in besides or getattr(record, high) is None:
            continue
        if (low := _contradicted(record, high, filled)) and _outranked(record, high, low, filled):
            if high in asked:
                raise _refusal(record, high, low, on=high)
            setattr(record, high, None)
            continue
        for low in lowers:
            _fill_one(record, high, low, asked, filled)
    for high, low in _pairs(record):
        if high not in besides and _clash(record, high, low):
            raise _refusal(record, high, low, on=_blamed(high, low, asked, filled))


def _fill_one(
    record: Model, high: str, low: str, asked: Mapping[str, object], filled: dict[str, str]
) -> None:
    if not _clash(record, high, low):
        return
    if low in asked:
        raise _refusal(record, high, low, on=low)
    if high in asked or high in filled:
        setattr(record, low, getattr(getattr(record, high), low))
        filled[low] = high


def _pairs(record: Model) -> Iterator[tuple[str, str]]:
    follows = getattr(record, "follows", {})
    return ((high, low) for high, lowers in follows.items() for low in lowers)


def _clash(record: Model, high: str, low: str) -> bool:
    target = getattr(record, high)
    implied = target and getattr(target, f"{low}_id")
    return implied is not None and implied != getattr(record, f"{low}_id")


def _contradicted(record: Any, high: str, filled: dict[str, str]) -> str | None:
    return next(
        (low for low in record.follows[high] if low in filled and _clash(record, high, low)), None
    )


def _outranked(record: Any, high: str, low: str, filled: dict[str, str]) -> bool:
    return high in record.follows[filled[low]]


def _blamed(high: str, low: str, asked: Mapping[str, object], filled: dict[str, str]) -> str:
    for name in (high, filled.get(low, low), filled.get(high, high), low):
        if name in asked:
            return name
    return high


def _refusal(record: Model, high: str, low: str, *, on: str) -> ValidationError:
    target = getattr(record, high)
    lower: Any = record._meta.get_field(low).related_model
    sentence = _(
        "The {kind} {record} belongs to the {other} {holder}. "
        "Choose that {other}, or another {kind}."
    ).format(
        kind=noun_of(type(target)),
        record=target,
        other=noun_of(lower),
        holder=getattr(target, low),
    )
    return refusal(on, sentence)


def guard(record: Logged, old: Mapping[str, Any]) -> None:
    """After links of a stored record changed: what follows is filled, moved along, or in the way.

    `old` holds the ids that the links had. Rows that link to the record and had no value get the
    new one. If others would have to change, the unit moves them along, or this is refused.
    """
    unit = writing_unit(record)
    for low, before in old.items():
        after = getattr(record, f"{low}_id")
        if before == after:
            continue
        for high, source in _followers(type(record), low):
            rows: Any = unit.rows(source).filter(**{f"{high}_id": record.pk})
            rows = rows.exclude(**{f"{low}_id": after}) if after else rows
            strict = rows.filter(**{f"{low}__isnull": False}) if before is None else rows
            if not unit.moves_linked and (count := strict.count()):
                raise _in_use(record, low, source, count, strict.first())
            for row in rows:
                row.edit({low: getattr(record, low)})


def _followers(model: type[Logged], low: str) -> Iterator[tuple[str, type[Logged]]]:
    for field in links_to(model):
        source: Any = field.model
        if low in getattr(source, "follows", {}).get(field.name, ()):
            yield field.name, source


def _in_use(record: Logged, low: str, source: Any, count: int, first: Any) -> ValidationError:
    lower: Any = record._meta.get_field(low).related_model
    sentence = ngettext(
        "{record} has {count} {kind} ({first}) linked to it, which belong to its {other}. "
        "Move them along, or link them elsewhere first.",
        "{record} has {count} {kind} ({first} and others) linked to it, "
        "which belong to its {other}. Move them along, or link them elsewhere first.",
        count,
    ).format(
        record=record,
        count=count,
        kind=noun_of(source, count),
        first=first,
        other=noun_of(lower),
    )
    return ValidationError({low: ValidationError(sentence, code="linked")})


def refuse_contradictions(unit: Unit) -> None:
    """Raise ValidationError if rows that this unit wrote contradict the links of their neighbours.

    Asked after an undo, which puts links back without asking `edit()`.
    """
    models: list[Any] = [model for model in apps.get_models() if hasattr(model, "follows")]
    for model in models:
        for high, low in _pairs(model):
            target = model._meta.get_field(high).related_model
            _refuse_clash(unit, model, high, low, "pk", model)
            _refuse_clash(unit, model, high, low, high, target)


def _refuse_clash(
    unit: Unit, model: Any, high: str, low: str, column: str, touched: type[Logged]
) -> None:
    """Look among the rows of `model` whose `column` names a row of `touched` that was written."""
    for keys in unit.living(touched):
        rows = unit.rows(model).filter(**{f"{column}__in": keys})
        implied = {f"{high}__{low}__isnull": False}
        clashing = rows.filter(**implied).exclude(**{low: F(f"{high}__{low}")}).first()
        if clashing is not None:
            raise _refusal(clashing, high, low, on=low)
