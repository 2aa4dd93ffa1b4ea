"""The one way to write: a unit of work under the workspace's lock, and its entry in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from freelancer_os.core.errors import OutsideChange
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.log.rows import insert_rows
from freelancer_os.core.log.settle import settle
from freelancer_os.core.log.totals import registry
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit, _current, current_unit
from freelancer_os.core.models import Change, ChangeRow


@contextmanager
def change(
    workspace: Any,
    user: Any,
    sentence: str,
    *,
    door: str = "page",
    kind: Change.Kind = Change.Kind.WRITE,
) -> Iterator[Unit]:
    """One change: everything inside is written together, or nothing of it.

    `sentence` says what is done, for the history; `unit.sentence` may still be changed inside.
    `door` is "page", "api", "cli" or "import". Locks the workspace, so changes of one workspace
    run one after another. After it, `unit.written` is the log entry, or None if nothing changed.
    """
    if current_unit() is not None:
        raise OutsideChange("A change cannot begin inside another one.")
    registry.refuse_incomplete()
    with transaction.atomic():
        unit = Unit(workspace, user, sentence, door)
        token = _current.set(unit)
        try:
            unit.workspace = type(workspace).objects.select_for_update().get(pk=workspace.pk)
            yield unit
            settle(unit)
            unit.close(_record(unit, kind))
        finally:
            _current.reset(token)


def _record(unit: Unit, kind: Change.Kind) -> Change | None:
    packed = [row for touched in unit.touched.values() if (row := _row(touched)) is not None]
    if not packed and kind == Change.Kind.WRITE:
        return None
    number = next_number(unit.workspace)
    entry = Change.objects.create(
        workspace=unit.workspace,
        user=unit.user,
        number=number,
        kind=kind,
        sentence=unit.sentence[:300],
        door=unit.door,
        stands_at=number if kind == Change.Kind.WRITE else None,
    )
    for row in packed:
        row.change, row.workspace = entry, unit.workspace
    insert_rows(ChangeRow, packed)
    return entry


def next_number(workspace: Any) -> int:
    """The number of the workspace's next change; only under its lock."""
    last = Change.objects.filter(workspace=workspace).order_by("-number")
    return (last.values_list("number", flat=True).first() or 0) + 1


def _row(touched: Touched) -> ChangeRow | None:
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
    return ChangeRow(
        model=touched.model._meta.label_lower,
        record_id=touched.record.pk,
        title=str(touched.record)[:300],
        action=action,
        before=pack(first, columns) if first is not None else {},
        after=pack(now, columns) if now is not None else {},
    )
