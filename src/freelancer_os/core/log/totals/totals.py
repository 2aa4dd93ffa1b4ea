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
    """The rows of one model that count: `column` summed over `where`, grouped by `link`; without
    one, `where` names the rows of a single sum, in any words of the database.

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


Sums = tuple[int, int, int]
"""How many rows, the sum of their `column`, and that of what stands `beside` it."""

MONTH = len("2026-11")


@dataclass(frozen=True)
class Tally:
    """Count and sum of the rows of one model per value of `by`, for boards, menus and reports.

    `by` names columns; `date:month` is the month of a date. What is added up stands in one column,
    or in two. The source is a model, or a derivation by its name.
    """

    name: str
    source: str
    by: tuple[str, ...]
    column: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    beside: str | None = None

    @property
    def definition(self) -> str:
        """What is counted, in one line; where it reads otherwise, what is stored is of no use."""
        where = ",".join(f"{name}={self.where[name]}" for name in sorted(self.where))
        summed = f"{self.column} and {self.beside}" if self.beside else self.column
        return f"{self.source} by {'|'.join(self.by)} sums {summed} where {where}"

    @property
    def is_dated(self) -> bool:
        """Whether it grows with the days that there are, so that it is read in parts."""
        return any(name.partition(":")[0] == "date" for name in self.by)

    @cached_property
    def part(self) -> Part:
        return Part(self.source, self._columns[0], self.column or "id", self.where)

    @cached_property
    def _columns(self) -> list[str]:
        return [name.partition(":")[0] for name in self.by]

    def key(self, row: Values) -> str:
        return "|".join([_keyed(row, name) for name in self.by])

    def added(self, row: Values) -> Sums:
        """What a row that counts adds."""
        column, beside = self.column, self.beside
        return 1, (row[column] or 0) if column else 0, (row[beside] or 0) if beside else 0

    def sums(self, workspace: Model) -> dict[str, Sums]:
        """Count and sums per key, of a tally whose source is a model, computed anew."""
        rows = self.part.rows(workspace).order_by().values(*self._columns)
        summed = {"s": self.column, "t": self.beside}
        found: dict[str, Sums] = {}
        for row in rows.annotate(n=Count("pk"), **{k: Sum(c) for k, c in summed.items() if c}):
            add(found, self.key(row), (row["n"], row.get("s") or 0, row.get("t") or 0))
        return found


def add(found: dict[str, Sums], key: str, more: Sums) -> None:
    """Add to what was found under a key."""
    count, amount, beside = found.get(key, (0, 0, 0))
    found[key] = (count + more[0], amount + more[1], beside + more[2])


@dataclass(frozen=True)
class Derivation:
    """Rows that are stored nowhere: what follows from several rows together, to be tallied.

    `moved` gives each that is gone (-1) or has come (1) while the model `after` settles; `rows`
    gives all that there are.
    """

    after: str
    moved: Callable[[Unit], Iterable[tuple[int, Values]]]
    rows: Callable[[Model], Iterable[Values]]


Hook = Callable[["Unit"], None]


@dataclass(frozen=True)
class Step:
    """What settling does with one model: its hooks, the totals (by link) and tallies that its rows
    move, and what is derived once they are known, with its tallies."""

    model: type[Logged]
    hooks: list[Hook]
    fed: dict[str, list[tuple[Total, Part]]]
    tallied: list[Tally]
    derived: list[tuple[Derivation, list[Tally]]]


class Registry:
    """The definitions of the installation, given once when the apps are ready."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.totals: list[Total] = []
        self.tallies: list[Tally] = []
        self.derivations: dict[str, Derivation] = {}
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
        derivations: Mapping[str, Derivation] | None = None,
    ) -> None:
        """Register. `order` lists models so that a total's sources stand before its target.

        `hooks` run while a model's rows settle. `rules` hold between rows: they raise
        ValidationError if what a unit has written contradicts them, and are asked after an undo,
        where no `edit()` has been.
        """
        self.order, self.totals, self.hooks = list(order), totals, dict(hooks)
        self.tallies, self.rules = list(tallies), list(rules)
        self.derivations = dict(derivations or {})

    def complete(self, tallies: Iterable[Tally]) -> None:
        """Register what is counted besides; from here on there are all of them, and one may write.

        Models that nothing but a tally names settle last. Raises ValueError for a name given twice.
        """
        self.tallies += tallies
        sources = [one.source for one in self.tallies if one.source not in self.derivations]
        self.order = list(dict.fromkeys([*self.order, *sources]))
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
                list(self.tallies_of(model._meta.label)),
                [
                    (derived, list(self.tallies_of(name)))
                    for name, derived in self.derivations.items()
                    if derived.after == model._meta.label
                ],
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

    def tallies_of(self, source: str) -> Iterator[Tally]:
        return (tally for tally in self.tallies if tally.source == source)

    def anew(self, tallies: Iterable[Tally], workspace: Model) -> dict[str, dict[str, Sums]]:
        """What these tallies come to, computed anew; what is derived is derived once for all."""
        found: dict[str, dict[str, Sums]] = {}
        together: dict[str, list[Tally]] = defaultdict(list)
        for tally in tallies:
            if tally.source in self.derivations:
                together[tally.source].append(tally)
                found[tally.name] = {}
            else:
                found[tally.name] = tally.sums(workspace)
        for source, of_source in together.items():
            for row in self.derivations[source].rows(workspace):
                for tally in of_source:
                    if tally.part.counts(row):
                        add(found[tally.name], tally.key(row), tally.added(row))
        return found

    def total(self, model: type[Logged], column: str) -> Total | None:
        """The definition of one stored total, if there is one."""
        return next((t for t in self.totals if t.model is model and t.column == column), None)


registry = Registry()


def _keyed(row: Values, name: str) -> str:
    column, _, part = name.partition(":")
    return str(row[column])[:MONTH] if part else str(row[column])


def _holds(row: Values, name: str, wanted: Any) -> bool:
    if name.endswith("__isnull"):
        return (row[name.removesuffix("__isnull")] is None) is wanted
    if name.endswith("__in"):
        return row[name.removesuffix("__in")] in wanted
    return bool(row[name] == wanted)
