"""What changes did to the fields of one record: what each held before, and since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.json_values import unpack
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.core.own.values import OWN, merged
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Word
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.write.writing import told
from freelancer_os.web.history.entries import Edited
from freelancer_os.web.shell.access import Desk

Packed = Mapping[str, Any]
Targets = Mapping[str, Mapping[UUID, Record]]
"""What links named, by the field and the id."""


def edited(
    desk: Desk, collection: Collection, record: Record, changes: Iterable[Change]
) -> dict[UUID, list[Edited]]:
    """By change the fields of a record that it set, with both values in words."""
    rows = ChangeRow.objects.filter(workspace=desk.workspace, record_id=record.pk)
    updates = rows.filter(change__in=[one.pk for one in changes], action=ChangeRow.Action.UPDATE)
    found = list(updates)
    targets = _targets(desk, collection, found)
    told: dict[UUID, list[Edited]] = defaultdict(list)
    for row in found:
        before, after = (
            _words(desk, collection, record, side, targets) for side in (row.before, row.after)
        )
        told[row.change_id] += [
            Edited(collection.by_name[name].label, before[name], after[name])
            for name in before
            if before[name] != after.get(name, before[name])
        ]
    return told


def _targets(desk: Desk, collection: Collection, rows: Iterable[ChangeRow]) -> Targets:
    """One statement for each link that was changed."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        for one in collection.links:
            held = (side.get(one.logged) for side in (row.before, row.after))
            wanted[one.name] |= {UUID(key) for key in held if key}
    found = {}
    for one in collection.links:
        if pks := wanted[one.name]:
            found[one.name] = one.model.objects.of(desk.workspace).in_bulk(pks)
    return found


def _words(
    desk: Desk, collection: Collection, record: Record, side: Packed, targets: Targets
) -> dict[str, str]:
    """What the fields of one side hold, in words by their names."""
    there = copy(record)
    for name, value in unpack(collection.model, dict(side)).items():
        setattr(there, name, merged(getattr(record, OWN, None), value) if name == OWN else value)
    return {
        one.name: _one(desk, one, there, side, targets)
        for one in collection.fields
        if one.logged in side or one.name in side
    }


def _one(desk: Desk, one: Field, there: Record, side: Packed, targets: Targets) -> str:
    if isinstance(one, Link) and (key := side.get(one.logged)):
        target = targets[one.name].get(UUID(key))
        return _("deleted") if target is None else str(target)
    if isinstance(one, Choice) and one.logged not in side:  # of which the rest follows
        return one.option(side[one.name])[1]
    if isinstance(one, Day | Instant):
        return one.shown(there, desk.formats) or Word.of("empty")
    return str(told(one, there, desk.formats))
