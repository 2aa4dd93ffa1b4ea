"""The rows of a job are held until it ends: nobody else writes them, or comes to name them."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.links import links_of
from freelancer_os.core.log.models import ChangeRow, Job
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit


def refuse_held(unit: Unit, entries: Iterable[Touched]) -> None:
    """Raise Conflict, which names the job, if what a unit has written is held by one."""
    job = Job.objects.filter(workspace=unit.workspace).select_related("change").first()
    if job is None:
        return
    if job.holds_all:
        raise _going_on(job)
    changes = [job.pk, *map(UUID, job.of)]
    wanted = {pk for touched in entries for pk in _written(touched)}
    for some in in_batches(wanted):
        held = ChangeRow.about(unit.workspace, some, changes).first()
        if held is not None:
            sentence = _("{record} is held by “{change}”, which is still going on. Try again soon.")
            raise Conflict(sentence.format(record=held.title, change=job.change.words))


def refuse_mixed(workspace: Any) -> None:
    """Raise Conflict while a job recasts every amount: sums would be half of what they were."""
    job = Job.objects.filter(workspace=workspace, holds_all=True).select_related("change").first()
    if job is not None:
        raise _going_on(job)


def _going_on(job: Job) -> Conflict:
    sentence = _("“{change}” is still going on. Try again when it is done, or cancel it.")
    return Conflict(sentence.format(change=job.change.words))


def _written(touched: Touched) -> Iterator[UUID]:
    """The row, if it has other facts or is gone, and what it has come to name."""
    first, now = touched.first or {}, touched.now
    if not (touched.is_written or touched.is_mentioned or now is None):
        return
    yield touched.pk
    names = [field.attname for field in links_of(touched.model)]
    for name in (*names, "record_id"):  # files and notes name their record so
        if now and (target := now.get(name)) and target != first.get(name):
            yield target
