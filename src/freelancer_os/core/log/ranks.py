"""Links that imply others: a service its project and client, an invoice its client.

A record class says so in `follows`: per link, highest rank first, the lower links that it implies.
Writing a higher link rewrites the lower ones, unless they are in the same request; writing a lower
one against a higher one is refused on that field. A link target that implies nothing (a project
without a client) contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.fields.links import links_to
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.words import noun_of

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged


# Codes of refusals: what is linked can be moved along, and (LINKED) taken off as well.
LINKED, FIXED = "linked", "fixed"


def fill(
    record: Any, asked: Mapping[str, object], *, besides: frozenset[str] = frozenset()
) -> list[str]:
    """Fill the lower links of `record` from the higher ones; `asked` is what was requested.

    The requested links are already set on the record. Links named in `besides` are not looked at:
    the caller brings their targets along. Where a higher link contradicts what was asked, the unit
    takes it off, or moves its target along: those are returned for `bring`, once the record is
    saved. Raises ValidationError on the field that contradicts.
    """
    unit, brought = writing_unit(record), []
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
        if high in besides or high in brought or not _clash(record, high, low):
            continue
        is_led = _is_led(record, high, asked)
        if is_led and unit.drops_linked:
            setattr(record, high, None)
        elif is_led and unit.moves_linked:
            brought.append(high)
        else:
            on = _blamed(high, low, asked, filled)
            raise _refusal(record, high, low, on=on, is_led=is_led)
    return brought


def bring(record: Any, highs: Iterable[str]) -> None:
    """Move the targets of these links, and what is linked to them, to where the record is now."""
    unit = writing_unit(record)
    for high in reversed(list(highs)):
        target, lows = unit.fresh(getattr(record, high)), record.follows[high]
        values = {low: getattr(record, low) for low in lows if _clash(record, high, low)}
        if any(getattr(target, f"{low}_id") != value.pk for low, value in values.items()):
            target.edit(values)


def _fill_one(
    record: Any, high: str, low: str, asked: Mapping[str, object], filled: dict[str, str]
) -> None:
    if not _clash(record, high, low):
        return
    if low in asked:
        unit, is_led = writing_unit(record), _is_led(record, high, asked)
        if not (is_led and (unit.drops_linked or unit.moves_linked)):
            raise _refusal(record, high, low, on=low, is_led=is_led)
        return
    if high in asked or high in filled:
        setattr(record, low, getattr(getattr(record, high), low))
        filled[low] = high


def _is_led(record: Any, high: str, asked: Mapping[str, object]) -> bool:
    """Whether a link gives way to what was asked: not one that was asked for too, or stays, nor in
    a row that is itself moved along."""
    kept = high in asked or high in record.kept_links
    return not kept and not writing_unit(record).is_moving


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


def _refusal(record: Any, high: str, low: str, *, on: str, is_led: bool = False) -> ValidationError:
    """That a link contradicts another; `is_led` where that one could be moved or taken off."""
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
    return ValidationError({on: ValidationError(sentence, code=LINKED if is_led else None)})


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
            if unit.drops_linked and high not in source.kept_links:
                for row in rows if after else ():
                    row.edit({high: None})
                continue
            strict = rows.filter(**{f"{low}__isnull": False}) if before is None else rows
            if not unit.moves_linked and (count := strict.count()):
                raise _in_use(record, low, high, source, count, strict.first())
            with unit.moving():
                for row in rows:
                    row.edit({low: getattr(record, low)})


def _followers(model: type[Logged], low: str) -> Iterator[tuple[str, type[Logged]]]:
    for field in links_to(model):
        source: Any = field.model
        if low in getattr(source, "follows", {}).get(field.name, ()):
            yield field.name, source


def _in_use(
    record: Logged, low: str, high: str, source: Any, count: int, first: Any
) -> ValidationError:
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
    code = FIXED if high in source.kept_links else LINKED
    return ValidationError({low: ValidationError(sentence, code=code)})


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
