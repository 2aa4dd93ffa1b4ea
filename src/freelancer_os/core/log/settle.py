"""Settling a unit of work: links are checked, totals move by the difference, rows are final."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from freelancer_os.core.ids import new_id
from freelancer_os.core.log.refusals import refusal
from freelancer_os.core.log.rows import BATCH, insert_rows, update_rows
from freelancer_os.core.log.totals import Tally, contribution, registry
from freelancer_os.core.log.touched import Touched, refuse_unfit
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import TallyRow
from freelancer_os.core.records.links import WorkspaceForeignKey, links_of
from freelancer_os.core.values.currency import MAX_TOTAL

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged

Moves = dict[type["Logged"], dict[UUID, dict[str, int]]]
TallyMoves = dict[tuple[str, str], list[int]]


def settle(unit: Unit) -> None:
    """Bring every stored total and derived column up to what the unit has written so far."""
    check_links(unit)
    moves: Moves = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    tallies: TallyMoves = defaultdict(lambda: [0, 0])
    for model in registry.models():
        _apply(unit, model, moves.pop(model, {}))
        for hook in registry.hooks.get(model._meta.label, []):
            hook(unit)
        _count(unit, model, moves, tallies)
    _move_tallies(unit, tallies)
    _flush(unit)


def check_links(unit: Unit) -> None:
    """Refuse links whose target is not a living row of this workspace."""
    for field, wanted in _links(unit).items():
        target: Any = field.related_model
        missing = {pk for pk in wanted if (target, pk) not in unit.known}
        for batch in _batches(sorted(missing)):
            missing -= set(unit.rows(target).filter(pk__in=batch).values_list("pk", flat=True))
        if missing:
            name = target._meta.verbose_name
            raise ValidationError({field.name: [f"There is no such {name} in this workspace."]})


def _links(unit: Unit) -> dict[WorkspaceForeignKey, set[UUID]]:
    found: dict[WorkspaceForeignKey, set[UUID]] = defaultdict(set)
    for touched in unit.touched.values():
        first, now = touched.first, touched.now
        if now is None:
            continue
        for field in links_of(touched.model):
            value = now[field.attname]
            if value is not None and (first is None or value != first[field.attname]):
                found[field].add(value)
    return found


def _apply(unit: Unit, model: type[Logged], moves: dict[UUID, dict[str, int]]) -> None:
    for touched in load(unit, model, moves):
        if touched.now is None:
            continue
        for column, amount in moves[touched.record.pk].items():
            touched.now = {**touched.now, column: touched.now[column] + amount}
        derive(touched)


def load(unit: Unit, model: type[Logged], pks: Iterable[UUID]) -> list[Touched]:
    """The entries of these rows; those not yet touched are read first."""
    wanted = list(pks)
    missing = [pk for pk in wanted if (model, pk) not in unit.touched]
    for batch in _batches(missing):
        for record in unit.rows(model).filter(pk__in=batch):
            unit.touch(record)
    return [unit.touched[model, pk] for pk in wanted if (model, pk) in unit.touched]


def derive(touched: Touched) -> None:
    """Compute a row's derived columns and note what it now holds."""
    touched.sync()
    touched.record.derive()
    touched.now = touched.record.values()
    refuse_unfit(touched.record, touched.now)


def _count(unit: Unit, model: type[Logged], moves: Moves, tallies: TallyMoves) -> None:
    fed, tallied = list(registry.fed_by(model)), list(registry.tallies_of(model))
    for touched in unit.changed(model):
        if touched.counted == touched.now:
            continue
        for sign, row in ((-1, touched.counted), (1, touched.now)):
            for total, part in fed:
                if (given := contribution(part, row)) is not None:
                    moves[total.model][given[0]][total.column] += sign * given[1]
            for tally in tallied:
                _tally(tally, row, sign, tallies)


def _tally(tally: Tally, row: Any, sign: int, tallies: TallyMoves) -> None:
    if row is not None and tally.part.counts(row):
        move = tallies[tally.name, tally.key(row)]
        move[0] += sign
        move[1] += sign * ((row[tally.column] or 0) if tally.column else 0)


def _move_tallies(unit: Unit, moves: TallyMoves) -> None:
    moves = {key: move for key, move in moves.items() if any(move)}
    if not moves:
        return
    rows = TallyRow.objects.filter(workspace=unit.workspace, name__in={n for n, _ in moves})
    stored = {(row.name, row.key): row for row in rows}
    new = []
    for (name, key), (count, amount) in moves.items():
        row = stored.get((name, key))
        if row is None:
            row = TallyRow(id=new_id(), workspace=unit.workspace, name=name, key=key)
            new.append(row)
        row.count, row.amount = row.count + count, row.amount + amount
        if abs(row.amount) > MAX_TOTAL:
            raise ValidationError(["This would pass the largest total that can be kept."])
    insert_rows(TallyRow, new)
    update_rows(
        TallyRow,
        [
            (
                {"workspace_id": unit.workspace.pk, "pk": row.pk},
                {"count": row.count, "amount": row.amount},
            )
            for key, row in stored.items()
            if key in moves
        ],
    )


def _flush(unit: Unit) -> None:
    """Write what settling has computed, and the rows that were waiting for it."""
    waiting: dict[type[Logged], list[Touched]] = defaultdict(list)
    changed: dict[type[Logged], list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for touched in unit.touched.values():
        if touched.waiting:
            waiting[touched.model].append(touched)
        elif touched.now is not None and touched.record._read != touched.now:
            read = touched.record._read or {}
            columns = {n: v for n, v in touched.now.items() if v != read.get(n)}
            changed[touched.model].append((touched.record.scope(), columns))
        if touched.now is not None:
            touched.record._read = dict(touched.now)
        touched.counted = touched.now and dict(touched.now)
    for model, entries in waiting.items():
        _insert(model, entries)
    for model, rows in changed.items():
        update_rows(model, rows)


def _insert(model: type[Logged], entries: list[Touched]) -> None:
    try:
        insert_rows(model, [touched.record for touched in entries])
    except IntegrityError as error:
        raise refusal(model, error) from error
    for touched in entries:
        touched.waiting, touched.record._state.adding = False, False


def _batches(keys: list[UUID]) -> Iterator[list[UUID]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
