"""Which day of a recurring entry was the last one and which comes next: kept by the gateway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from freelancer_os.core.check import AT_ONCE
from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.recurring.occurrences import Occurrence
from freelancer_os.finance.recurring.recurring import Recurring


def name_days(unit: Unit) -> None:
    """What was written moves on from the last of its occurrences; what waits waits no more."""
    in_hand = unit.unsettled(Occurrence)
    wanted = {one.pk for one in unit.unsettled(Recurring)}
    wanted |= {row["recurring_id"] for one in in_hand for row in (one.counted, one.now) if row}
    lasts = _last_days(unit, wanted, in_hand)
    for touched in load(unit, Recurring, sorted(wanted)):
        if touched.now is None:
            continue
        record: Any = touched.record
        touched.sync()
        before = record.next_date
        record.last_date = lasts.get(touched.pk)
        record.next_date = record.first_open()
        if record.next_date != before:
            record.waits = ""
        touched.now = record.values()


def _last_days(unit: Unit, wanted: Set[UUID], in_hand: Sequence[Touched]) -> dict[UUID, date]:
    """The last occurrence of each: of those that are stored, and of those in hand."""
    rows = unit.rows(Occurrence).filter(recurring__in=wanted)
    stored = rows.exclude(pk__in=[one.pk for one in in_hand]).order_by().values_list("recurring")
    found: dict[UUID, date] = dict(stored.annotate(Max("date")))
    for row in (one.now for one in in_hand if one.now):
        key, day = row["recurring_id"], row["date"]
        found[key] = max(found.get(key, day), day)
    return found


def unkept() -> Iterator[str]:
    """What `check` finds: rows whose days are not those that follow."""
    last = Occurrence.objects.order_by().values_list("recurring").annotate(Max("date"))
    days: dict[UUID, date] = dict(last)
    for one in Recurring.objects.order_by("id").iterator(AT_ONCE):
        kept = one.last_date, one.next_date
        one.last_date = days.get(one.pk)
        wanted = one.last_date, one.first_open()
        if kept != wanted:
            yield f"the days of finance.Recurring {one.pk} are {kept}, not {wanted}"
