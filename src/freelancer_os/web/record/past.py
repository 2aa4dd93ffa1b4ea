"""The history of one record, as its page and the peek show it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from freelancer_os.core.models import UNDER_WAY, Change, ChangeRow
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.web.history.entries import Line, lines, read_number
from freelancer_os.web.record.changed import edited
from freelancer_os.web.shell.access import Desk

SHOWN = 10


@dataclass(frozen=True)
class Past:
    """Some changes of a record, newest first, and where the older ones are."""

    lines: list[Line]
    newest: str
    older: str


def past(
    desk: Desk,
    collection: Collection,
    record: Record,
    place: Callable[[str], str],
    *,
    before: str = "",
) -> Past:
    """The changes of a record, those `before` the number of one.

    `place` is the address of a page of them; that of the newest is before "".
    """
    rows = ChangeRow.objects.filter(workspace=desk.workspace, record_id=record.pk)
    changes = Change.objects.filter(workspace=desk.workspace, pk__in=rows.values("change"))
    changes = changes.exclude(number=UNDER_WAY)
    number = read_number(before)
    if number is not None:
        changes = changes.filter(number__lt=number)
    found = list(changes.select_related("user").order_by("-number")[: SHOWN + 1])
    fields = edited(desk, collection, record, found[:SHOWN])
    shown = lines(desk, found[:SHOWN], with_records=False)
    return Past(
        lines=[replace(line, edited=fields.get(line.change.pk, ())) for line in shown],
        newest=place("") if number is not None else "",
        older=place(str(found[SHOWN - 1].number)) if len(found) > SHOWN else "",
    )
