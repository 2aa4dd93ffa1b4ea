"""The vocabulary of tests that keep books: one workspace, its owner, and short verbs.

Amounts are minor units, tax rates 10^-4 percent (`TAX` is 19 %), every date is `DAY` unless given.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.apps import apps

from freelancer_os.clients.models import Client
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.models import Change, TallyRow
from freelancer_os.core.records.base import Logged, Record
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.undo.undo import redo, undo, undo_one
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Category, Invoice, Payment, Transaction
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.models import Membership, User, Workspace

DAY = date(2026, 10, 1)
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
LATER = date(2026, 10, 15)
TAX = 190_000
HOUR = 3600

__all__ = [
    "DAY",
    "HOUR",
    "LATER",
    "NOON",
    "TAX",
    "Books",
    "State",
    "business_models",
    "open_books",
    "put",
]

T = TypeVar("T")
R = TypeVar("R", bound=Logged)


def open_books(**settings: str) -> "Books":
    """A new workspace with an owner, empty but for its client income category."""
    user = User.objects.create_user(f"{uuid4().hex}@example.com", name="Ada")
    return Books(open_workspace(user, **{"name": "Studio", **settings}), user)


def business_models() -> list[type[Record]]:
    """Every model whose rows belong to a workspace and are in the change log."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def put(record: Logged, values: dict[str, Any]) -> None:
    """Set public fields of a record as every door does: what verbs write, by these.

    `with_linked` moves along what is linked to it.
    """
    asked = dict(values)
    writing_unit(record).moves_linked = asked.pop("with_linked", False)
    collection = collections.of_model(record._meta.label)
    by_verb = collection.by_verb if collection is not None else None
    spoken = {n: asked.pop(n) for n in by_verb.fields if n in asked} if by_verb else {}
    if asked or record._state.adding:
        record.edit(asked)
    if by_verb and spoken:
        by_verb.does(record, spoken)


@dataclass(frozen=True)
class Books:
    """A workspace, and the person who writes in it."""

    workspace: Workspace
    user: User

    def do(self, verb: Callable[[Unit], T], sentence: str = "A change") -> T:
        """Run `verb` as one change."""
        with change(self.workspace, self.user, sentence) as unit:
            return verb(unit)

    def make(self, model: type[R], **values: Any) -> R:
        """A new record, made in a change of its own and read again."""
        record = model(workspace=self.workspace)
        self.do(lambda unit: put(record, values), f"New {model._meta.verbose_name}")
        return self.fresh(record)

    def edit(self, record: R, **values: Any) -> R:
        """Edit a record in a change of its own; the record as it is stored then."""
        self.do(lambda unit: put(unit.fresh(record), values), f"Edit {record}")
        return self.fresh(record)

    def call(self, record: R, verb: str, *args: Any) -> R:
        """Call one verb of a record in a change of its own."""
        self.do(lambda unit: getattr(unit.fresh(record), verb)(*args), f"{verb} {record}")
        return self.fresh(record)

    def remove(self, record: Logged) -> None:
        """Delete a record in a change of its own."""
        self.do(lambda unit: unit.fresh(record).remove(), f"Delete {record}")

    def fresh(self, record: R) -> R:
        """The record as it is stored."""
        return type(record)._default_manager.get(**record.scope())

    def has(self, record: Logged) -> bool:
        """Whether the record is stored."""
        return type(record)._default_manager.filter(pk=record.pk).exists()

    def all(self, model: type[R]) -> list[R]:
        """Every record of a model, oldest first."""
        return list(model._default_manager.filter(workspace=self.workspace).order_by("pk"))

    def undo(self, *, with_later: bool = False) -> Change:
        return undo(self.workspace, self.user, with_later=with_later)

    def undo_one(self, one: Change, *, with_later: bool = False) -> Change:
        return undo_one(self.workspace, self.user, one.pk, with_later=with_later)

    def redo(self) -> Change:
        return redo(self.workspace, self.user)

    def last(self) -> Change:
        """The newest entry of the log."""
        found = Change.objects.filter(workspace=self.workspace).order_by("-number").first()
        assert found is not None
        return found

    def first_write(self) -> Change:
        """The oldest change that somebody made."""
        found = Change.objects.filter(workspace=self.workspace, user=self.user, number__gt=0)
        return found.earliest("number")

    def colleague(self, name: str = "Ben") -> "Books":
        """The same books in the hands of somebody else."""
        user = User.objects.create_user(f"{uuid4().hex}@example.com", name=name)
        Membership.objects.create(workspace=self.workspace, user=user, role="member")
        return Books(self.workspace, user)

    # Things that most tests need

    @property
    def client_income(self) -> Category:
        return Category.objects.get(workspace=self.workspace, is_client=True)

    def client(self, name: str = "Acme", **values: Any) -> Client:
        return self.make(Client, name=name, **values)

    def account(self, name: str = "Bank", **values: Any) -> Account:
        return self.make(Account, **{"name": name, "kind": "bank", **values})

    def invoice(self, **values: Any) -> Invoice:
        return self.make(Invoice, **values)

    def billed(self, amount: int = 10_000, **values: Any) -> Invoice:
        """A draft with a line."""
        invoice = self.invoice(**values)
        self.income(amount, invoice=invoice)
        return self.fresh(invoice)

    def income(self, amount: int = 10_000, **values: Any) -> Transaction:
        """Income in the client category, which may carry links."""
        given = {"kind": "income", "date": DAY, "category": self.client_income, **values}
        return self.make(Transaction, amount=amount, **given)

    def expense(self, amount: int = 10_000, **values: Any) -> Transaction:
        return self.make(
            Transaction, **{"kind": "expense", "date": DAY, "amount": amount, **values}
        )

    def payments(self, transaction: Transaction) -> list[Payment]:
        rows = Payment.objects.of(self.workspace).filter(transaction=transaction)
        return list(rows.order_by("date", "id"))

    def state(self, models: Iterable[type[Record]] | None = None) -> "State":
        """The rows of these models (of all business models) and every tally, to be compared."""
        own = {"workspace_id": self.workspace.pk}
        rows: State = {
            model._meta.label: {one.pk: one.values() for one in rows_by(model, **own)}
            for model in models or business_models()
        }
        tallies = TallyRow.objects.filter(workspace=self.workspace).exclude(
            count=0, amount=0, beside=0
        )
        rows["tallies"] = {(t.name, t.key): (t.count, t.amount, t.beside) for t in tallies}
        return rows


State = dict[str, dict[UUID | tuple[str, str], Any]]
