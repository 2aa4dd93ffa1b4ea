"""The inverse of what logged rows say, some hundreds at a time."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.columns import digests_of
from freelancer_os.core.fields.links import depth
from freelancer_os.core.files.store import renew
from freelancer_os.core.log.json_values import model_of, pack, unpack
from freelancer_os.core.log.models import Change, ChangeRow
from freelancer_os.core.log.rows import BATCH
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.own.values import OWN, is_own, merged
from freelancer_os.core.records.base import Logged, Values

Records = dict[UUID, Logged]

CREATE, DELETE = ChangeRow.Action.CREATE, ChangeRow.Action.DELETE
UPDATE = ChangeRow.Action.UPDATE
HOLDER = "record_id"  # of what hangs on a record (`core.attached`)


class Made:
    """The ids of what an entry created, by model, each read when it is first asked for."""

    def __init__(self, entry: Change) -> None:
        self.created, self.ids = rows_of(entry).filter(action=CREATE), dict[str, set[UUID]]()

    def of(self, label: str) -> set[UUID]:
        if label not in self.ids:
            rows = self.created.filter(model=label)
            self.ids[label] = set(rows.order_by().values_list("record_id", flat=True))
        return self.ids[label]


def invert(unit: Unit, rows: Sequence[ChangeRow], made: Made) -> None:
    """Put back what these rows of one entry changed, in the columns that they touched.

    The newest come first. What they created goes before anything else is put back, since that may
    need a number or a name again; only files that went over to it leave before. Raises Conflict for
    what somebody else has removed.
    """
    moved = [row for row in rows if row.action == UPDATE and HOLDER in row.before]
    _put_all_back(unit, moved)
    _uncreate(unit, [row for row in reversed(rows) if row.action == CREATE], made)
    _put_all_back(unit, [row for row in rows if row.action != CREATE and row not in moved])


def _put_all_back(unit: Unit, rows: Sequence[ChangeRow]) -> None:
    records = living(unit, rows)
    for row in rows:
        _put_back(unit, row, records.get(row.record_id))


def rows_of(entry: Change) -> QuerySet[ChangeRow]:
    """What an entry of the log says of each record."""
    return ChangeRow.objects.filter(workspace=entry.workspace_id, change=entry)


def batches(rows: QuerySet[ChangeRow], *, newest: bool = False) -> Iterator[list[ChangeRow]]:
    """Rows of one entry in the order in which they were logged, or from the newest on."""
    rows, side = rows.order_by("-id" if newest else "id"), "lt" if newest else "gt"
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        is_last = len(batch) < BATCH
        batch = [] if is_last else list(rows.filter(**{f"id__{side}": batch[-1].pk})[:BATCH])


def backwards(entry: Change, *, recasts: bool) -> Iterator[list[ChangeRow]]:
    """Rows of one entry as they are put back: from the newest on.

    Where it `recasts` every amount, the settings of the workspace come first, and then what is
    named before what names it: what follows from others is derived while they go back.
    """
    rows = rows_of(entry)
    if not recasts:
        yield from batches(rows, newest=True)
        return
    labels = set(rows.order_by().values_list("model", flat=True).distinct())
    for label in sorted(labels, key=_rank):
        yield from batches(rows.filter(model=label), newest=True)


def gives_worth(entry: Change) -> bool:
    """Whether this changed what gives every amount its worth, as another base currency does."""
    own = ChangeRow.about(entry.workspace_id, [entry.workspace_id], [entry.pk])
    return any(map(is_worth, own))


def is_worth(row: ChangeRow) -> bool:
    """The same of what was changed of one record."""
    return bool(model_of(row.model).gives_worth & row.after.keys())


def _rank(label: str) -> tuple[bool, int, str]:
    model: Any = model_of(label)
    return not model.gives_worth, depth(model), label


def living(unit: Unit, rows: Sequence[ChangeRow]) -> Records:
    """The records of these rows that are there, read in a few statements."""
    found: Records = {}
    for label in {row.model for row in rows}:
        ids = [row.record_id for row in rows if row.model == label]
        found.update((r.pk, r) for r in unit.rows(model_of(label)).filter(pk__in=ids))
    for row in rows:
        touched = unit.touched.get((model_of(row.model), row.record_id))
        if touched is not None and touched.waiting:
            found[row.record_id] = touched.record
    return found


def _uncreate(unit: Unit, rows: Sequence[ChangeRow], made: Made) -> None:
    records, gone = living(unit, rows), []
    for row in rows:
        model = model_of(row.model)
        record = records.get(row.record_id)
        if record is None:
            _refuse_unless_went(unit, row)
            continue
        if model.uncreate is not Logged.uncreate:  # it has a say
            record.uncreate(made.of(row.model))
        gone.append(record)
    unit.drop_all(gone)


def _refuse_unless_went(unit: Unit, row: ChangeRow) -> None:
    """Raise Conflict unless this very undo has removed the row, along with another."""
    touched = unit.touched.get((model_of(row.model), row.record_id))
    if touched is not None:
        went = touched.now is None
    else:
        own = ChangeRow.about(unit.workspace, [row.record_id], [unit.entry_id])
        went = unit.job is not None and own.filter(action=DELETE).exists()
    if not went and not unit.is_taking_back:
        raise Conflict(_("{record} has been deleted since.").format(record=row.title))


def refuse_unless_as_left(unit: Unit, entry: Change) -> None:
    """Raise Conflict if a row is no longer as `entry` left it, in the columns it touched."""
    for rows in batches(rows_of(entry)):
        records = living(unit, rows)
        for row in rows:
            record = records.get(row.record_id)
            if not _is_as_left(record, row):
                raise Conflict(_changed_since(record or row.title, row))


def _is_as_left(record: Logged | None, row: ChangeRow) -> bool:
    is_gone = row.action == DELETE
    if record is None or is_gone:
        return record is None and is_gone
    facts = record.facts(record.values())
    is_whole = row.action == CREATE  # then what it did not hold counts as well
    left = {**(dict.fromkeys(filter(is_own, facts)) if is_whole else {}), **row.after}
    return pack(facts, left) == left


def _changed_since(record: object, row: ChangeRow) -> str:
    """That a record is another by now, and which change after `row` was the newest."""
    later = ChangeRow.objects.filter(
        workspace=row.workspace_id,
        record_id=row.record_id,
        change__workspace=row.workspace_id,
        change__number__gt=row.change.number,
    )
    last = later.select_related("change").order_by("-change__number").first()
    if last is None:
        return _("{record} was changed since.").format(record=record)
    sentence = _("{record} was changed since by “{change}”.")
    return sentence.format(record=record, change=last.change.words)


def _put_back(unit: Unit, row: ChangeRow, record: Logged | None) -> None:
    model: Any = model_of(row.model)
    if row.action == DELETE:
        if record is not None:
            raise Conflict(_("{record} is there already.").format(record=row.title))
        values = unpack(model, row.before)
        gone = model(pk=row.record_id, **unit.owner(model), **values)
        _renew(gone, values)
        gone.recreate()
        unit.add([gone])
        unit.touch(gone).title = row.title
        return
    if record is None:
        _refuse_unless_went(unit, row)
        return
    if not row.before:
        unit.mention(record)
    values = record.inverse(unpack(model, row.before))
    _renew(record, values)
    if OWN in values:
        values = {**values, OWN: merged(getattr(record, OWN), values[OWN])}
    for name, value in values.items():
        setattr(record, name, value)
    unit.put(record)


def _renew(record: Logged, values: Values) -> None:
    """Raise Conflict where a file that is put back is gone: it is kept as long as the bin."""
    for name in digests_of(type(record)):
        digest = values.get(name)
        if digest and not renew(digest):
            sentence = _("The file {name} was deleted too long ago and is gone.")
            raise Conflict(sentence.format(name=record))
