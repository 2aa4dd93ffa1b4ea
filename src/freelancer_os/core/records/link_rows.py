"""Many-to-many links: rows of their own, which name two records each."""

from collections.abc import Collection, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Prefetch, QuerySet


class LinkRows:
    """The rows of another model that link to a record, as an attribute of the record.

    `participants = LinkRows("tools.Participant", "meeting", ("client", "contact"))` reads them with
    the records that the named links point at. `rows.prefetch_related(Meeting.participants.ahead())`
    reads those of many records in one statement.
    """

    def __init__(self, model: str, link: str, targets: Sequence[str]) -> None:
        self.label, self.link, self.targets = model, link, targets

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name, self.kept = name, f"_{name}"

    def __get__(self, record: Any, owner: type[Any] | None = None) -> object:
        if record is None:
            return self
        if self.kept not in record.__dict__:
            record.__dict__[self.kept] = list(self._of(record.workspace_id, [record.pk]))
        return record.__dict__[self.kept]

    @cached_property
    def model(self) -> Any:
        """The model of the rows."""
        return apps.get_model(self.label)

    def ahead(self) -> Prefetch[Any]:
        """What `prefetch_related` takes."""
        return Prefetch(self.name, to_attr=self.kept)

    def forget(self, record: Model) -> None:
        """Read the rows of a record anew when they are asked for next."""
        record.__dict__.pop(self.kept, None)

    def holders(
        self, workspace: Model, target: str, keys: Collection[UUID] | None = None
    ) -> QuerySet[Any]:
        """The ids of the records that are linked to one of several targets, or to any one."""
        wanted = {f"{target}__isnull": False} if keys is None else {f"{target}_id__in": keys}
        rows = self.model.objects.of(workspace).filter(**wanted)
        found: QuerySet[Any] = rows.values(f"{self.link}_id")
        return found

    # What Django's prefetch_related asks for

    def is_cached(self, record: Model) -> bool:
        return self.kept in record.__dict__

    def get_prefetch_querysets(self, instances: Sequence[Any], querysets: Any = None) -> Any:
        rows = self._of(instances[0].workspace_id, [record.pk for record in instances])
        return rows, attrgetter(f"{self.link}_id"), attrgetter("pk"), False, self.kept, False

    def _of(self, workspace: Model, keys: Sequence[UUID]) -> QuerySet[Any]:
        rows = self.model.objects.of(workspace).filter(**{f"{self.link}_id__in": keys})
        found: QuerySet[Any] = rows.select_related(*self.targets).order_by("id")
        return found
