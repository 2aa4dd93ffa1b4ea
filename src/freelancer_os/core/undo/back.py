"""A job that ended early is taken back without a trace, slice by slice.

Each slice puts rows back and takes what the log said of them away, in one transaction: so this may
be cut off as well, and is gone on with by whoever comes next.
"""

import logging
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict, Uncertain
from freelancer_os.core.log.changes import next_place, writing
from freelancer_os.core.log.models import Change, ChangeRow, Job
from freelancer_os.core.log.rows import delete_rows
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.log.whole import whole
from freelancer_os.core.undo.inverse import Made, backwards, invert

STALE = timedelta(minutes=1)  # a job that wrote nothing for so long is nobody's any more
GAP = 0.1  # seconds between two slices, in which SQLite lets others come to write

live = set[UUID]()  # the jobs of this process, which may read for long between two slices
others = set[UUID]()  # those of other processes, as this one has last seen them

logger = logging.getLogger(__name__)


def take_back(workspace: Any, pk: UUID) -> None:
    """Put back what a job has written so far, and leave nothing of it.

    Raises Uncertain if the database fails: the rest is left to `take_back_cut_off`. What cannot be
    put back, since something was built on it, stands, as a change of its own; then this raises
    Conflict.
    """
    entry = Change(pk=pk, workspace=workspace)
    made = Made(entry)
    reconnect()
    try:
        while _slice(entry, made):
            time.sleep(GAP)
    except (Conflict, ValidationError, IntegrityError) as refused:
        _let_stand(entry)
        raise Conflict(_("This was cut off. What was done by then stands.")) from refused
    except Error as error:
        raise Uncertain(
            _("This was cut off. What was done by then is taken back in a few minutes.")
        ) from error


def reconnect() -> None:
    """Where the connection may be lost, have the next transaction begin on a new one."""
    if not connection.in_atomic_block:
        connection.close()


def look_for_jobs() -> None:
    """See which jobs other processes have begun, so that no page has to ask where there is none."""
    found = set(Job.objects.values_list("pk", flat=True))
    others.clear()
    others.update(found - live)


def take_back_cut_off() -> None:
    """Take back every job that nobody writes any more, since its process has ended."""
    look_for_jobs()
    old = Job.objects.filter(seen_at__lt=timezone.now() - STALE).exclude(pk__in=live)
    for job in old.select_related("workspace"):
        try:
            take_back(job.workspace, job.pk)
        except (Conflict, Uncertain):
            logger.exception("A job that was cut off could not be taken back as a whole")
        others.discard(job.pk)


def _slice(entry: Change, made: Made) -> bool:
    """Take back some rows; whether there may be more."""
    unit, own = Unit(entry.workspace, None, "", ""), Job.objects.filter(pk=entry.pk)
    unit.is_taking_back = unit.clears = True
    with whole(entry.workspace), writing(unit):
        if not own.update(seen_at=timezone.now()):
            return False
        unit.recasts = own.filter(holds_all=True).exists()
        rows = next(backwards(entry, recasts=unit.recasts), [])
        invert(unit, rows, made)
        settle(unit)
        delete_rows(ChangeRow, entry.workspace, [row.pk for row in rows])
        if not rows:
            own.delete()
            Change.objects.filter(workspace=entry.workspace, pk=entry.pk).delete()
        return bool(rows)


def _let_stand(entry: Change) -> None:
    with whole(entry.workspace), writing(Unit(entry.workspace, None, "", "")) as unit:
        number, _has_job = next_place(unit.workspace)
        own = Change.objects.filter(workspace=entry.workspace, pk=entry.pk)
        own.update(number=number, stands_at=number, kind=Change.Kind.WRITE)
        Job.objects.filter(pk=entry.pk).delete()
