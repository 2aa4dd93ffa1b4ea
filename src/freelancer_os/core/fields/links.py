"""Foreign keys that carry the workspace in every join and every access."""

from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Col
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.lookups import Exact


class Forward(ForwardManyToOneDescriptor):  # type: ignore[type-arg]  # generic for mypy alone
    """`record.link`: inside a unit of work, the row that the unit has in hand, else a new one."""

    def get_object(self, instance: models.Model) -> Any:
        unit = instance.__dict__.get("_unit")
        pk = getattr(instance, self.field.attname)
        found = unit and unit.in_hand(self.field.related_model, pk)
        return super().get_object(instance) if found is None else found


class WorkspaceForeignKey(models.ForeignKey[Any, Any]):
    """A link from one record to another of the same workspace.

    Joins compare the workspace on both sides, forward access filters by it, and there is no
    reverse accessor: rows are reached from their own manager. Deleting is the gateway's work
    (`Record.remove`), so the database only refuses what it would leave dangling.
    """

    forward_related_accessor_class = Forward

    def __init__(
        self,
        to: Any,
        on_delete: Any = models.DO_NOTHING,
        *,
        goes_along: bool = False,
        rests_on: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """A link with what it means for its row.

        `goes_along`: the row that holds the link is removed with its target. `rests_on`: columns of
        the target that give the row's values their meaning (an account's currency, of an amount);
        once they have changed, an undo does not put the row back.
        """
        self.goes_along, self.rests_on = goes_along, frozenset(rests_on)
        kwargs["related_name"] = "+"
        kwargs.setdefault("db_index", False)  # the models index it together with the workspace
        super().__init__(to, on_delete, **kwargs)

    def get_extra_restriction(self, alias: Any, related_alias: Any) -> Any:
        """`target.workspace_id = source.workspace_id`, added to every join over this link."""
        target: Any = self.remote_field.model._meta.get_field("workspace")
        source: Any = self.model._meta.get_field("workspace")
        return Exact(Col(alias, target), Col(related_alias, source))

    def get_extra_descriptor_filter(self, instance: models.Model) -> Any:
        """The workspace of the record that holds the link, for `record.link`."""
        return Q(workspace_id=getattr(instance, "workspace_id"))  # noqa: B009


@cache
def links_of(model: type[models.Model]) -> list[WorkspaceForeignKey]:
    """Every link that the rows of `model` hold."""
    return [f for f in model._meta.concrete_fields if isinstance(f, WorkspaceForeignKey)]


@cache
def depth(model: type[models.Model]) -> int:
    """How many links lead on from a row of `model`, one from the other, at most."""
    others = {field.related_model for field in links_of(model)} - {model}
    return 1 + max(map(depth, others), default=-1)


def links_to(model: type[models.Model]) -> list[WorkspaceForeignKey]:
    """Every link of the installation that points at `model`."""
    return [
        field
        for source in model._meta.apps.get_models()
        for field in source._meta.concrete_fields
        if isinstance(field, WorkspaceForeignKey) and field.related_model is model
    ]
