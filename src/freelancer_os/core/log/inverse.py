"""Writing the inverse of logged rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.json_values import model_of, pack, unpack
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.core.own.values import OWN, is_own, merged

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged


def invert(unit: Unit, entries: Iterable[Change]) -> None:
    """Put back what each entry changed, in the given order, only the columns it touched."""
    for entry in entries:
        rows = list(ChangeRow.objects.filter(workspace=unit.workspace, change=entry).order_by("id"))
        records = _records(unit, rows)
        created = [row for row in rows if row.action == ChangeRow.Action.CREATE]
        along = {row.record_id for row in created}
        unit.drop_all([_uncreated(row, records.get(row.record_id), along) for row in created])
        for row in reversed(rows):
            if row.action != ChangeRow.Action.CREATE:
                _invert_row(unit, row, records.get(row.record_id))


def _uncreated(row: ChangeRow, record: "Logged | None", along: set[UUID]) -> "Logged":
    if record is None:
        raise Conflict(f"{row.title} has been deleted since.")
    record.uncreate(along)
    return record


def refuse_unless_as_left(unit: Unit, entry: Change) -> None:
    """Raise Conflict if a row is no longer as `entry` left it, in the columns it touched."""
    rows = list(ChangeRow.objects.filter(workspace=unit.workspace, change=entry).order_by("id"))
    records = _records(unit, rows)
    for row in rows:
        record = records.get(row.record_id)
        if not _is_as_left(record, row):
            raise Conflict(f"{record or row.title} was changed since{_by(row)}.")


def _is_as_left(record: "Logged | None", row: ChangeRow) -> bool:
    is_gone = row.action == ChangeRow.Action.DELETE
    if record is None or is_gone:
        return record is None and is_gone
    facts = record.facts(record.values())
    is_whole = row.action == ChangeRow.Action.CREATE  # then what it did not hold counts as well
    left = {**(dict.fromkeys(filter(is_own, facts)) if is_whole else {}), **row.after}
    return pack(facts, left) == left


def _by(row: ChangeRow) -> str:
    """The newest change of the record after `row`, in words."""
    later = ChangeRow.objects.filter(
        workspace=row.workspace_id,
        record_id=row.record_id,
        change__workspace=row.workspace_id,
        change__number__gt=row.change.number,
    )
    last = later.select_related("change").order_by("-change__number").first()
    return f" by “{last.change.sentence}”" if last is not None else ""


def _records(unit: Unit, rows: list[ChangeRow]) -> dict[Any, "Logged"]:
    """The living records of these rows, read in a few statements."""
    found: dict[Any, Logged] = {}
    for label in {row.model for row in rows}:
        ids = [row.record_id for row in rows if row.model == label]
        for start in range(0, len(ids), 500):
            living = unit.rows(model_of(label)).filter(pk__in=ids[start : start + 500])
            found.update((record.pk, record) for record in living)
    return found


def _invert_row(unit: Unit, row: ChangeRow, record: "Logged | None") -> None:
    model: Any = model_of(row.model)
    if row.action == ChangeRow.Action.DELETE:
        if record is not None:
            raise Conflict(f"{row.title} is there already.")
        values = unpack(model, row.before)
        gone = model(pk=row.record_id, **unit.owner(model), **values)
        gone.recreate()
        unit.put(gone)
        return
    if record is None:
        raise Conflict(f"{row.title} has been deleted since.")
    if not row.before:
        unit.mention(record)
    values = record.inverse(unpack(model, row.before))
    if OWN in values:
        values = {**values, OWN: merged(getattr(record, OWN), values[OWN])}
    for name, value in values.items():
        setattr(record, name, value)
    unit.put(record)
