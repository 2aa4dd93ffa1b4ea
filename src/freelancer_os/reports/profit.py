"""Profit and loss: what was earned and spent in a span, by month, category and client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from freelancer_os.clients.models import Client
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import Category
from freelancer_os.finance.periods import drafted, earned, exchanged, of_clients
from freelancer_os.people.models import Workspace


class Result(NamedTuple):
    """Minor units of the base currency; the profit is income less expenses, and what came of
    exchange."""

    income: int
    expenses: int
    exchange: int

    @property
    def profit(self) -> int:
        return self.income - self.expenses + self.exchange


class OfMonth(NamedTuple):
    """One month: "2026-11"."""

    month: str
    result: Result


class Part(NamedTuple):
    """What stands under one category or client; without one, `id` is None."""

    id: UUID | None
    name: str
    kind: str
    amount: int


@dataclass(frozen=True)
class Profit:
    """Net, in base currency; expenses with their tax where the workspace does not recover it.

    The largest parts stand first.
    """

    span: Span
    basis: str
    result: Result
    months: list[OfMonth]
    categories: list[Part]
    workspace: Workspace

    @cached_property
    def clients(self) -> list[Part]:
        """What was earned with each."""
        return _clients(self.workspace, self._by_client)

    def largest_clients(self, most: int) -> list[Part]:
        """The first of them, without the names of the others: there may be many."""
        least = sorted(self._by_client.values(), reverse=True)[:most][-1:]
        sums = {pk: one for pk, one in self._by_client.items() if least and one >= least[0]}
        return _clients(self.workspace, sums)[:most]

    @property
    def client_count(self) -> int:
        """With how many clients something was earned."""
        return sum(bool(amount) for amount in self._by_client.values())

    @property
    def of_clients(self) -> int:
        """What was earned with all of them."""
        return sum(self._by_client.values())

    @cached_property
    def _by_client(self) -> dict[UUID, int]:
        return of_clients(self.workspace, self.span, self.basis)

    @cached_property
    def drafts(self) -> int:
        """The net income on drafts, which counts nowhere."""
        is_accrual = self.basis == "accrual"
        return drafted(self.workspace, self.span) if is_accrual else 0

    def of(self, kind: str) -> list[Part]:
        """The categories of a kind."""
        return [part for part in self.categories if part.kind == kind]


def profit(workspace: Workspace, span: Span, basis: str) -> Profit:
    """The profit and loss of a span."""
    known = {one.pk: one for one in rows_by(Category, workspace_id=workspace.pk)}
    besides = {pk for pk, one in known.items() if one.counts != Category.Counts.BUSINESS}
    by_month: dict[str, list[int]] = {month: [0, 0, 0] for month in span.each_month()}
    parts: dict[tuple[str, UUID | None], int] = defaultdict(int)
    for one in earned(workspace, span, basis):
        if one.category in besides:
            continue
        is_income = one.kind == "income"
        amount = one.net if is_income or workspace.recovers_tax else one.net + one.tax
        by_month[one.month][not is_income] += amount
        parts[one.kind, one.category] += amount
    for gained in exchanged(workspace, span) if basis == "accrual" else ():
        if gained.category not in besides:
            by_month[gained.month][2] += gained.gain
    months = [OfMonth(month, Result(*sums)) for month, sums in by_month.items()]
    return Profit(
        span=span,
        basis=basis,
        result=_sum(months),
        months=months,
        categories=_largest(
            Part(pk, "" if pk is None else known[pk].name, kind, amount)
            for (kind, pk), amount in parts.items()
        ),
        workspace=workspace,
    )


def _clients(workspace: Workspace, sums: Mapping[UUID, int]) -> list[Part]:
    known = Client.objects.of(workspace).filter(pk__in=sums).values_list("pk", "name")
    return _largest(Part(pk, name, "income", sums[pk]) for pk, name in known)


def _largest(parts: Iterable[Part]) -> list[Part]:
    return sorted((part for part in parts if part.amount), key=lambda p: (-p.amount, p.name))


def _sum(months: list[OfMonth]) -> Result:
    found = [month.result for month in months]
    return Result(
        sum(one.income for one in found),
        sum(one.expenses for one in found),
        sum(one.exchange for one in found),
    )
