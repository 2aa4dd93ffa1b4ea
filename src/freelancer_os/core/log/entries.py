"""Rows of the log: what a unit has done to each record; and letting go of what is final."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from freelancer_os.core.fields.stored import Columns
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.models import ChangeRow
from freelancer_os.core.log.packing import pack_changes, pack_whole
from freelancer_os.core.log.rows import insert_values
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import ATTACHED, Unit

Action = ChangeRow.Action


def let_go(unit: Unit) -> None:
    """Settle, log the rows that are new or gone, and forget them: nobody writes them again.

    For work on more rows than there is room for. The totals that they count for stay in hand.
    """
    settle(unit)
    attached = {label.lower() for label in ATTACHED}
    final = [
        touched
        for touched in unit.touched.values()
        if (touched.first is None or touched.now is None)
        and touched.model._meta.label_lower not in attached
    ]
    log(unit, final)
    for touched in final:
        unit.forget(touched)


def log(unit: Unit, entries: Iterable[Touched]) -> None:
    """Write the log's rows of these records."""
    rows = [row for touched in entries if (row := _row(unit, touched)) is not None]
    insert_values(ChangeRow, rows)
    unit.logged += len(rows)


def _row(unit: Unit, touched: Touched) -> tuple[object, ...] | None:
    """The values of a row of the log; None where no fact has changed."""
    told = _told(touched)
    if told is None:
        return None
    action, content = told
    values: dict[str, Any] = {
        "id": new_id(),
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
