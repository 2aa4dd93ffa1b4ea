"""Invoices, their incomes and payments, drawn in blocks of one invoice for each client."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.program import amounts, money, numbering
from bench.work import CLIENTS, EURO, Work
from freelancer_os.finance.models import Invoice, Payment, Transaction

if TYPE_CHECKING:
    from freelancer_os.core.log.unit import Unit

ONE = amounts.ONE
LINES = 5  # incomes an invoice
BLOCK = CLIENTS * LINES
SPAN = 3 * 365  # days from the first invoice to today
TAX_RATES = (0, 70_000, 190_000, 190_000)  # 10⁻⁴ %
TERMS = (14, 30, 60)  # days to pay
STATES = ("draft", "sent", "paid")
NEW, OLD = (4, 5, 1), (1, 1, 8)  # weights of the states in the last third, and before


@dataclass
class Books:
    """What is drawn next. `sequences` counts the invoice numbers of each series."""

    work: Work
    random: Random
    today: date
    incomes: int
    sequences: dict[str, int]

    def blocks(self) -> range:
        return range(-(-self.incomes // BLOCK))

    def numbers(self, block: int, client: int) -> range:
        """The incomes i of one invoice: i mod 200 is the client's number."""
        return range(block * BLOCK + client, min((block + 1) * BLOCK, self.incomes), CLIENTS)


class Drawn(NamedTuple):
    """An invoice with its lines, the day it is from, and what became of it."""

    invoice: Invoice
    on: date
    state: str
    lines: list[Transaction]


def write_blocks(unit: "Unit", books: Books, blocks: range) -> int:
    """Add invoices, incomes and payments of some blocks; says how many incomes."""
    found = [
        _draw(unit.workspace, books, block, client)
        for block in blocks
        for client in range(CLIENTS)
        if books.numbers(block, client)
    ]
    for drawn in found:
        unit.add([drawn.invoice, *drawn.lines])
        if drawn.state == "paid":
            unit.add(_payments(books, drawn))
    return sum(len(drawn.lines) for drawn in found)


def _draw(workspace: Any, books: Books, block: int, client: int) -> Drawn:
    age = 1 - (block * CLIENTS + client + 1) / (len(books.blocks()) * CLIENTS)  # 1 old … 0 today
    on = books.today - timedelta(days=int(SPAN * age))
    state = books.random.choices(STATES, NEW if age < 1 / 3 else OLD)[0]
    invoice = Invoice(
        workspace=workspace, client=books.work.clients[client], currency=workspace.currency
    )
    if state != "draft":
        _send(invoice, books, on)
    lines = [_income(invoice, books, on, i) for i in books.numbers(block, client)]
    return Drawn(invoice, on, state, lines)


def _send(invoice: Invoice, books: Books, on: date) -> None:
    series = numbering.series_of(invoice.workspace.invoice_pattern, on)
    sequence = books.sequences[series] = books.sequences.get(series, 0) + 1
    invoice.series, invoice.sequence = series, sequence
    invoice.number = numbering.show(series, sequence)
    invoice.issue_date = on
    invoice.due_date = on + timedelta(days=books.random.choice(TERMS))
    invoice.status, invoice.was_sent = Invoice.Status.SENT, True


def _income(invoice: Invoice, books: Books, on: date, i: int) -> Transaction:
    random = books.random
    service = random.choice(books.work.services[i % CLIENTS])
    quantity, unit_price = _price(random)
    return Transaction(
        workspace=invoice.workspace,
        kind="income",
        date=on - timedelta(days=random.randrange(20)),
        description=f"{service.name}, part {i // CLIENTS + 1}",
        amount=money.line_amount(quantity, unit_price),
        quantity=quantity,
        unit_price=unit_price,
        tax_rate=random.choice(TAX_RATES),
        currency=invoice.currency,
        category=books.work.category,
        client=invoice.client,
        project=service.project,
        service=service,
        invoice=invoice,
    )


def _price(random: Random) -> tuple[int, int]:
    """Quantity (10⁻⁴) and unit price (10⁻⁴ of a minor unit): hours at a rate, or one price."""
    if random.random() < 0.5:
        return random.randint(2, 80) * ONE // 4, random.randint(45, 150) * EURO * ONE
    return ONE, random.randint(50 * EURO, 2_000 * EURO) * ONE


def _payments(books: Books, drawn: Drawn) -> Iterator[Payment]:
    """One payment for each line, of what settling will make of it."""
    account = books.random.choice(books.work.accounts)
    on = min(drawn.on + timedelta(days=books.random.randint(3, 45)), books.today)
    priced = [(line.amount, line.tax_rate, line.tax_included) for line in drawn.lines]
    for line, (net, tax) in zip(drawn.lines, amounts.together(priced), strict=True):
        payment = Payment(
            workspace=line.workspace,
            transaction=line,
            account=account,
            date=on,
            origin=Payment.Origin.INVOICE,
        )
        payment.settle(net + tax)
        yield payment
