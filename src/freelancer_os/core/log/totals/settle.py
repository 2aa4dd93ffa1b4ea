"""Settling a unit of work: links are checked, totals move by the difference, rows are final."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from freelancer_os.core.fields.links import WorkspaceForeignKey, links_of
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.late import write_late
from freelancer_os.core.log.models import TallyRow
from freelancer_os.core.log.refusals import refused_by
from freelancer_os.core.log.rows import BATCH, delete_rows, in_batches, insert_rows, update_rows
from freelancer_os.core.log.totals.totals import Step, Sums, Tally, registry
from freelancer_os.core.log.touched import Touched, refuse_unfit
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.search.keeping import keep
from freelancer_os.core.values.currency import MAX_TOTAL
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import noun_of

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged, Values

Moves = dict[type["Logged"], dict[UUID, dict[str, int]]]
TallyMoves = dict[tuple[str, str], Sums]


def settle(unit: Unit) -> None:
    """Bring every stored total and derived column up to what the unit has written so far."""
    if not any(unit.open.values()):
        return
    check_links(unit)
    moves: Moves = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    tallies: TallyMoves = defaultdict(lambda: (0, 0, 0))
    for step in registry.steps:
        _apply(unit, step.model, moves.pop(step.model, {}))
        for hook in step.hooks:
            hook(unit)
        _count(unit, step, moves, tallies)
    _move_tallies(unit, tallies)
    keep(unit.workspace, unit.open)
    _flush(unit)


def forget_empty(unit: Unit) -> None:
    """Settle, and keep no tally that counts nothing any more."""
    settle(unit)
    rows = TallyRow.objects.filter(workspace=unit.workspace, count=0, amount=0, beside=0)
    delete_rows(TallyRow, unit.workspace, list(rows.values_list("pk", flat=True)))


def catch_up(record: Any) -> None:
    """Settle, and take over what that has computed for this row."""
    unit = writing_unit(record)
    unit.touch(record)
    settle(unit)
    now = unit.touch(record).now or {}
    derived = {name: now[name] for name in record.unlogged}
    for name, value in derived.items():
        setattr(record, name, value)
    record._read = {**record._read, **derived}


def check_links(unit: Unit) -> None:
    """Refuse links whose target is not a living row of this workspace."""
    for field, wanted in _links(unit).items():
        target: Any = field.related_model
        missing = {pk for pk in wanted if (target, pk) not in unit.known}
        for batch in in_batches(missing):
            with unit.late.known():
                missing -= set(unit.rows(target).filter(pk__in=batch).values_list("pk", flat=True))
        if missing:
            sentence = _("There is no such {kind} in this workspace.")
            raise refusal(field.name, sentence.format(kind=noun_of(target)))


def _links(unit: Unit) -> dict[WorkspaceForeignKey, set[UUID]]:
    found: dict[WorkspaceForeignKey, set[UUID]] = defaultdict(set)
    for model, entries in unit.open.items():
        for field in links_of(model):
            for touched in entries.values():
                counted, now = touched.counted, touched.now
                value = now and now[field.attname]
                if value and (counted is None or value != counted[field.attname]):
                    found[field].add(value)
    return found


def _apply(unit: Unit, model: type[Logged], moves: dict[UUID, dict[str, int]]) -> None:
    for touched in load(unit, model, moves):
        if touched.now is None:
            continue
        moved = moves[touched.pk].items()
        touched.now = {**touched.now, **{name: touched.now[name] + by for name, by in moved}}
        derive(touched)


def load(unit: Unit, model: type[Logged], pks: Iterable[UUID]) -> list[Touched]:
    """The entries of these rows; those not yet touched are read first."""
    wanted = list(pks)
    missing = [pk for pk in wanted if (model, pk) not in unit.touched]
    for record in [unit.in_hand(model, pk) for pk in missing]:
        if record is not None:
            unit.touch(record)
    missing = [pk for pk in missing if (model, pk) not in unit.touched]
    for batch in in_batches(missing):
        with unit.late.known():
            for record in unit.rows_by(model, pk__in=batch):
                unit.touch(record)
    return [unit.touched[model, pk] for pk in wanted if (model, pk) in unit.touched]


def derive(touched: Touched) -> None:
    """Compute a row's derived columns and note what it now holds."""
    touched.sync()
    touched.record.derive()
    touched.now = touched.record.values()
    refuse_unfit(touched.record, touched.now)


def _count(unit: Unit, step: Step, moves: Moves, tallies: TallyMoves) -> None:
    for touched in unit.unsettled(step.model):
        if touched.counted is touched.now or touched.counted == touched.now:
            continue
        for sign, row in ((-1, touched.counted), (1, touched.now)):
            if row is not None:
                _feed(step, row, sign, moves)
                for tally in step.tallied:
                    _tally(tally, row, sign, tallies)
    for derived, of_it in step.derived:
        for sign, row in derived.moved(unit):
            for tally in of_it:
                _tally(tally, row, sign, tallies)


def _feed(step: Step, row: Values, sign: int, moves: Moves) -> None:
    for link, fed in step.fed.items():
        if (target := row[link]) is not None:
            for total, part in fed:
                if part.counts(row):
                    moves[total.model][target][total.column] += sign * (row[part.column] or 0)


def _tally(tally: Tally, row: Values, sign: int, tallies: TallyMoves) -> None:
    if tally.part.counts(row):
        have, more = tallies[tally.name, key := tally.key(row)], tally.added(row)
        count, amount, beside = (old + sign * by for old, by in zip(have, more, strict=True))
        tallies[tally.name, key] = count, amount, beside


def _move_tallies(unit: Unit, moves: TallyMoves) -> None:
    moves = {key: move for key, move in moves.items() if any(move)}
    if not moves:
        return
    stored = {(row.name, row.key): row for row in _stored(unit, moves)}
    new = []
    for (name, key), (count, amount, beside) in moves.items():
        row = stored.get((name, key))
        if row is None:
            row = TallyRow(id=new_id(), workspace=unit.workspace, name=name, key=key)
            new.append(row)
        row.count, row.amount = row.count + count, row.amount + amount
        row.beside += beside
        if max(abs(row.amount), abs(row.beside)) > MAX_TOTAL:
            raise ValidationError([_("This would pass the largest total that can be kept.")])
    insert_rows(TallyRow, new)
    update_rows(
        TallyRow,
        [
            (
                {"workspace_id": unit.workspace.pk, "pk": row.pk},
                {"count": row.count, "amount": row.amount, "beside": row.beside},
            )
            for key, row in stored.items()
            if key in moves
        ],
    )


def _stored(unit: Unit, moves: TallyMoves) -> Iterator[TallyRow]:
    """The rows that move, found by their keys: a tally has one for each day of each client, and a
    change is of few. Those of a few together, those of many by tally."""
    rows = TallyRow.objects.filter(workspace=unit.workspace)
    if len(moves) <= BATCH:
        names, keys = {name for name, _ in moves}, {key for _, key in moves}
        yield from rows.filter(name__in=names, key__in=keys)
        return
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, key in moves:
        by_name[name].append(key)
    for name, of_name in by_name.items():
        for some in in_batches(of_name):
            yield from rows.filter(name=name, key__in=some)


def _flush(unit: Unit) -> None:
    """Write what settling has computed, and the rows that were waiting for it."""
    for model, entries in unit.open.items():
        _insert(model, [touched for touched in entries.values() if touched.waiting])
        write_late(model, entries.values())
        for touched in entries.values():
            if touched.now is not None:
                touched.record._read = touched.now
            touched.counted = touched.now
    unit.open.clear()
    unit.late.rows.clear()


def _insert(model: type[Logged], entries: list[Touched]) -> None:
    try:
        insert_rows(model, [touched.record for touched in entries])
    except IntegrityError as error:
        raise refused_by(model, error) from error
    for touched in entries:
        touched.waiting, touched.record._state.adding = False, False
        touched.stored = touched.now
