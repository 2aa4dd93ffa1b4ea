"""The unit of work: what one change touches, from the lock to the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError

from freelancer_os.core.errors import OutsideChange
from freelancer_os.core.fields.links import WorkspaceForeignKey, links_to
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.late import Late
from freelancer_os.core.log.models import Change, Job
from freelancer_os.core.log.reading import Reading
from freelancer_os.core.log.refusals import refused_by
from freelancer_os.core.log.rows import delete_rows, in_batches, insert_rows
from freelancer_os.core.log.touched import Touched, refuse_unfit
from freelancer_os.core.own.values import OWN, changes, merged
from freelancer_os.core.records.base import Logged, Values
from freelancer_os.core.records.under_way import current, writer_of
from freelancer_os.core.words import Sentence

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


class Unit(Reading):
    """Everything that one change reads to write, and writes.

    Rows are written before anybody reads them again, their totals when the unit settles: at its
    end, or earlier when a verb needs them. Made by `core.log.changes.change` only, which holds the
    workspace's lock.
    """

    def __init__(
        self,
        workspace: Any,
        user: Any,
        sentence: str | Sentence,
        door: str,
        kind: Change.Kind = Change.Kind.WRITE,
        name: UUID | None = None,
    ) -> None:
        super().__init__(workspace)
        self.user, self.sentence, self.door, self.kind = user, sentence, door, kind
        self.moves_linked = False  # rows that follow a link of another are moved along with it
        self.drops_linked = False  # they are taken off it instead
        self.is_moving = False
        self.asks = False  # a person is asked before what was sent or paid loses something
        self.recasts = False  # every amount is written anew: nothing follows, and others wait
        self.clears = False  # what goes counts as never been: no books refuse it, no tray keeps it
        self.late = Late()
        self.entry_id, self.logged = name or new_id(), 0  # of the log entry; its rows so far
        self.job: Job | None = None  # what is known of it, once it is written in slices
        self.told_of = set[type[Logged]]()  # the models of rows that its slices logged and left
        self.is_taking_back = False  # a job that ended early, without a trace
        self.since = 0.0  # when it came to write (`time.monotonic`)
        self.written: Change | None = None  # the log entry, once there is one
        self._when_written: list[Callable[[Change], None]] = []

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

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Rows that are written inside are moved along with another; they move no further ones."""
        before, self.is_moving = self.is_moving, True
        try:
            yield
        finally:
            self.is_moving = before

    def mention(self, record: Logged) -> None:
        """Name a stored row in the log though no column of it changes: what is beside it does.

        What is derived of it with others is derived anew.
        """
        touched = self.touch(record)
        touched.is_mentioned, touched.now = True, touched.now

    def touch(self, record: Logged) -> Touched:
        """The entry of a stored row that this unit read."""
        key = (type(record), record.pk)
        if record._unit is not self or record._read is None:
            raise OutsideChange(f"{type(record).__name__} was read before the change began.")
        found: Touched | None = self.touched.get(key)
        if found is None:
            found = self.touched[key] = Touched(record, record._read, record._read, self.open)
        return found

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
            for some in in_batches(pks):
                self.drop_all(rows.filter(record_id__in=some))

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
            raise refused_by(type(record), error) from error
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
        if record.pk == self.workspace.pk:  # what follows from its settings does from now on
            for name, value in changed.items():
                setattr(self.workspace, name, value)
        self.late.write(touched)


def named_by(record: Logged, link: str) -> Logged | None:
    """The record that a link of another names, also while both are being removed."""
    field: Any = type(record)._meta.get_field(link)
    key: Any = (field.related_model, getattr(record, field.attname))
    unit = current_unit()
    touched = unit.touched.get(key) if unit is not None else None
    found: Logged | None = touched.record if touched is not None else getattr(record, link)
    return found
