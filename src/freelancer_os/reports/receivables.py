"""Receivables: what clients owed at the end of a day, and how long they had owed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from freelancer_os.clients.models import Client
from freelancer_os.core.log.rows import in_batches
from freelancer_os.people.models import Workspace
from freelancer_os.reports.claims import AGES, Debtor, claims_of, one_side, open_on


@dataclass
class Owing:
    """What one client owes, by its age, and how many invoices that is."""

    client: UUID | None
    name: str
    by_age: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AGES, 0))
    count: int = 0

    @property
    def debtor(self) -> Debtor:
        return self.client, "" if self.client else self.name

    @property
    def total(self) -> int:
        return sum(self.by_age.values())

    def of(self, age: str) -> int:
        """What is of one age."""
        return self.by_age[age]

    def add(self, age: str, amount: int, count: int) -> None:
        self.by_age[age] += amount
        self.count += count


@dataclass(frozen=True)
class Receivables:
    """Of the invoices issued by a day that are neither draft, void nor pro forma: the total less
    what was settled by that day. Who owes most stands first."""

    on: date
    clients: list[Owing]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.clients)

    @property
    def count(self) -> int:
        """How many invoices something was owed of."""
        return sum(one.count for one in self.clients)

    def of(self, age: str) -> int:
        """What is of one age."""
        return sum(one.of(age) for one in self.clients)


def receivables(workspace: Workspace, on: date, client: str = "") -> Receivables:
    """What was owed at the end of a day, by a client (its id, "none" for no client) or by all.

    Raises ValidationError for a client that is none.
    """
    found: dict[Debtor, Owing] = {}

    def add(debtor: Debtor, age: str, amount: int, count: int) -> None:
        if debtor not in found:
            found[debtor] = Owing(*debtor)
        found[debtor].add(age, amount, count)

    opened = list(open_on(workspace, on, client))
    for pk, gone, age, amount, count in _summed([rows.filter(one_side(on)) for rows in opened]):
        add((pk, gone), AGES[age], amount, count)
    for rows in opened:
        for claim in claims_of(workspace, on, rows.exclude(one_side(on))):
            add(claim.debtor, claim.age, claim.amount, 1)
    _name(workspace, found.values())
    return Receivables(on, sorted(found.values(), key=lambda one: (-one.total, one.name)))


def _summed(opened: list[QuerySet[Any]]) -> Iterator[tuple[UUID | None, str, int, int, int]]:
    """What was open and of how many invoices, by client, name and age.

    Both sets are read into one table, which the database then adds up: grouped at once, it would
    sort the rows with all that an amount is made of, in twice the time.
    """
    named = ("client_id", "gone", "age", "amount")
    one, *others = (rows.exclude(amount=0).order_by().values_list(*named) for rows in opened)
    rows, values = one.union(*others, all=True).query.sql_with_params()
    by = '"client_id", "gone", "age"'
    statement = f'SELECT {by}, SUM("amount"), COUNT(*) FROM ({rows}) AS "opened" GROUP BY {by}'
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        for pk, gone, age, amount, count in cursor.fetchall():
            client = UUID(bytes=pk) if isinstance(pk, bytes) else pk
            yield client, gone, age, int(amount), count


def _name(workspace: Workspace, owing: Iterable[Owing]) -> None:
    """Give those that are not gone their names."""
    known = {one.client: one for one in owing if one.client is not None}
    for some in in_batches(known):
        for pk, name in Client.objects.of(workspace).filter(pk__in=some).values_list("pk", "name"):
            known[pk].name = name
