"""The one way to write: a unit of work under the workspace's lock, and its entry in the log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Exists
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict, OutsideChange
from freelancer_os.core.log.entries import log
from freelancer_os.core.log.held import refuse_held
from freelancer_os.core.log.models import UNDER_WAY, Change, Job
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.totals.totals import registry
from freelancer_os.core.log.unit import Unit, current_unit
from freelancer_os.core.log.whole import take_name, whole
from freelancer_os.core.records.under_way import current
from freelancer_os.core.words import Sentence, said

LONGEST = 300


@contextmanager
def change(
    workspace: Any,
    user: Any,
    sentence: str | Sentence,
    *,
    door: str = "page",
    kind: Change.Kind = Change.Kind.WRITE,
) -> Iterator[Unit]:
    """One change: everything inside is written together, or nothing of it.

    `sentence` says what is done, for the history; `unit.sentence` may still be changed inside. It
    keeps its parts, so that each reader is told in their own language.
    `door` is "page", "api", "cli" or "import". Locks the workspace, so changes of one workspace
    run one after another. After it, `unit.written` is the log entry, or None if nothing changed.
    """
    if current_unit() is not None:
        raise OutsideChange("A change cannot begin inside another one.")
    registry.refuse_incomplete()
    with whole(workspace) as held:
        unit = Unit(workspace, user, sentence, door, kind, take_name())
        with writing(unit):
            yield unit
            settle(unit)
            entry = _record(unit)
            if entry is not None:
                held.entries.append(entry)
            unit.close(entry)


@contextmanager
def writing(unit: Unit) -> Iterator[Unit]:
    """A unit is the one under way here, and holds its workspace's lock."""
    token = current.set(unit)
    try:
        lock(unit)
        with connection.execute_wrapper(unit.late):
            yield unit
    finally:
        current.reset(token)


def lock(unit: Unit) -> None:
    """Wait for the workspace's other writers, and keep them out until the transaction ends."""
    own = type(unit.workspace).objects
    unit.workspace = own.select_for_update().get(pk=unit.workspace.pk)
    unit.since = time.monotonic()


def entry_of(unit: Unit, number: int) -> Change:
    """The log entry of what a unit does; one that is under way, an undo or a redo never stands."""
    told, stands = said(unit.sentence), unit.kind == Change.Kind.WRITE and number != UNDER_WAY
    return Change(
        id=unit.entry_id,
        workspace=unit.workspace,
        user=unit.user,
        number=number,
        kind=unit.kind,
        sentence=told.plain[:LONGEST],
        said=told.stored(),
        door=unit.door,
        stands_at=number if stands else None,
    )


def _record(unit: Unit) -> Change | None:
    number, has_job = next_place(unit.workspace)
    if has_job and unit.job is None:
        refuse_held(unit, unit.touched.values())
    log(unit, unit.touched.values())
    if not unit.logged and unit.kind == Change.Kind.WRITE and unit.job is None:
        return None
    entry = entry_of(unit, number)
    if unit.job is not None:
        entry.made_at = unit.job.change.made_at
        entry.save(force_update=True)
        Job.objects.filter(pk=unit.entry_id).delete()
        return entry
    enter(entry)
    return entry


def enter(entry: Change) -> None:
    """Write a new entry of the log. Raises Conflict for one whose id somebody chose and used."""
    try:
        entry.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("This was written already.")) from error


def next_place(workspace: Any) -> tuple[int, bool]:
    """The number of the workspace's next change, and whether a job is under way; under its lock."""
    jobs = Job.objects.filter(workspace=workspace)
    last = Change.objects.filter(workspace=workspace).order_by("-number")
    number, has_job = last.values_list("number", Exists(jobs)).first() or (0, False)
    return number + 1, has_job
