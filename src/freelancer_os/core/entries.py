"""Rows of the log: what a unit has done to each record; and letting go of what is final."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from freelancer_os.core.ids import new_id
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.rows import Columns, insert_values
from freelancer_os.core.settle import settle
from freelancer_os.core.touched import Touched
from freelancer_os.core.unit import BESIDE, Unit
from freelancer_os.core.wire import pack


def let_go(unit: Unit) -> None:
    """Settle, log the rows that are new or gone, and forget them: nobody writes them again.

    For work on more rows than there is room for. The totals that they count for stay in hand.
    """
    settle(unit)
    beside = {label.lower() for label in BESIDE}
    final = [
        touched
        for touched in unit.touched.values()
        if (touched.first is None or touched.now is None)
        and touched.model._meta.label_lower not in beside
    ]
    log(unit, final)
    for touched in final:
        unit.forget(touched)


def log(unit: Unit, entries: Iterable[Touched]) -> None:
    """Write the log's rows of these records."""
    rows = [row for touched in entries if (row := _row(unit, touched)) is not None]
    insert_values(ChangeRow, rows)
    unit.logged += len(rows)


def _row(unit: Unit, touched: Touched) -> list[Any] | None:
    """The values of a row of the log; None where no fact has changed."""
    first, now = (
        None if values is None else touched.model.facts(values)
        for values in (touched.first, touched.now)
    )
    columns = list(first or now or ())
    if first is not None and now is not None:
        columns = [name for name in {**first, **now} if first.get(name) != now.get(name)]
    if (first is None and now is None) or not (columns or touched.is_mentioned):
        return None
    action = ChangeRow.Action.UPDATE
    if first is None or now is None:
        action = ChangeRow.Action.CREATE if first is None else ChangeRow.Action.DELETE
    values: dict[str, Any] = {
        "id": new_id(),
        "workspace_id": unit.workspace.pk,
        "change_id": unit.entry_id,
        "model": touched.model._meta.label_lower,
        "record_id": touched.pk,
        "title": (touched.title or str(touched.record))[:300],
        "action": str(action),
        "before": pack(first, columns) if first is not None else {},
        "after": pack(now, columns) if now is not None else {},
    }
    return [values[name] for name in Columns.of(ChangeRow).names]
