"""Rows of the log: what a unit has done to each record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from freelancer_os.core.fields.links import depth
from freelancer_os.core.fields.stored import Columns
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.json_values import unpack
from freelancer_os.core.log.models import ChangeRow
from freelancer_os.core.log.packing import pack_changes, pack_whole
from freelancer_os.core.log.rows import delete_rows, in_batches, insert_values
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.own.values import OWN, merged
from freelancer_os.core.records.base import Values

Action = ChangeRow.Action


def log(unit: Unit, entries: Iterable[Touched]) -> None:
    """Write the log's rows of these records."""
    entries = list(entries)
    if unit.job is not None:
        stored = [one for one in entries if one.first is not None and one.model in unit.told_of]
        _take_in(unit, {one.pk: one for one in stored})
        unit.told_of |= {one.model for one in entries if one.now is not None}
    entries.sort(key=_order)
    rows = [row for touched in entries if (row := _row(unit, touched)) is not None]
    insert_values(ChangeRow, rows)
    unit.logged += len(rows)


def _take_in(unit: Unit, entries: dict[UUID, Touched]) -> None:
    """What earlier slices have logged of these rows is logged once, from then to now."""
    for some in in_batches(entries):
        earlier = list(ChangeRow.about(unit.workspace, some, [unit.entry_id]))
        for row in earlier:
            touched = entries[row.record_id]
            touched.first, touched.title = _first(row, touched), row.title
            if row.action == Action.CREATE:
                touched.row_id = row.pk  # it stays before what names it
        delete_rows(ChangeRow, unit.workspace, [row.pk for row in earlier])
        unit.logged -= len(earlier)


def _first(row: ChangeRow, touched: Touched) -> Values | None:
    """What a record held before the slice that logged this row."""
    if row.action == Action.CREATE:
        return None
    before = unpack(touched.model, row.before)
    if row.action == Action.UPDATE and OWN in before:
        before[OWN] = merged((touched.first or {})[OWN], before[OWN])
    return {**(touched.first or {}), **before}


def _order(touched: Touched) -> tuple[int, int]:
    """What is named before what names it, and what goes the other way round.

    So undo, which begins with the newest, may stop after any row.
    """
    if touched.first is None:
        return 0, depth(touched.model)
    return (1, 0) if touched.now is not None else (2, -depth(touched.model))


def _row(unit: Unit, touched: Touched) -> tuple[object, ...] | None:
    """The values of a row of the log; None where no fact has changed."""
    told = _told(touched)
    if told is None:
        return None
    action, content = told
    values: dict[str, Any] = {
        "id": touched.row_id or new_id(),
        "workspace_id": unit.workspace.pk,
        "change_id": unit.entry_id,
        "model": touched.model._meta.label_lower,
        "record_id": touched.pk,
        "title": (touched.title or str(touched.record.named))[:300],
        "action": action.value,
        "content": content,
    }
    return Columns.of(ChangeRow).take(values)


def _told(touched: Touched) -> tuple[ChangeRow.Action, bytes] | None:
    first, now, model = touched.first, touched.now, touched.model
    if first is not None and now is not None:
        return None if (changes := _changes(touched)) is None else (Action.UPDATE, changes)
    whole = now if first is None else first
    if whole is None:
        return None
    action = Action.CREATE if first is None else Action.DELETE
    return action, pack_whole(model, model.facts(whole))


def _changes(touched: Touched) -> bytes | None:
    """The facts that differ, or none of a record that is only mentioned."""
    first, now = (touched.model.facts(row or {}) for row in (touched.first, touched.now))
    names = [name for name in {**first, **now} if first.get(name) != now.get(name)]
    return pack_changes(first, now, names) if names or touched.is_mentioned else None
