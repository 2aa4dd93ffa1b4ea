"""For each action of the registry: a record that offers it, what it asks for, one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Category
from tests.books import Books

__all__ = ["ACTIONS", "SAMPLES", "Sample"]

ACTIONS: list[tuple[Collection, Action]] = [
    (collection, action) for collection in collections for action in collection.actions
]


@dataclass(frozen=True)
class Sample:
    """A record that offers an action, what is sent with it, and a record that does not offer it.

    `refuses` is None where every record offers the action, which then has no sentence for others.
    """

    record: Any
    given: dict[str, str]
    refuses: Any


def _invoice(books: Books, status: str = "draft", amount: int = 10_000) -> Any:
    invoice = books.invoice()
    if amount:
        books.income(amount, invoice=invoice)
    account = {"account": books.account()} if status == "paid" else {}
    return books.edit(invoice, status=status, **account)


def _fees(books: Books) -> Any:
    made = books.make(Category, name="Fees", kind="income")
    books.income(500, category=made)
    return made


def _account(books: Books) -> dict[str, str]:
    return {"account": str(books.account("Cash").pk), "paid_on": "2026-10-05"}


Made = Callable[[Books], Sample]
SAMPLES: dict[tuple[str, str], Made] = {
    ("clients", "move"): lambda b: Sample(b.client(), {"stage": "negotiation"}, None),
    ("invoices", "send"): lambda b: Sample(_invoice(b), {}, _invoice(b, "sent")),
    ("invoices", "pay"): lambda b: Sample(_invoice(b), _account(b), _invoice(b, amount=0)),
    ("invoices", "pay-part"): lambda b: Sample(
        _invoice(b, "sent"), {"amount": "25.00", **_account(b)}, _invoice(b)
    ),
    ("invoices", "credit"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b)),
    ("invoices", "reopen"): lambda b: Sample(_invoice(b, "paid"), {}, _invoice(b, "sent")),
    ("invoices", "withdraw"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b)),
    ("invoices", "void"): lambda b: Sample(_invoice(b, "sent"), {}, _invoice(b, "paid")),
    ("transactions", "pay"): lambda b: Sample(
        b.income(), _account(b), b.income(account=b.account())
    ),
    ("transactions", "unpay"): lambda b: Sample(b.income(account=b.account()), {}, b.income()),
    ("clients", "archive"): lambda b: Sample(b.client(), {}, b.client(archived=True)),
    ("clients", "restore"): lambda b: Sample(b.client(archived=True), {}, b.client()),
    ("categories", "archive"): lambda b: Sample(_fees(b), {}, b.client_income),
    ("categories", "restore"): lambda b: Sample(
        b.make(Category, name="Old", kind="expense", archived=True), {}, b.client_income
    ),
    ("categories", "merge"): lambda b: Sample(
        _fees(b), {"into": str(b.client_income.pk)}, b.client_income
    ),
}
