"""The unit of work: what one change touches, from the lock to the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakValueDictionary

from django.apps import apps
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from freelancer_os.core.errors import OutsideChange
from freelancer_os.core.fields.links import WorkspaceForeignKey, links_of, links_to
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.final import Final
from freelancer_os.core.log.late import Late
from freelancer_os.core.log.models import Change
from freelancer_os.core.log.refusals import refusal
from freelancer_os.core.log.rows import BATCH, delete_rows, insert_rows
from freelancer_os.core.log.touched import Open, Touched, refuse_unfit
from freelancer_os.core.own.values import OWN, changes, merged
from freelancer_os.core.records.base import Logged, Values
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.records.under_way import current, writer_of
from freelancer_os.core.words import Sentence, noun_of

Key = tuple[type[models.Model], UUID]
T = TypeVar("T", bound="Logged")
ATTACHED = ("core.Attachment", "core.Note")  # what goes with its record (`core.attached.base`)


def current_unit() -> Unit | None:
    """The unit of work that is under way here, if any."""
    found: Unit | None = current.get()
    return found


def writing_unit(record: Logged) -> Unit:
    """The unit that may write `record`; raises OutsideChange if there is none."""
    writer_of(record)
    unit: Unit = current.get()
    return unit


class Unit:
    """Everything that one change reads to write, and writes.

    Rows are written before anybody reads them again, their totals when the unit settles: at its
    end, or earlier when a verb needs them. Made by `core.log.changes.change` only, which holds the
    workspace's lock.
    """

    def __init__(self, workspace: Any, user: Any, sentence: str | Sentence, door: str) -> None:
        self.workspace, self.user = workspace, user
        self.sentence, self.door = sentence, door
        self.moves_linked = False  # rows that follow a link of another are moved along with it
        self.touched: dict[Key, Touched] = {}
        self.open: Open = defaultdict(dict)  # what totals have not counted yet
        self.known: set[Key] = set()
        self.seen: WeakValueDictionary[Key, Logged] = WeakValueDictionary()  # read, and in use
        self.late = Late()
        self.final = Final()
        self.entry_id, self.logged = new_id(), 0  # of the log entry; and how many rows it has
        self.written: Change | None = None  # the log entry, once there is one
        self._linked: list[Logged] = []
        self._when_written: list[Callable[[Change], None]] = []

    # Reading

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
        """A row that was read before, is still in use, and is as it was read; while this lasts."""
        found: Any = self.seen.get((model, pk))
        if found is None or (model, pk) in self.touched or found.values() != found._read:
            return None
        return found  # type: ignore[no-any-return]

    def read_links(self, records: Sequence[Logged]) -> None:
        """Take in hand what the links of rows of one model name, until those of others are read."""
        found: list[Logged] = []
        for field in links_of(type(records[0])) if records else ():
            target: Any = field.related_model
            wanted = sorted({getattr(record, field.attname) for record in records} - {None})
            for start in range(0, len(wanted), BATCH):
                found += self.rows_by(target, pk__in=wanted[start : start + BATCH])
        self._linked = found

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
        yield from (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))

    # Writing

    def put(self, record: Logged) -> None:
        """Insert a new row, or write the columns of a row that differ from when it was read."""
        self._own(record)
        self._refresh(record)
        record.derive()
        refuse_unfit(record, record.values())
        found = self.touched.get((type(record), record.pk))
        if record._state.adding and not (found is not None and found.waiting):
            self._insert(record)
        else:
            self._update(record)

    def add(self, records: Iterable[Logged]) -> None:
        """Queue many new rows; each is written once, with its totals, when the unit settles."""
        for record in records:
            self._own(record)
            record.derive()
            now = record.values()
            refuse_unfit(record, now)
            self._note(record, now).waiting = True

    def drop(self, record: Logged) -> None:
        """Delete a row as it stands, without rules."""
        self.drop_all([record])

    def drop_all(self, records: Iterable[Logged]) -> None:
        """Delete rows as they stand, without rules, a few statements for many of them."""
        gone: dict[type[Logged], list[UUID]] = defaultdict(list)
        for record in records:
            self._own(record)
            touched = self.touch(record)
            self.known.discard((type(record), record.pk))
            if not touched.waiting:
                gone[type(record)].append(record.pk)
            touched.now, touched.waiting = None, False
        for model, pks in gone.items():
            delete_rows(model, self.workspace, pks)
        self._drop_beside([pk for pks in gone.values() for pk in pks])

    def linked(self, target: Logged) -> Iterator[tuple[WorkspaceForeignKey, Any]]:
        """Per link that may point at a row: the link, and the rows that do."""
        for field in links_to(type(target)):
            source: Any = field.model
            if field.attname not in source.unlogged:
                yield field, self.rows(source).filter(**{field.attname: target.pk})

    def unlink(self, target: Logged) -> None:
        """Empty every link to a row that is about to go, or let what holds it go along."""
        for field, rows in self.linked(target):
            for record in rows:
                if field.goes_along:
                    record.remove()
                    continue
                setattr(record, field.attname, None)
                record.released(field.name)
                record.save()

    def mention(self, record: Logged) -> None:
        """Name a stored row in the log though no column of it changes: what is beside it does."""
        self.touch(record).is_mentioned = True

    def touch(self, record: Logged) -> Touched:
        """The entry of a stored row that this unit read."""
        key = (type(record), record.pk)
        if record._unit is not self or record._read is None:
            raise OutsideChange(f"{type(record).__name__} was read before the change began.")
        found: Touched | None = self.touched.get(key)
        if found is None:
            found = self.touched[key] = Touched(record, record._read, record._read, self.open)
        return found

    def forget(self, touched: Touched) -> None:
        """Hold no more of a row that is written and logged than rules may ask for."""
        key = (touched.model, touched.pk)
        self.final.add(touched)
        self.known.discard(key)
        self.seen.pop(key, None)
        del self.touched[key]

    def owner(self, model: type[Logged]) -> dict[str, Any]:
        """What a new row of `model` needs to belong to this workspace."""
        has_workspace = any(f.name == "workspace" for f in model._meta.concrete_fields)
        return {"workspace": self.workspace} if has_workspace else {}

    def when_written(self, callback: Callable[[Change], None]) -> None:
        """Do this with the log entry, in the same database transaction."""
        self._when_written.append(callback)

    def close(self, entry: Change | None) -> None:
        """The log entry is written, or there was nothing to log."""
        self.written = entry
        self.seen.clear()
        if entry is not None:
            for callback in self._when_written:
                callback(entry)

    # Inside

    def _drop_beside(self, pks: list[UUID]) -> None:
        """The files and notes of rows that are gone go with them."""
        for model in map(apps.get_model, ATTACHED):
            rows: Any = self.rows(model)
            for start in range(0, len(pks), BATCH):
                self.drop_all(rows.filter(record_id__in=pks[start : start + BATCH]))

    def _own(self, record: Logged) -> None:
        scope = record.scope()
        if scope.get("workspace_id", scope["pk"]) != self.workspace.pk:
            raise OutsideChange(f"{type(record).__name__} belongs to another workspace.")

    def _refresh(self, record: Logged) -> None:
        """Take over what another copy of this row has written since this one was read."""
        found = self.touched.get((type(record), record.pk))
        read = record._read
        if found is None or found.now is None or read is None or record._unit is not self:
            return
        for name, value in found.now.items():
            mine = record.__dict__.get(name)
            if read[name] != value and (mine == read[name] or name in record.unlogged):
                setattr(record, name, value)
            elif name == OWN:
                setattr(record, name, merged(value, changes(read[name], mine)))
        record._read = found.now

    def _note(self, record: Logged, now: Values) -> Touched:
        """The entry of a new row, also of one that was removed before."""
        key = (type(record), record.pk)
        record._unit, record._read = self, now
        self.known.add(key)
        found = self.touched.get(key)
        if found is None:
            found = self.touched[key] = Touched(record, None, now, self.open)
        found.record, found.now = record, now
        return found

    def _insert(self, record: Logged) -> None:
        try:
            insert_rows(type(record), [record])
        except IntegrityError as error:
            raise refusal(type(record), error) from error
        record._state.adding = False
        touched = self._note(record, record.values())
        touched.stored = touched.now

    def _update(self, record: Logged) -> None:
        touched, now = self.touch(record), record.values()
        read = record._read or {}
        changed = {n: value for n, value in now.items() if value != read[n]}
        if not changed or touched.now is None:
            return
        touched.now = {**touched.now, **changed}
        touched.record, record._read = record, touched.now
        self.late.write(touched)
