"""What a unit of work reads: the rows of its workspace, and which of them it has touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakValueDictionary

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.links import links_of
from freelancer_os.core.log.final import Final
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.touched import Open, Touched
from freelancer_os.core.records.base import Logged
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.words import noun_of

T = TypeVar("T", bound=Logged)
Key = tuple[type[models.Model], UUID]


class Reading:
    """Rows that are read to be written, of one workspace, under its lock."""

    def __init__(self, workspace: Any) -> None:
        self.workspace = workspace
        self.touched: dict[Key, Touched] = {}
        self.open: Open = defaultdict(dict)  # what totals have not counted yet
        self.known: set[Key] = set()
        self.seen: WeakValueDictionary[Key, Logged] = WeakValueDictionary()  # read, and in use
        self.final = Final()
        self._linked: list[Logged] = []

    def welcome(self, record: Logged) -> None:
        """Note what a row held when it was read, whole, under the lock."""
        record._unit, record._read = self, record.values()
        if record.scope().get("workspace_id") == self.workspace.pk:
            key = (type(record), record.pk)
            self.known.add(key)
            self.seen[key] = record
            record._state.fields_cache["workspace"] = self.workspace

    def rows(self, model: type[T]) -> models.QuerySet[T]:
        """The rows of this unit's workspace; of workspaces, this one."""
        own = self.owner(model) or {"pk": self.workspace.pk}
        return model._default_manager.filter(**own)

    def get(self, model: type[T], pk: UUID) -> T:
        """One row of this workspace, read to be written; raises `model.DoesNotExist`."""
        found = self.find(model, pk)
        if found is None:
            raise model.DoesNotExist(_("There is no such {kind}.").format(kind=noun_of(model)))
        return found

    def find(self, model: type[T], pk: UUID, *links: str) -> T | None:
        """The same with what its links name, or None."""
        return next(iter(self.rows_by(model, *links, pk=pk)), None)

    def rows_by(self, model: type[T], *links: str, **wanted: UUID | Sequence[UUID]) -> list[T]:
        """The rows of this workspace whose columns hold these ids (`core.records.prepared`)."""
        own = "workspace_id" if self.owner(model) else "id"
        return rows_by(model, links, **{own: self.workspace.pk}, **wanted)

    def fresh(self, record: T) -> T:
        """The same row, read inside this unit."""
        return self.get(type(record), record.pk)

    def in_hand(self, model: type[T], pk: UUID) -> T | None:
        """A row that waits to be written, or was read before, is still in use, and is as it was
        read; while this lasts."""
        found: Any = self.seen.get((model, pk))
        touched = self.touched.get((model, pk))
        if touched is not None:
            return touched.record if touched.waiting else None  # type: ignore[return-value]
        if found is None or found.values() != found._read:
            return None
        return found  # type: ignore[no-any-return]

    def read_links(self, records: Sequence[Logged]) -> None:
        """Take in hand what the links of rows of one model name, until those of others are read."""
        found: list[Logged] = []
        for field in links_of(type(records[0])) if records else ():
            target: Any = field.related_model
            wanted = sorted({getattr(record, field.attname) for record in records} - {None})
            for some in in_batches(wanted):
                found += self.rows_by(target, pk__in=some)
        self._linked = found

    def forget(self) -> None:
        """Hold no more of what is written and logged than rules may ask for: others write next."""
        for touched in self.touched.values():
            self.final.add(touched)
        for held in (self.touched, self.known, self.seen):
            held.clear()
        self._linked = []

    def changed(self, model: type[T]) -> list[Touched]:
        """What this unit has touched of one model and not let go."""
        return [t for t in self.touched.values() if t.model is model]

    def unsettled(self, model: type[T]) -> list[Touched]:
        """What has changed of one model since the unit settled."""
        return list(self.open[model].values())

    def living(self, model: type[T]) -> Iterator[list[UUID]]:
        """The ids of rows that are new or have other facts, in batches."""
        yield from self.final.living(model)
        pks = [touched.pk for touched in self.changed(model) if touched.is_written]
        yield from in_batches(pks)

    def owner(self, model: type[Logged]) -> dict[str, object]:
        """What a new row of `model` needs to belong to this workspace."""
        has_workspace = any(f.name == "workspace" for f in model._meta.concrete_fields)
        return {"workspace": self.workspace} if has_workspace else {}
