"""Undo and redo: the inverse of a change, written as a change of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.models import FINAL, Change, ChangeRow
from freelancer_os.core.log.ranks import refuse_contradictions
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.totals.totals import registry
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.undo.in_the_way import closure, refuse_if_blocked, refuse_if_moved
from freelancer_os.core.undo.inverse import (
    Made,
    backwards,
    gives_worth,
    invert,
    refuse_unless_as_left,
    rows_of,
)
from freelancer_os.core.undo.slices import apart, are_many, hold_all, pause
from freelancer_os.core.words import Part, Sentence


def undo(workspace: Any, user: Any, *, with_later: bool = False, door: str = "page") -> Change:
    """Take back the newest change of `user` that stands; the undo's own entry is returned.

    Raises Conflict if there is none, or if a later change stands in the way. With `with_later`
    those are undone too, newest first, as one.
    """
    standing = Change.objects.filter(workspace=workspace, user=user, stands_at__isnull=False)
    newest = standing.order_by("-stands_at", "-number")
    return _undo(workspace, user, newest, with_later, door)


def undo_one(
    workspace: Any, user: Any, pk: UUID, *, with_later: bool = False, door: str = "page"
) -> Change:
    """Take back one change of this workspace, whoever made it."""
    one = Change.objects.filter(workspace=workspace, pk=pk, stands_at__isnull=False)
    one = one.exclude(door__in=FINAL)
    return _undo(workspace, user, one, with_later, door)


def redo(workspace: Any, user: Any, *, door: str = "page") -> Change:
    """Write the newest undo of `user` back, until something new was written. Raises Conflict."""
    with _reversal(workspace, user, Change.Kind.REDO, door) as unit:
        last = redoable(workspace, user)
        if last is None:
            raise Conflict(_("There is nothing to redo."))
        taken_back = list(Change.objects.filter(workspace=workspace, undone_by=last))
        unit.sentence = Sentence("Redid: {change}", {"change": _undone(last)})
        with _asked(unit, [last]):
            refuse_if_moved(last)
            refuse_unless_as_left(unit, last)
        _invert(unit, [last])
        unit.when_written(lambda entry: _stand_again(entry, last, taken_back))
    return _written(unit)


def redoable(workspace: Any, user: Any) -> Change | None:
    """What `redo` writes back: the newest undo of `user`, until something new was written."""
    own = Change.objects.filter(workspace=workspace, user=user)
    last = own.filter(kind=Change.Kind.UNDO, undone_by__isnull=True).order_by("-number").first()
    written = own.filter(kind=Change.Kind.WRITE).order_by("-number").first()
    if last is None or (written is not None and written.number > last.number):
        return None
    return last


def takes_long(entry: Change, *, with_later: bool = False) -> bool:
    """Whether taking it back is of so many rows that nobody waits for it at a page."""
    if not with_later or entry.stands_at is None:
        return are_many(rows_of(entry))
    later = Change.objects.filter(workspace=entry.workspace_id, stands_at__gte=entry.stands_at)
    return are_many(ChangeRow.objects.filter(workspace=entry.workspace_id, change__in=later))


def _undo(
    workspace: Any, user: Any, found: models.QuerySet[Change], with_later: bool, door: str
) -> Change:
    with _reversal(workspace, user, Change.Kind.UNDO, door) as unit:
        entry = found.first()
        if entry is None:
            raise Conflict(_("There is nothing to undo."))
        unit.sentence = Sentence("Undid: {change}", {"change": entry.told})
        entries = _all_of(unit, entry) if with_later else [entry]
        if not with_later:
            with _asked(unit, entries):
                refuse_if_blocked(entry)
        _invert(unit, entries)
        unit.when_written(lambda undoing: _fall(undoing, entries))
    return _written(unit)


@contextmanager
def _reversal(workspace: Any, user: Any, kind: Change.Kind, door: str) -> Iterator[Unit]:
    """A change that inverts others; what the books refuse is a conflict."""
    try:
        with change(workspace, user, "", door=door, kind=kind) as unit:
            yield unit
            settle(unit)
            with apart(unit) if unit.job is not None else nullcontext():
                refuse_contradictions(unit)
                for rule in registry.rules:
                    rule(unit)
    except ValidationError as refused:
        raise Conflict(_cannot(kind, " ".join(refused.messages))) from refused
    except IntegrityError as refused:
        raise Conflict(_cannot(kind, _("Other records depend on it."))) from refused


@contextmanager
def _asked(unit: Unit, entries: Sequence[Change]) -> Iterator[None]:
    """What is read inside stays true: nobody else writes, or of many rows none of these."""
    rows = ChangeRow.objects.filter(workspace=unit.workspace, change__in=entries)
    with apart(unit, entries) if are_many(rows) else nullcontext():
        yield


def _all_of(unit: Unit, entry: Change) -> list[Change]:
    """An entry and all that builds on it, as `closure` has it, until that grows no more."""
    known, found = list[Change](), [entry]
    while found != known:
        known = found
        with _asked(unit, known):
            found = closure(entry)
    return found


def _invert(unit: Unit, entries: Sequence[Change]) -> None:
    """Put back what each entry changed, in the given order: at once, or as a job batch by batch."""
    done, total = 0, sum(rows_of(entry).count() for entry in entries)
    for entry in entries:
        made, recasts = Made(entry), gives_worth(entry)
        if recasts:
            hold_all(unit)
        parts = backwards(entry, recasts=recasts)
        for rows in [list(chain.from_iterable(parts))] if unit.job is None else parts:
            invert(unit, rows, made)
            done += len(rows)
            pause(unit, done, total)


def _cannot(kind: Change.Kind, reason: str) -> str:
    """That it cannot be undone or redone, and why."""
    if kind == Change.Kind.UNDO:
        return _("This cannot be taken back: {reason}").format(reason=reason)
    return _("This cannot be done again: {reason}").format(reason=reason)


def _written(unit: Unit) -> Change:
    assert unit.written is not None  # undos and redos are always recorded
    return unit.written


def _undone(last: Change) -> Part:
    """What the undo took back, as its own sentence quotes it."""
    return last.told.parts.get("change", last.sentence.removeprefix("Undid: "))


def _fall(undoing: Change, entries: list[Change]) -> None:
    Change.objects.filter(workspace=undoing.workspace, pk__in=[e.pk for e in entries]).update(
        stands_at=None, undone_by=undoing
    )


def _stand_again(entry: Change, last: Change, taken_back: list[Change]) -> None:
    own = Change.objects.filter(workspace=entry.workspace)
    own.filter(pk__in=[e.pk for e in taken_back]).update(stands_at=entry.number, undone_by=None)
    own.filter(pk=last.pk).update(undone_by=entry)
