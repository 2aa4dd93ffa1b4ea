"""The one way to write: a unit of work under the workspace's lock, and its entry in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict, OutsideChange
from freelancer_os.core.log.entries import log
from freelancer_os.core.log.models import Change
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
    with whole(workspace) as entries:
        unit = Unit(workspace, user, sentence, door, take_name())
        token = current.set(unit)
        try:
            unit.workspace = type(workspace).objects.select_for_update().get(pk=workspace.pk)
            with connection.execute_wrapper(unit.late):
                yield unit
                settle(unit)
            entry = _record(unit, kind)
            if entry is not None:
                entries.append(entry)
            unit.close(entry)
        finally:
            current.reset(token)


def _record(unit: Unit, kind: Change.Kind) -> Change | None:
    log(unit, unit.touched.values())
    if not unit.logged and kind == Change.Kind.WRITE:
        return None
    number, told = next_number(unit.workspace), said(unit.sentence)
    entry = Change(
        id=unit.entry_id,
        workspace=unit.workspace,
        user=unit.user,
        number=number,
        kind=kind,
        sentence=told.plain[:LONGEST],
        said=told.stored(),
        door=unit.door,
        stands_at=number if kind == Change.Kind.WRITE else None,
    )
    try:
        entry.save(force_insert=True)
    except IntegrityError as error:  # somebody chose its id, and sent it once more
        raise Conflict(_("This was written already.")) from error
    return entry


def next_number(workspace: Any) -> int:
    """The number of the workspace's next change; only under its lock."""
    last = Change.objects.filter(workspace=workspace).order_by("-number")
    return (last.values_list("number", flat=True).first() or 0) + 1
