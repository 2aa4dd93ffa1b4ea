"""Any order of writes, undo and redo: what is stored is what the facts come to, after every step.

A step that is refused leaves nothing behind, and undoing everything gives the first state back.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from freelancer_os.clients.models import Client
from freelancer_os.core import check
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.finance import audit
from freelancer_os.finance.base_currency.changing import change_currency
from freelancer_os.finance.base_currency.recast import How, Recast
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Budget,
    Category,
    Invoice,
    Payment,
    StatementMapping,
    Transaction,
    Transfer,
)
from freelancer_os.projects.models import Project, Service, TimeEntry
from freelancer_os.reports.claims import AGES, claims
from freelancer_os.reports.receivables import receivables
from freelancer_os.transfer.bank import importing as bank_import
from freelancer_os.transfer.mapping import StatementError
from tests.books import DAY, HOUR, Books, State, open_books, put
from tests.finance.oracle import MODELS, Expected, rules_broken
from tests.stateful import run

AMOUNTS = st.one_of(
    st.integers(-2_000, 20_000), st.sampled_from([0, 1, -1, 33, 100_000, 10**13, -(10**13), 10**14])
)
RATES = st.sampled_from([0, 70_000, 190_000, 55_000, 1_000_000])
PICK = st.integers(0, 5)
DAYS = st.integers(-40, 5).map(lambda days: DAY + timedelta(days=days))
CURRENCIES = st.sampled_from(["EUR", "EUR", "EUR", "USD", "JPY", "KWD"])
EXCHANGE = st.sampled_from([None, 10**10, 9 * 10**9, 3 * 10**10 + 1, 66_600_000])
PERIODS = st.sampled_from([*({"month": f"2026-{month}"} for month in ("08", "09", "10")),
                           {"year": 2025}, {"year": 2026}])  # fmt: skip
LINKS: dict[str, type[Any]] = {
    "client": Client, "project": Project, "service": Service, "invoice": Invoice,
}  # fmt: skip
PRICES = st.fixed_dictionaries(
    {},
    optional={
        "amount": AMOUNTS,
        "tax_rate": RATES,
        "tax_included": st.booleans(),
        "date": DAYS,
        "currency": CURRENCIES,
        "exchange_rate": EXCHANGE,
    },
)
STATEMENTS = st.lists(st.integers(-900, 900).filter(bool), min_size=1, max_size=3)
QUANTITIES = st.fixed_dictionaries(
    {"quantity": st.integers(-5, 400_000), "unit_price": st.integers(-(10**6), 10**8)}
)


class Bookkeeping(RuleBasedStateMachine):
    """Two people write in one workspace."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.ada = open_books()
        self.ben = self.ada.colleague()
        self.sound = False

    def teardown(self) -> None:
        try:
            if self.sound:
                self._undo_everything()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # Getting about

    def one(self, model: type[Any], number: int) -> Any:
        """One of the records, or None where there is none."""
        rows = self.ada.all(model)
        return rows[number % len(rows)] if rows else None

    def edit(self, model: type[Any], at: int, **values: Any) -> None:
        record = self.one(model, at)
        if record is not None:
            self.attempt(lambda unit: put(unit.fresh(record), values))

    def make(self, model: type[Any], **values: Any) -> None:
        self.attempt(lambda unit: put(model(workspace=unit.workspace), values))

    def attempt(self, verb: Callable[[Unit], Any], who: Books | None = None) -> None:
        self.step(lambda: (who or self.ada).do(verb))

    def step(self, write: Callable[[], Any]) -> None:
        """Write; all is as it must be then, and nothing is left of what was refused."""
        log = Change.objects.count()
        self.sound = False
        try:
            with transaction.atomic():
                write()
                connection.check_constraints()
        except (ValidationError, Conflict, StatementError):  # asked about, where nobody can be
            assert self.state() == self.now
            assert Change.objects.count() == log
        else:
            self.now = self.check()
        self.sound = True

    def state(self) -> State:
        """The rows of all models that are written here."""
        return self.ada.state([*MODELS, BankLine, StatementMapping])

    def check(self) -> State:
        state = self.state()
        assert Expected(self.ada, state).problems(state) == []
        assert rules_broken(state) == []
        return state

    @initialize()
    def begin(self) -> None:
        """A small business to begin with; undoing everything comes back to it."""
        ada = self.ada
        client, other = ada.client(contract_value=50_000), ada.client("Beta")
        project = ada.make(Project, name="Site", client=client, value=90_000)
        service = ada.make(Service, name="Design", project=project, rate=5_000)
        ada.make(Project, name="Shop", client=other, estimated_hours=7 * HOUR)
        bank, dollars = ada.account(opening_balance=1_000), ada.account("Dollars", currency="USD")
        ada.make(Transfer, from_account=bank, to_account=dollars, date=DAY, amount=300)
        invoice = ada.invoice()
        ada.income(333, tax_rate=190_000, invoice=invoice, service=service)
        ada.income(100, tax_rate=190_000, tax_included=True, invoice=invoice)
        tools = ada.make(Category, name="Tools", kind="expense")
        for period in ({"month": "2026-09"}, {"month": "2026-10"}, {"year": 2026}):
            ada.make(Budget, category=tools, amount=900, carries_over=True, **period)
        ada.expense(700, account=bank, category=tools)
        self.first, self.started = ada.state(), ada.last().number
        self.now = self.check()

    # Making

    @rule(name=st.sampled_from(["Ä", "b"]), value=st.one_of(st.none(), AMOUNTS))
    def make_client(self, name: str, value: int | None) -> None:
        self.make(Client, name=name, contract_value=value)

    @rule(client=PICK, basis=st.sampled_from(["hours", "invoiced"]))
    def make_project(self, client: int, basis: str) -> None:
        self.make(Project, name="P", client=self.one(Client, client), completion_basis=basis)

    @rule(project=PICK, pricing=st.sampled_from(["hourly", "fixed"]), rate=AMOUNTS)
    def make_service(self, project: int, pricing: str, rate: int) -> None:
        hours = 90 * 61
        values = {"pricing": pricing, "rate": rate, "expected_hours": hours}
        self.make(Service, name="S", project=self.one(Project, project), **values)

    @rule(service=PICK, project=PICK, by_service=st.booleans(), hours=st.integers(0, 9 * HOUR))
    def make_time(self, service: int, project: int, by_service: bool, hours: int) -> None:
        link = (
            {"service": self.one(Service, service)}
            if by_service
            else {"project": self.one(Project, project)}
        )
        self.make(TimeEntry, date=DAY, hours=hours, **link)

    @rule(prices=PRICES, invoice=PICK, on_invoice=st.booleans(), paid=st.booleans(), account=PICK)
    def make_income(
        self, prices: Any, invoice: int, on_invoice: bool, paid: bool, account: int
    ) -> None:
        category = self.ada.client_income
        values = {"kind": "income", "date": DAY, "category": category, **prices}
        if on_invoice:
            values["invoice"] = self.one(Invoice, invoice)
        if paid:
            values["account"] = self.one(Account, account)
        self.make(Transaction, **values)

    @rule(prices=PRICES, category=PICK)
    def make_expense(self, prices: Any, category: int) -> None:
        categories = [c for c in self.ada.all(Category) if c.kind == "expense"]
        chosen = categories[category % len(categories)] if categories else None
        self.make(Transaction, **{"kind": "expense", "date": DAY, "category": chosen, **prices})

    @rule(client=PICK, currency=CURRENCIES)
    def make_invoice(self, client: int, currency: str) -> None:
        self.make(Invoice, client=self.one(Client, client), currency=currency)

    @rule(currency=CURRENCIES, opening=AMOUNTS)
    def make_account(self, currency: str, opening: int) -> None:
        self.make(Account, name="A", kind="cash", currency=currency, opening_balance=opening)

    @rule(kind=st.sampled_from(["income", "expense"]))
    def make_category(self, kind: str) -> None:
        self.make(Category, name="C", kind=kind)

    @rule(category=PICK, period=PERIODS, amount=st.integers(0, 9_000), carries=st.booleans())
    def make_budget(self, category: int, period: Any, amount: int, carries: bool) -> None:
        of = self.one(Category, category)
        self.make(Budget, category=of, amount=amount, carries_over=carries, **period)

    @rule(source=PICK, goal=PICK, amount=AMOUNTS)
    def make_transfer(self, source: int, goal: int, amount: int) -> None:
        one, other = self.one(Account, source), self.one(Account, goal)
        self.make(Transfer, from_account=one, to_account=other, date=DAY, amount=amount)

    # Editing

    @rule(entry=PICK, prices=st.one_of(PRICES, QUANTITIES))
    def price(self, entry: int, prices: Any) -> None:
        self.edit(Transaction, entry, **prices)

    @rule(
        entry=PICK,
        picks=st.dictionaries(
            st.sampled_from(sorted(LINKS)), st.one_of(st.none(), PICK), min_size=1
        ),
    )
    def relink(self, entry: int, picks: dict[str, int | None]) -> None:
        values = {
            name: None if number is None else self.one(LINKS[name], number)
            for name, number in picks.items()
        }
        self.edit(Transaction, entry, **values)

    @rule(entry=PICK, kind=st.sampled_from(["income", "expense"]), category=PICK)
    def reclassify(self, entry: int, kind: str, category: int) -> None:
        chosen = [*(c for c in self.ada.all(Category) if c.kind == kind), None]
        self.edit(Transaction, entry, kind=kind, category=chosen[category % len(chosen)])

    @rule(model=st.sampled_from([Project, Invoice]), pick=PICK, client=PICK, along=st.booleans())
    def move_to_client(self, model: Any, pick: int, client: int, along: bool) -> None:
        self.edit(model, pick, client=self.one(Client, client), with_linked=along)

    @rule(service=PICK, project=PICK, along=st.booleans())
    def move_to_project(self, service: int, project: int, along: bool) -> None:
        self.edit(Service, service, project=self.one(Project, project), with_linked=along)

    @rule(pick=PICK, value=st.one_of(st.none(), AMOUNTS))
    def revalue(self, pick: int, value: int | None) -> None:
        self.edit(Client, pick, contract_value=value)
        self.edit(Project, pick, value=value, completion_basis="invoiced")
        self.edit(Account, pick, opening_balance=value or 0)

    @rule(account=PICK, currency=CURRENCIES)
    def change_currency(self, account: int, currency: str) -> None:
        self.edit(Account, account, currency=currency)
        self.edit(Invoice, account, currency=currency)

    @rule(currency=CURRENCIES, how=st.sampled_from(How), rate=EXCHANGE.filter(bool))
    def change_base_currency(self, currency: str, how: How, rate: int) -> None:
        old = self.ada.fresh(self.ada.workspace).currency
        self.attempt(lambda unit: change_currency(unit, Recast(old, currency, how, rate, DAY)))

    @rule(transfer=PICK, goal=PICK, amount=AMOUNTS)
    def change_transfer(self, transfer: int, goal: int, amount: int) -> None:
        self.edit(Transfer, transfer, to_account=self.one(Account, goal), amount=amount)

    @rule(budget=PICK, period=PERIODS, amount=st.integers(0, 9_000), category=PICK)
    def change_budget(self, budget: int, period: Any, amount: int, category: int) -> None:
        self.edit(Budget, budget, amount=amount, carries_over=amount % 2 == 0)
        self.edit(Budget, budget, category=self.one(Category, category), **period)

    @rule(recovers=st.booleans(), category=PICK, counts=st.sampled_from(["business", "private"]))
    def count_otherwise(self, recovers: bool, category: int, counts: str) -> None:
        workspace = self.ada.workspace
        self.attempt(lambda unit: unit.fresh(workspace).edit({"recovers_tax": recovers}))
        self.edit(Category, category, counts=counts)

    @rule(category=PICK, other=PICK)
    def merge(self, category: int, other: int) -> None:
        one, into = self.one(Category, category), self.one(Category, other)
        self.attempt(lambda unit: unit.fresh(one).merge_into(unit.fresh(into)))

    # Paying

    @rule(entry=PICK, account=PICK, on=st.one_of(st.none(), DAYS))
    def pay(self, entry: int, account: int, on: Any) -> None:
        self.edit(Transaction, entry, account=self.one(Account, account), paid_on=on)

    @rule(entry=PICK)
    def unpay(self, entry: int) -> None:
        self.edit(Transaction, entry, account=None)

    @rule(entry=PICK, account=PICK, amount=AMOUNTS)
    def pay_a_part(self, entry: int, account: int, amount: int) -> None:
        paid, on = self.one(Transaction, entry), self.one(Account, account)
        self.make(Payment, transaction=paid, account=on, amount=amount)

    @rule(payment=PICK, amount=AMOUNTS, account=PICK)
    def correct_payment(self, payment: int, amount: int, account: int) -> None:
        self.edit(Payment, payment, amount=amount, account=self.one(Account, account))

    @rule(
        account=PICK, amounts=st.lists(st.integers(-900, 900).filter(bool), min_size=1, max_size=3)
    )
    def import_statement(self, account: int, amounts: list[int]) -> None:
        """The same line twice in a row is one that is known, or a second one like it."""
        on = self.one(Account, account)
        if on is None:
            return
        lines = [f"{DAY},Card payment,{amount / 100:.2f}" for amount in amounts]
        content = "\n".join(["Date,Description,Amount", *lines]).encode()
        self.step(lambda: bank_import.run(self.ada.workspace, self.ada.user, on, content))

    @rule(invoice=PICK, status=st.sampled_from(["draft", "sent", "paid", "void"]), account=PICK)
    def move_invoice(self, invoice: int, status: str, account: int) -> None:
        values: dict[str, Any] = {"status": status}
        if status == "paid":
            values |= {"account": self.one(Account, account), "paid_on": DAY}
        self.edit(Invoice, invoice, **values)

    @rule(invoice=PICK, number=st.sampled_from(["2026-004", "2026-001", "X", None]))
    def number_invoice(self, invoice: int, number: str | None) -> None:
        self.edit(Invoice, invoice, number=number)

    @rule(invoice=PICK, issued=DAYS, due=DAYS)
    def date_invoice(self, invoice: int, issued: Any, due: Any) -> None:
        self.edit(Invoice, invoice, issue_date=issued, due_date=due)

    @rule(payment=PICK, on=DAYS)
    def date_payment(self, payment: int, on: Any) -> None:
        self.edit(Payment, payment, date=on)

    @rule(on=DAYS)
    def what_is_owed(self, on: Any) -> None:
        workspace = self.ada.fresh(self.ada.workspace)
        found = receivables(workspace, on)
        sums = {(one.client, n): one.of(age) for one in found.clients for n, age in enumerate(AGES)}
        known = {key: amount for key, amount in sums.items() if amount}
        assert (found.count, known) == Expected(self.ada, self.state()).owed(on)
        listed = claims(workspace, on)
        for one in found.clients:
            mine = listed.pop(one.debtor)
            assert (one.count, one.total) == (len(mine), sum(claim.amount for claim in mine))
        assert not listed

    # One change with several edits

    @rule(entry=PICK, amount=AMOUNTS, account=PICK, kind=st.sampled_from(["income", "expense"]))
    def edit_at_once(self, entry: int, amount: int, account: int, kind: str) -> None:
        record, on = self.one(Transaction, entry), self.one(Account, account)
        if record is None:
            return

        def write(unit: Unit) -> None:
            first = unit.fresh(record)
            put(first, {"account": on})
            first.edit({"amount": amount})
            unit.fresh(record).edit({"kind": kind, "category": None, "amount": amount // 2})

        self.attempt(write)

    # Taking away and back

    @rule(
        model=st.sampled_from(
            [Client, Project, Service, TimeEntry, Invoice, Transaction, Payment, Transfer, Account,
             Category, Budget]
        ),
        pick=PICK,
    )  # fmt: skip
    def remove(self, model: Any, pick: int) -> None:
        record = self.one(model, pick)
        if record is not None:
            self.attempt(lambda unit: unit.fresh(record).remove())

    @rule(entry=PICK, amount=AMOUNTS)
    def colleague_edits(self, entry: int, amount: int) -> None:
        record = self.one(Transaction, entry)
        if record is not None:
            self.attempt(lambda unit: unit.fresh(record).edit({"amount": amount}), self.ben)

    @rule(with_later=st.booleans(), ben=st.booleans())
    def undo(self, with_later: bool, ben: bool) -> None:
        if standing := self.standing():
            who = self.ben if ben else self.ada
            if any(entry.user_id == who.user.pk for entry in standing):
                self.step(lambda: who.undo(with_later=with_later))

    @rule(number=st.integers(0, 8), with_later=st.booleans())
    def undo_any(self, number: int, with_later: bool) -> None:
        if standing := self.standing():
            one = standing[number % len(standing)]
            self.step(lambda: self.ada.undo_one(one, with_later=with_later))

    @rule(ben=st.booleans())
    def redo(self, ben: bool) -> None:
        self.step((self.ben if ben else self.ada).redo)

    def standing(self) -> list[Change]:
        """The changes since the beginning that stand, newest first."""
        rows = Change.objects.filter(workspace=self.ada.workspace, number__gt=self.started)
        return list(rows.filter(stands_at__isnull=False).order_by("-stands_at", "-number"))

    def _undo_everything(self) -> None:
        while standing := self.standing():
            assert any(self._undoes(entry) for entry in standing), "nothing can be undone any more"
        self.check()
        assert self._comparable(self.ada.state()) == self._comparable(self.first)
        results = [*check.run([self.ada.workspace]), *audit.run()]
        assert [result.line for result in results if result.faults] == []

    def _undoes(self, entry: Change) -> bool:
        try:
            self.ada.undo_one(entry)
        except Conflict:
            return False
        return True

    def _comparable(self, state: State) -> State:
        """An undone send keeps its number where later ones had been given, and only there."""
        numbering = ("number", "series", "sequence", "was_sent")
        plain = {
            pk: {name: value for name, value in row.items() if name not in numbering}
            for pk, row in state["finance.Invoice"].items()
        }
        return {**state, "finance.Invoice": plain}


def test_stored_is_recomputed_after_any_order_of_writes(db: None) -> None:
    run(Bookkeeping, examples=16, steps=25)


@pytest.mark.long
def test_stored_is_recomputed_after_many_more(db: None) -> None:
    run(Bookkeeping, examples=400, steps=60)
