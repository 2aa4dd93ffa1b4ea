"""Stored totals: what a total is, and how it moves by the difference of what was touched.

A definition is one filter and one summed column. From it derive the contribution of one row (the
gateway), the sum in SQL (`check` and tests) and the rows behind a number (the drill-down).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.models import Count, Model, QuerySet, Sum

if TYPE_CHECKING:
    from freelancer_os.core.log.unit import Unit
    from freelancer_os.core.records.base import Logged, Values


@dataclass(frozen=True)
class Part:
    """The rows of one model that count: `column` summed over `where`, grouped by `link`.

    `where` maps a column to the value it must have, `column__in` to such values, or
    `column__isnull` to a bool.
    """

    source: str
    link: str
    column: str
    where: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def model(self) -> type[Logged]:
        return cast("type[Logged]", apps.get_model(self.source))

    def counts(self, row: Values) -> bool:
        """Whether this row is among those that are summed."""
        return all(_holds(row, name, wanted) for name, wanted in self.where.items())

    def rows(self, workspace: Model) -> QuerySet[Any]:
        """The same rows, in SQL."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows.filter(workspace=workspace, **self.where)


@dataclass(frozen=True)
class Total:
    """A stored column of `target` that sums one part, or several of different models."""

    target: str
    column: str
    parts: tuple[Part, ...]

    @cached_property
    def model(self) -> type[Logged]:
        return cast("type[Logged]", apps.get_model(self.target))

    def sums(self, workspace: Model) -> dict[object, int]:
        """The total of every target that has rows, summed anew."""
        found: dict[Any, int] = {}
        for part in self.parts:
            rows = part.rows(workspace).exclude(**{part.link: None})
            for key, amount in rows.order_by().values_list(part.link).annotate(Sum(part.column)):
                found[key] = found.get(key, 0) + (amount or 0)
        return found


@dataclass(frozen=True)
class Tally:
    """Count and sum of the rows of one model per value of `by`, for boards and menus."""

    name: str
    source: str
    by: tuple[str, ...]
    column: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)

    @property
    def definition(self) -> str:
        """What is counted, in one line; where it reads otherwise, what is stored is of no use."""
        where = ",".join(f"{name}={self.where[name]}" for name in sorted(self.where))
        return f"{self.source} by {'|'.join(self.by)} sums {self.column} where {where}"

    @cached_property
    def part(self) -> Part:
        return Part(self.source, self.by[0], self.column or "id", self.where)

    def key(self, row: Values) -> str:
        return "|".join(str(row[name]) for name in self.by)

    def sums(self, workspace: Model) -> dict[str, tuple[int, int]]:
        """Count and sum per key, computed anew."""
        rows = self.part.rows(workspace).order_by().values(*self.by)
        rows = rows.annotate(n=Count("pk"), **({"s": Sum(self.column)} if self.column else {}))
        return {"|".join(str(r[name]) for name in self.by): (r["n"], r.get("s") or 0) for r in rows}


Hook = Callable[["Unit"], None]


@dataclass(frozen=True)
class Step:
    """What settling does with one model: its hooks, the totals (by link) and tallies that its rows
    move."""

    model: type[Logged]
    hooks: list[Hook]
    fed: dict[str, list[tuple[Total, Part]]]
    tallied: list[Tally]


class Registry:
    """The definitions of the installation, given once when the apps are ready."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.totals: list[Total] = []
        self.tallies: list[Tally] = []
        self.hooks: dict[str, list[Hook]] = {}
        self.rules: list[Hook] = []
        self.is_complete = False

    def define(
        self,
        *,
        order: list[str],
        totals: list[Total],
        tallies: list[Tally],
        hooks: Mapping[str, list[Hook]],
        rules: Iterable[Hook] = (),
    ) -> None:
        """Register. `order` lists models so that a total's sources stand before its target.

        `hooks` run while a model's rows settle. `rules` hold between rows: they raise
        ValidationError if what a unit has written contradicts them, and are asked after an undo,
        where no `edit()` has been.
        """
        self.order, self.totals, self.hooks = list(order), totals, dict(hooks)
        self.tallies, self.rules = list(tallies), list(rules)

    def complete(self, tallies: Iterable[Tally]) -> None:
        """Register what is counted besides; from here on there are all of them, and one may write.

        Models that nothing but a tally names settle last. Raises ValueError for a name given twice.
        """
        self.tallies += tallies
        self.order = list(dict.fromkeys([*self.order, *(one.source for one in self.tallies)]))
        names = [tally.name for tally in self.tallies]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"Counted twice: {', '.join(sorted(twice))}")
        self.is_complete = True
        self.__dict__.pop("steps", None)

    def refuse_incomplete(self) -> None:
        """Raises RuntimeError while not everything that is counted is known."""
        if not self.is_complete:
            raise RuntimeError("Nothing can be written before the collections are declared.")

    @cached_property
    def steps(self) -> list[Step]:
        """What settling does, in order."""
        return [
            Step(
                model,
                self.hooks.get(model._meta.label, []),
                self.fed_by(model),
                list(self.tallies_of(model)),
            )
            for model in self.models()
        ]

    def models(self) -> list[type[Logged]]:
        return [cast("type[Logged]", apps.get_model(label)) for label in self.order]

    def fed_by(self, model: type[Logged]) -> dict[str, list[tuple[Total, Part]]]:
        found: dict[str, list[tuple[Total, Part]]] = defaultdict(list)
        for total in self.totals:
            for part in total.parts:
                if part.model is model:
                    found[part.link].append((total, part))
        return dict(found)

    def tallies_of(self, model: type[Logged]) -> Iterator[Tally]:
        return (tally for tally in self.tallies if tally.part.model is model)

    def total(self, model: type[Logged], column: str) -> Total | None:
        """The definition of one stored total, if there is one."""
        return next((t for t in self.totals if t.model is model and t.column == column), None)


registry = Registry()


def _holds(row: Values, name: str, wanted: Any) -> bool:
    if name.endswith("__isnull"):
        return (row[name.removesuffix("__isnull")] is None) is wanted
    if name.endswith("__in"):
        return row[name.removesuffix("__in")] in wanted
    return bool(row[name] == wanted)
