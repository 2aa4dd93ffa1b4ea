"""What stands in the way of undoing a change: later ones that build on what it touched."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.columns import amounts_of
from freelancer_os.core.fields.links import WorkspaceForeignKey, links_of, links_to
from freelancer_os.core.log.json_values import model_of
from freelancer_os.core.log.models import Change, ChangeRow
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.own.values import is_own
from freelancer_os.core.undo.inverse import (
    CREATE,
    UPDATE,
    batches,
    gives_worth,
    is_worth,
    rows_of,
)


def refuse_if_blocked(entry: Change) -> None:
    """Raise Conflict, with the way on, if a later change builds on what a standing `entry` did."""
    for row in in_the_way(entry):
        raise Conflict(
            _(
                "{record} was changed since by “{change}”. Undo that first, or undo both together."
            ).format(record=row.title, change=row.change.words),
            way="with_later",
        )


def refuse_if_moved(undoing: Change) -> None:
    """Raise Conflict if values and what gives them their meaning changed since on two sides."""
    later = Change.objects.filter(workspace=undoing.workspace_id, number__gt=undoing.number)
    for batch in batches(rows_of(undoing)) if later.exists() else ():
        for row in _by_meaning(undoing, batch, Q(change__number__gt=undoing.number)):
            raise Conflict(_moved_by(row))
    for row in _by_worth(undoing, Q(change__number__gt=undoing.number)):
        raise Conflict(_moved_by(row))


def _moved_by(row: ChangeRow) -> str:
    sentence = _("{record} was changed since by “{change}”.")
    return sentence.format(record=row.title, change=row.change.words)


def closure(entry: Change) -> list[Change]:
    """The entry and every standing change that builds on it, newest first."""
    found, open_ = {entry.pk: entry}, [entry]
    while open_:
        for row in in_the_way(open_.pop()):
            if row.change_id not in found:
                found[row.change_id] = row.change
                open_.append(row.change)
    return sorted(found.values(), key=lambda e: (e.stands_at or 0, e.number), reverse=True)


def in_the_way(entry: Change) -> Iterator[ChangeRow]:
    """Rows of standing changes after a standing `entry` that build on what it touched."""
    if not Change.objects.filter(_since(entry), workspace=entry.workspace_id).exists():
        return
    mine, since = set[UUID](), _since(entry, "change__")
    made: dict[str, set[UUID]] = defaultdict(set)
    for batch in batches(rows_of(entry)):
        rows = {row.record_id: row for row in batch}
        mine.update(rows)
        for row in batch:
            if row.action == CREATE:
                made[row.model].add(row.record_id)
        for row in _later(entry, rows, since):
            if _meet(rows[row.record_id], row):
                yield row
        yield from _by_meaning(entry, batch, since)
    for batch in batches(rows_of(entry).filter(action=CREATE)):
        yield from _referring(entry, batch, mine)
    for label, ids in made.items():
        yield from _parted(entry, label, ids, mine)
    yield from _by_worth(entry, since)


def _by_worth(entry: Change, since: Q) -> Iterator[ChangeRow]:
    """Later rows with amounts, where `entry` gave amounts another worth; and the other way round.

    An amount means nothing in another currency than it was written in.
    """
    later = ChangeRow.objects.filter(
        since, workspace=entry.workspace_id, change__workspace=entry.workspace_id
    )
    later = later.select_related("change").order_by("-change__stands_at", "-change__number", "-id")
    if gives_worth(entry):
        yield from filter(_has_amounts, later.iterator())
        return
    turned = [row for row in later.filter(record_id=entry.workspace_id) if is_worth(row)]
    if turned and any(_has_amounts(row) for batch in batches(rows_of(entry)) for row in batch):
        yield from turned


def _has_amounts(row: ChangeRow) -> bool:
    """Whether this says of an amount what it was or is; of an own property that may be one."""
    names = amounts_of(model_of(row.model))
    held = [*row.before.items(), *row.after.items()]
    return any(
        value and (name in names or (is_own(name) and type(value) is int)) for name, value in held
    )


def _meet(mine: ChangeRow, theirs: ChangeRow) -> bool:
    if UPDATE not in (mine.action, theirs.action):
        return True
    if mine.action != theirs.action:
        return True
    settled = model_of(theirs.model).fixes
    fixed = {name for column in theirs.after for name in settled.get(column, ())}
    return bool(mine.after.keys() & (theirs.after.keys() | fixed))


def _since(entry: Change, prefix: str = "") -> Q:
    """What took effect after `entry`."""
    place = {f"{prefix}stands_at": entry.stands_at, f"{prefix}number__gt": entry.number}
    return Q(**{f"{prefix}stands_at__gt": entry.stands_at}) | Q(**place)


def _later(entry: Change, records: Iterable[UUID], since: Q) -> Iterator[ChangeRow]:
    """Rows about these records of what took effect `since`, newest first."""
    for some in in_batches(records):
        yield from (
            ChangeRow.objects.filter(
                since,
                workspace=entry.workspace_id,
                record_id__in=some,
                change__workspace=entry.workspace_id,
            )
            .select_related("change")
            .order_by("-change__stands_at", "-change__number")
        )


def _by_meaning(entry: Change, rows: Sequence[ChangeRow], since: Q) -> Iterator[ChangeRow]:
    """Later rows that changed what the values put back rest on, or that rest on what goes back."""
    named: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        for field in links_of(model_of(row.model)) if row.action != CREATE else ():
            if field.rests_on and (target := row.before.get(field.attname)):
                named[UUID(target)].update(field.rests_on)
    for row in _later(entry, named, since):
        if row.action == UPDATE and named[row.record_id] & row.after.keys():
            yield row
    for label in {row.model for row in rows if row.action == UPDATE}:
        for field in links_to(model_of(label)):
            turned = {
                row.record_id
                for row in rows
                if row.model == label and field.rests_on & row.after.keys()
            }
            yield from _resting(entry, field, turned, since) if turned else ()


def _resting(
    entry: Change, field: WorkspaceForeignKey, targets: set[UUID], since: Q
) -> Iterator[ChangeRow]:
    """Later rows of what links to these: made, edited in a column of its own, or gone by now."""
    for row in _later(entry, _holders(entry, field, targets), since):
        if row.action != UPDATE or not all(map(is_own, row.after)):
            yield row
    yield from _leaving(entry, field, targets, since, ChangeRow.Action.DELETE)


def _holders(entry: Change, field: WorkspaceForeignKey, targets: Collection[UUID]) -> list[UUID]:
    """The living records whose link leads to one of these."""
    source: Any = field.model
    rows = source.objects.filter(workspace_id=entry.workspace_id)
    return list(rows.filter(**{f"{field.attname}__in": targets}).values_list("pk", flat=True))


def _referring(
    entry: Change, created: list[ChangeRow], mine: Collection[UUID]
) -> Iterator[ChangeRow]:
    """Later rows by which other records came to link to those that `entry` created."""
    for label in {row.model for row in created}:
        ids = [row.record_id for row in created if row.model == label]
        for field in links_to(model_of(label)):
            holders = [pk for pk in _holders(entry, field, ids) if pk not in mine]
            yield from _linking(entry, field, holders)


def _parted(
    entry: Change, label: str, created: set[UUID], mine: Collection[UUID]
) -> Iterator[ChangeRow]:
    """The same of what links to them no more, and the rows by which it does not.

    Whoever takes those back needs what they were linked to.
    """
    since = _since(entry, "change__")
    for field in links_to(model_of(label)):
        rows = list(_leaving(entry, field, created, since, UPDATE, ChangeRow.Action.DELETE))
        yield from rows
        yield from _linking(entry, field, {row.record_id for row in rows}.difference(mine))


def _linking(
    entry: Change, field: WorkspaceForeignKey, holders: Iterable[UUID]
) -> Iterator[ChangeRow]:
    """Later rows by which these got their link."""
    for row in _later(entry, holders, _since(entry, "change__")):
        if field.attname in row.after:
            yield row


def _leaving(
    entry: Change, field: WorkspaceForeignKey, targets: Collection[UUID], since: Q, *actions: str
) -> Iterator[ChangeRow]:
    """Later rows by which something that linked to these went, or came to link elsewhere."""
    rows = ChangeRow.objects.filter(
        since,
        workspace=entry.workspace_id,
        model=field.model._meta.label_lower,
        action__in=actions,
        change__workspace=entry.workspace_id,
    )
    for row in rows.iterator():  # of which hardly any is wanted
        if (target := row.before.get(field.attname)) and UUID(target) in targets:
            yield row
