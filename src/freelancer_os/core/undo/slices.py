"""A job: a change of many rows, written in slices, between which others read and write.

All of them are one change, which undo takes back as one; what it touches is held until it ends.
One that ends early, for whatever reason, is taken back without a trace (`core.undo.back`).
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import enter, entry_of, lock
from freelancer_os.core.log.entries import log
from freelancer_os.core.log.models import UNDER_WAY, Change, Job
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.log.whole import whole_under_way
from freelancer_os.core.log.writers import Writers
from freelancer_os.core.undo.back import GAP, STALE, live, reconnect, take_back

LARGE = 2_000  # rows; a change of more is written in slices
SLICE = 0.3  # seconds after which one ends, at the next place for it
PATIENCE = 60  # seconds that a job waits for a database that is locked

jobs = Writers(4)  # of the server's threads


def pause(unit: Unit, done: int, total: int) -> bool:
    """A place where a change of many rows writes them; whether it did, so that they are read again.

    Where that took its time, others come to write. `done` of `total` is what they are told of it.
    Raises Conflict if somebody cancelled it, or if another job is under way.
    """
    if len(unit.touched) <= LARGE and (unit.job is None or not _is_over(unit)):
        return False
    if unit.job is None:
        _become_job(unit)
    _write(unit)
    if _is_over(unit):
        _end(unit, done=done, total=total)
        _begin(unit)
    return True


def hold_all(unit: Unit) -> None:
    """This change recasts every amount: if it is many rows, nobody else writes until it ends."""
    unit.recasts = True
    if unit.job is not None:
        Job.objects.filter(pk=unit.entry_id).update(holds_all=True)


def are_many(rows: QuerySet[Any]) -> bool:
    """Whether so many rows are a job."""
    return rows[LARGE : LARGE + 1].exists()


@contextmanager
def apart(unit: Unit, of: Sequence[Change] = ()) -> Iterator[None]:
    """Others write while this is read, but none of the rows of these changes."""
    if unit.job is None:
        _become_job(unit)
    _write(unit)
    _end(unit, **({"of": [str(entry.pk) for entry in of]} if of else {}))
    yield
    _begin(unit)


def cancel(job: Job) -> None:
    """Have a job end at its next slice; one that nobody writes any more is taken back here."""
    Job.objects.filter(pk=job.pk).update(is_cancelled=True)
    if timezone.now() - job.seen_at > STALE and job.pk not in live:
        take_back(job.workspace, job.pk)


def _become_job(unit: Unit) -> None:
    here, entry = whole_under_way(), entry_of(unit, UNDER_WAY)
    other = Job.objects.filter(workspace=unit.workspace).select_related("change").first()
    if other is not None:
        sentence = _("“{change}” is still going on. Try again when it is done, or cancel it.")
        raise Conflict(sentence.format(change=other.change.words))
    here.jobs.enter_context(jobs.one())
    here.jobs.callback(live.discard, unit.entry_id)
    live.add(unit.entry_id)
    enter(entry)
    unit.job = Job(
        change=entry,
        workspace=unit.workspace,
        holds_all=unit.recasts,
        seen_at=timezone.now(),
    )
    unit.job.save(force_insert=True)
    here.when_failed.append(partial(take_back, unit.workspace, unit.entry_id))


def _is_over(unit: Unit) -> bool:
    return time.monotonic() - unit.since >= SLICE


def _write(unit: Unit) -> None:
    settle(unit)
    log(unit, unit.touched.values())
    unit.forget()


def _end(unit: Unit, **told: object) -> None:
    Job.objects.filter(pk=unit.entry_id).update(seen_at=timezone.now(), **told)
    whole_under_way().end()


def _begin(unit: Unit) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        if connection.vendor == "sqlite":
            time.sleep(GAP)
        try:
            whole_under_way().begin(partial(lock, unit))
            break
        except (OperationalError, InterfaceError):
            reconnect()
            if time.monotonic() > until:
                raise
    unit.forget()  # what was read apart
    job = Job.objects.filter(pk=unit.entry_id).first()
    if job is None:
        raise Conflict(_("This was cut off. Nothing of it was kept."))
    if job.is_cancelled:
        raise Conflict(_("Cancelled. Nothing of it was kept."))
