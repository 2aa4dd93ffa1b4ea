"""The base of every row of a business, and the query set through which such rows are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar, NoReturn, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.base import ModelState
from django.utils.translation import get_language

from freelancer_os.core.errors import OutsideChange
from freelancer_os.core.fields.columns import OwnField
from freelancer_os.core.fields.stored import Columns, Take, taker
from freelancer_os.core.ids import new_id
from freelancer_os.core.own.values import OWN, facts, with_folded
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.blank import Blank
from freelancer_os.core.records.under_way import under_way, writer_of
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.text import fold
from freelancer_os.core.words import Part

Values = dict[str, Any]
R = TypeVar("R", bound="Logged")


class Records(models.QuerySet[R]):
    """Reads records. It refuses to write them: that is the gateway's work."""

    def of(self, workspace: Any) -> Self:
        """The rows of one workspace; the only way in for pages, API and imports."""
        return self.filter(workspace=workspace)

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise OutsideChange(f"{self.model.__name__} rows are written through a change only.")

    update = delete = create = get_or_create = update_or_create = _refuse
    bulk_create = bulk_update = _refuse


class Logged(models.Model):
    """A row whose every write is in the change log.

    `unlogged` names the columns that follow from others: stored totals and derived columns. They
    are kept by the gateway, are not in the log, and are no part of the row's version.
    """

    unlogged: ClassVar[frozenset[str]] = frozenset()
    few: ClassVar[bool] = False  # a workspace has some of them, never thousands (`core.planner`)
    # Columns whose change settles others for good, so that those are not undone before it.
    fixes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    # Columns of a workspace without which no amount in it means anything.
    gives_worth: ClassVar[frozenset[str]] = frozenset()

    # Columns that `edit` does not take, since verbs of the model write them.
    by_verb: ClassVar[frozenset[str]] = frozenset()

    # What the row held when it was read inside a unit of work; None outside of one.
    _read: Values | None = None
    _unit: Any = None

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> Self:
        names, unit = Columns.of(cls).names, under_way()
        if len(values) != len(names):  # some are read when they are asked for
            return super().from_db(db, field_names, values, **kwargs)
        record = cls._holding(dict(zip(names, values, strict=True)))
        record._state.adding, record._state.db = False, db
        if unit is not None:
            unit.welcome(record)
        return record

    @classmethod
    def _holding(cls, values: Values) -> Self:
        """A record of a value for every column: what calling the class makes, for less time."""
        record = cls.__new__(cls)
        record._state = ModelState()
        record.__dict__.update(values)
        return record

    @classmethod
    def logged_columns(cls) -> list[str]:
        """The columns that are facts, in the order of the model."""
        return [*_logged(cls)[0]]

    @classmethod
    def facts(cls, values: Values) -> Values:
        """What of a row's values is logged, by its name there; own properties one by one."""
        names, take = _logged(cls)
        found = dict(zip(names, take(values), strict=True))
        held = found.pop(OWN, None)
        return {**found, **facts(held)} if held else found

    def values(self) -> Values:
        """Every column by its name, as Python values."""
        columns, held = Columns.of(type(self)), self.__dict__
        try:
            return dict(zip(columns.names, columns.take(held), strict=True))
        except KeyError:  # some of them were not read
            return {name: held.get(name) for name in columns.names}

    @property
    def named(self) -> Part:
        """What it is called in a sentence that is told in any language; read inside a change."""
        return str(self)

    def scope(self) -> dict[str, UUID]:
        """What names this row in a write: its id and its workspace."""
        raise NotImplementedError

    def derive(self) -> None:
        """Compute the columns that follow from other columns of this row."""

    def linked_values(self) -> Values:
        """What is part of this record though it stands in rows of their own, as JSON values."""
        return {}

    def inverse(self, before: Values) -> Values:
        """The columns that undoing an update puts back; a model may hold some of them back."""
        return before

    def uncreate(self, along: Collection[UUID]) -> None:
        """Undoing the creation is about to delete this row, and those named by `along` with it.

        A model may raise Conflict.
        """

    def recreate(self) -> None:
        """Undoing the removal is about to put this row back; a model may raise Conflict."""

    def released(self, link: str) -> None:
        """The row that `link` named was removed; the link is already empty."""

    @property
    def alone(self) -> frozenset[str]:
        """The public fields that are this record's alone, which one made after it has not."""
        return frozenset()

    def to_copy(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of a copy by their public names: a model changes what no two may share."""
        return values

    def follow_copied(self, original: Self) -> None:
        """This record has the fields of another: what else makes it like that one."""

    kept_links: ClassVar[frozenset[str]] = frozenset()
    """The links of `follows` that are not taken off in passing: a line stays on its invoice."""

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields by their public names and save. Models add their rules here.

        Raises ValidationError with a sentence per field; then nothing is saved.
        """
        self.take(admit(self, values))

    def take(self, admitted: Mapping[str, Any]) -> None:
        """Set what was admitted (`core.records.admission`), and save."""
        for name, value in admitted.items():
            setattr(self, name, value)
        self.save()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write this row through the change that is under way, as it stands, without rules."""
        if args or kwargs:
            raise TypeError("Records are saved without options.")
        writer_of(self).put(self)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideChange("Records are removed with remove(), inside a change.")

    def remove(self) -> None:
        """Delete this row; links to it become null in the same change. Models add refusals."""
        unit = writer_of(self)
        unit.unlink(self)
        unit.drop(self)


@cache
def _logged(model: type[Logged]) -> tuple[list[str], Take]:
    """The columns that are facts, and what takes them from a row's values."""
    skip = model.unlogged | {"id", "workspace_id"}
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in skip]
    return names, taker(names)


class Record(Logged):
    """A row of one workspace."""

    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects = Records.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # what reads links refuses to write as well

    @classmethod
    def made(cls, workspace: models.Model, **values: Any) -> Self:
        """A new record of values by their field names, links as records: one of many."""
        blank = Blank.of(cls)
        record = cls._holding(blank.constant)
        held, linked = record.__dict__, record._state.fields_cache
        held.update([(name, default()) for name, default in blank.made])
        for name, value in {"workspace": workspace, **values}.items():
            if name in blank.links:
                held[blank.links[name]], linked[name] = value.pk, value
            else:
                held[name] = value
        return record

    def scope(self) -> dict[str, UUID]:
        return {"workspace_id": self.workspace_id, "pk": self.pk}

    def told_of(self, day: date) -> str:
        """A day that names a record, as its workspace, or else the page's language, writes it."""
        workspace = self._state.fields_cache.get("workspace")
        return show_date(day, getattr(workspace, "locale", get_language() or "en"), today=date.min)


class Owned(Record):
    """A record that has a value for each property that its workspace made for its collection."""

    own = OwnField()

    class Meta:
        abstract = True

    def derive(self) -> None:
        super().derive()
        if self.own is not None:
            self.own = with_folded(self.own)


class Titled(Record):
    """A record with a title that is sorted by and searched in its folded form."""

    title_column: ClassVar[str] = "name"

    folded = models.CharField(max_length=300, editable=False, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, self.title_column))

    def derive(self) -> None:
        super().derive()
        self.folded = fold(getattr(self, self.title_column))[:300]
