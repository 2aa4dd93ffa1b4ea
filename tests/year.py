"""The test year: its facts (tests/data/year/facts.toml) written through the gateway."""

import tomllib
from pathlib import Path
from typing import Any

from freelancer_os.clients.models import Client
from freelancer_os.core.values.money import read_amount
from freelancer_os.core.values.scaled import read_scaled
from freelancer_os.finance.invoices.crediting import CreditPart
from freelancer_os.finance.models import Account, Category, Invoice, Transaction, Transfer
from tests.books import Books

FOLDER = Path(__file__).parent / "data" / "year"
FACTS = tomllib.loads((FOLDER / "facts.toml").read_text(encoding="utf8"))
FIGURES = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf8"))

Row = dict[str, Any]


def write_year(books: Books) -> None:
    """Everything that happened in the year."""
    for name in ("Acme", "Beta"):
        books.client(name)
    for row in FACTS["accounts"]:
        books.account(**{**row, "opening_balance": _minor(row.get("opening_balance", "0"))})
    for row in FACTS["categories"]:
        books.make(Category, **row)
    for row in FACTS["invoices"]:
        _invoice(books, row)
    for row in FACTS["entries"]:
        _entry(books, row)
    for row in FACTS["transfers"]:
        ends = {name: _named(books, Account, row[name]) for name in ("from_account", "to_account")}
        amounts = {name: _minor(row[name]) for name in ("amount", "amount_to")}
        books.make(Transfer, **ends, **amounts, date=row["date"])


def _invoice(books: Books, row: Row) -> None:
    client = _named(books, Client, row["client"])
    head = {name: row[name] for name in ("currency", "issue_date", "due_date") if name in row}
    invoice = books.invoice(client=client, number=row["number"], **head)
    for line in row["lines"]:
        given = {"currency": invoice.currency, **_priced(line, invoice.currency)}
        books.income(invoice=invoice, **given)
    if row.get("is_draft"):
        return
    books.call(invoice, "send")
    if row.get("is_void"):
        books.call(invoice, "void")
    if credited := row.get("credited"):
        _credit(books, invoice, credited)
    for paid in row.get("paid", ()):
        amount = _minor(paid["amount"]) if "amount" in paid else None
        account = _named(books, Account, paid["account"])
        books.call(invoice, "pay", account, amount, paid["on"], _rate(paid.get("rate")))


def _credit(books: Books, invoice: Invoice, credited: Row) -> None:
    line = next(one for one in books.all(Transaction) if one.invoice_id == invoice.pk)
    part = CreditPart(line.pk, amount=_minor(credited["amount"]))
    note = books.do(lambda unit: unit.fresh(invoice).credit([part]))
    for one in books.all(Transaction):
        if one.invoice_id == note.pk:
            books.edit(one, date=credited["on"])
    books.edit(note, issue_date=credited["on"])
    books.call(books.fresh(note), "send")


def _entry(books: Books, row: Row) -> None:
    given = _priced(row, row.get("currency", "EUR"))
    if "client" in row:
        given["client"] = _named(books, Client, row["client"])
    if "currency" in row:
        given["currency"] = row["currency"]
    category = _named(books, Category, row["category"]) if "category" in row else None
    given["category"] = category or books.client_income
    entry = books.make(Transaction, kind=row["kind"], **given)
    if paid := row.get("paid"):
        books.call(entry, "pay", _named(books, Account, paid["account"]), paid["on"])


def _priced(row: Row, currency: str) -> Row:
    found: Row = {"date": row["date"], "amount": _minor(row["amount"], currency)}
    if "tax_rate" in row:
        found["tax_rate"] = read_scaled(row["tax_rate"], 4, field="tax_rate")
    if "exchange_rate" in row:
        found["exchange_rate"] = _rate(row["exchange_rate"])
    return found


def _minor(text: str, currency: str = "EUR") -> int:
    return read_amount(text, currency, field="amount")


def _rate(text: str | None) -> int | None:
    return None if text is None else read_scaled(text, 10, field="rate")


def _named(books: Books, model: type[Any], name: str) -> Any:
    return next(one for one in books.all(model) if one.name == name)
