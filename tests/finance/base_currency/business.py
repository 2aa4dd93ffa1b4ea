"""A business with something of everything that an amount stands in, in euros and dollars."""

from datetime import date
from typing import Any

from freelancer_os.core import check
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.own.properties import Property
from freelancer_os.finance import audit
from freelancer_os.finance.base_currency.changing import change_currency
from freelancer_os.finance.base_currency.recast import How, Recast
from freelancer_os.finance.models import (
    Budget,
    Category,
    ClosingBalance,
    Payment,
    Recurring,
    Transfer,
)
from freelancer_os.finance.rules import refuse_contradictions
from freelancer_os.projects.models import Project, Service
from tests.books import DAY, LATER, TAX, Books, put
from tests.finance.oracle import Expected

RATE = 9_500_000_000  # 0.95
DOLLAR = 9_000_000_000  # 0.90 euros


def business(books: Books) -> dict[str, Any]:
    """Its records by name."""
    made: dict[str, Any] = {}
    made["client"] = client = books.client(contract_value=123_456, hourly_rate=9_050)
    made["project"] = books.make(Project, name="Site", client=client, value=99_999)
    made["service"] = books.make(Service, name="Design", project=made["project"], rate=12_345)
    made["bank"] = bank = books.account(opening_balance=10_049)
    books.make(ClosingBalance, account=bank, date=DAY, amount=10_049)
    made["dollars"] = dollars = books.account("Dollars", currency="USD")
    made["rent"] = rent = books.make(Category, name="Rent", kind="expense")
    books.make(Budget, category=rent, month="2026-10", amount=80_050, carries_over=True)
    # An invoice of three lines that round badly, paid in three parts; one that is sent; a draft.
    made["paid"] = paid = books.invoice(client=client, discount=51)
    for amount in (1_049, 1_049, 2_549):
        books.income(amount, invoice=paid, tax_rate=TAX)
    books.edit(paid, status="sent")
    for part in (333, 333):
        line = books.all(type(books.income(1)))[0]
        books.make(Payment, transaction=line, account=bank, amount=part, date=DAY)
    books.edit(paid, status="paid", account=bank, paid_on=LATER)
    made["sent"] = sent = books.invoice(client=client)
    books.income(20_051, invoice=sent, tax_rate=TAX)
    books.edit(sent, status="sent")
    made["draft"] = books.billed(7_777, client=client)
    made["foreign"] = books.income(5_000, currency="USD", exchange_rate=DOLLAR, account=bank)
    made["elsewhere"] = books.income(4_000, currency="USD", exchange_rate=DOLLAR, account=dollars)
    made["expense"] = books.expense(3_349, account=bank, category=rent, tax_rate=TAX)
    books.make(Transfer, from_account=bank, to_account=dollars, date=DAY, amount=1_001)
    lines = [{"description": "Care", "unit_price": 150_0000, "quantity": 20_000}]
    made["recurring"] = books.make(
        Recurring,
        **{"as": "draft", "kind": "income", "client": client, "lines": lines},
        start_date=date(2027, 1, 31),
    )
    made["own"] = own = books.make(Property, name="Cap", collection="clients", kind="money")
    books.do(lambda unit: put(unit.fresh(client), {"own": {own.key: 50_051}}))
    return {name: books.fresh(one) for name, one in made.items()}


def recast(books: Books, code: str, how: How = How.RELABEL, rate: int = RATE) -> Recast:
    return Recast(books.fresh(books.workspace).currency, code, how, rate, DAY)


def change(books: Books, code: str, how: How = How.RELABEL, rate: int = RATE) -> None:
    """Change the base currency, as one change; everything adds up afterwards."""

    def write(unit: Unit) -> None:
        change_currency(unit, recast(books, code, how, rate))
        settle(unit)
        refuse_contradictions(unit)

    books.do(write, "Currency")
    assert faults(books) == []


def faults(books: Books) -> list[str]:
    """What `check` finds, and an independent reckoning."""
    state = books.state()
    results = [*check.run([books.workspace]), *audit.run()]
    return [
        *Expected(books, state).problems(state),
        *(fault for result in results for fault in result.faults),
    ]
