"""The base currency changes: what becomes of every amount, and that undo puts it back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.models import Change
from freelancer_os.finance.base_currency.columns import BASE, OWN
from freelancer_os.finance.base_currency.preview import figures, preview
from freelancer_os.finance.base_currency.recast import How
from freelancer_os.finance.models import (
    Budget,
    ClosingBalance,
    Payment,
    Settlement,
    Transaction,
    Transfer,
)
from freelancer_os.transfer.bank.importing import run
from tests.books import LATER, TAX, Books, business_models, open_books
from tests.finance.base_currency.business import DOLLAR, business, change, recast

WAYS = [("CHF", How.RELABEL), ("JPY", How.RELABEL), ("KWD", How.RELABEL), ("CHF", How.CONVERT),
        ("USD", How.CONVERT), ("JPY", How.CONVERT), ("KWD", How.CONVERT)]  # fmt: skip


def test_every_column_of_amounts_is_told_of_which_currency_it_is() -> None:
    known = {(model, name) for held in (BASE, OWN) for model in held for name in held[model]}
    found = {
        (model, field.attname)
        for model in business_models()
        for field in model._meta.concrete_fields
        if isinstance(field, MinorField) and field.editable
    }
    assert found == known


@pytest.mark.parametrize(("code", "how"), WAYS)
def test_undo_and_redo_put_back_what_was_stored(books: Books, code: str, how: How) -> None:
    business(books)
    before = books.state()
    change(books, code, how)
    after = books.state()
    assert books.fresh(books.workspace).currency == code
    assert after != before
    books.undo()
    assert books.state() == before
    assert books.fresh(books.workspace).currency == "EUR"
    books.redo()
    assert books.state() == after


def test_the_same_figures_stand_in_the_new_currency(books: Books) -> None:
    made = business(books)
    before = {model: books.all(model) for model in business_models()}
    change(books, "CHF")
    for model, rows in before.items():
        numbers = [f.attname for f in model._meta.concrete_fields if _is_number(f)]
        for was, now in zip(rows, books.all(model), strict=True):
            assert [getattr(was, n) for n in numbers] == [getattr(now, n) for n in numbers]
            if getattr(was, "currency", "") == "EUR":
                assert getattr(now, "currency", "") == "CHF"
    assert books.fresh(made["dollars"]).currency == "USD"
    assert books.fresh(made["foreign"]).exchange_rate == made["foreign"].exchange_rate


def _is_number(field: models.Field) -> bool:  # type: ignore[type-arg]
    return isinstance(field, models.BigIntegerField) and field.attname != "received"


def test_figures_are_rounded_to_fewer_decimals_and_what_was_paid_stays_so(books: Books) -> None:
    made = business(books)
    change(books, "JPY")
    bank, client, paid = (books.fresh(made[name]) for name in ("bank", "client", "paid"))
    assert (bank.currency, bank.opening_balance) == ("JPY", 100)
    assert [one.amount for one in books.all(ClosingBalance)] == [100]
    assert (client.contract_value, client.hourly_rate) == (1_235, 91)
    assert client.own[made["own"].key] == 501
    assert (paid.state, paid.outstanding, paid.discount) == ("paid", 0, 1)
    assert books.fresh(made["expense"]).outstanding == 0
    assert books.fresh(made["sent"]).state == "sent"
    assert [line["unit_price"] for line in books.fresh(made["recurring"]).lines] == [15_000]
    assert books.fresh(made["recurring"]).amount == 3
    foreign = books.fresh(made["foreign"])
    assert (foreign.amount, foreign.base_net, foreign.outstanding) == (5_000, 45, 0)
    (payment,) = books.payments(foreign)
    assert (payment.settles, payment.amount, payment.received) == (5_000, 45, 45)
    (elsewhere,) = books.payments(books.fresh(made["elsewhere"]))
    assert (elsewhere.settles, elsewhere.amount) == (4_000, 4_000)
    (transfer,) = books.all(Transfer)
    assert (transfer.amount, transfer.amount_to) == (10, books.fresh(made["dollars"]).moved - 4_000)
    for one in Payment.objects.filter(account=bank, transaction__currency="JPY"):
        assert one.amount == one.settles
    (budget,) = books.all(Budget)
    assert (budget.amount, budget.spent) == (801, 28)


def test_converting_keeps_what_has_a_currency_and_says_what_it_is_worth(books: Books) -> None:
    made = business(books)
    change(books, "USD", How.CONVERT, 12_000_000_000)
    bank, client, sent = (books.fresh(made[name]) for name in ("bank", "client", "sent"))
    assert (bank.currency, bank.balance) == ("EUR", made["bank"].balance)
    assert (sent.currency, sent.total, sent.base_total) == ("EUR", 23_861, 28_633)
    assert (client.contract_value, client.hourly_rate) == (148_147, 10_860)
    foreign, expense = books.fresh(made["foreign"]), books.fresh(made["expense"])
    assert (foreign.exchange_rate, foreign.base_net, foreign.currency) == (None, 5_000, "USD")
    assert (expense.currency, expense.exchange_rate) == ("EUR", 12_000_000_000)
    assert expense.base_total == 4_019
    assert books.all(Budget)[0].spent == expense.base_net


def test_a_third_currency_takes_the_rate_across(books: Books) -> None:
    made = business(books)
    change(books, "CHF", How.CONVERT)
    assert books.fresh(made["foreign"]).exchange_rate == 8_550_000_000
    assert books.fresh(made["foreign"]).base_net == 4_275


@pytest.mark.parametrize("how", How)
def test_an_amount_that_was_written_since_stands_in_the_way(books: Books, how: How) -> None:
    books.income(1_000)
    before = books.state()
    change(books, "JPY", how)
    books.colleague().income(500)
    with pytest.raises(Conflict, match="was changed since") as refused:
        books.undo()
    assert refused.value.way == "with_later"
    books.undo(with_later=True)
    assert books.state() == before


def test_what_was_written_before_is_not_taken_back_beneath_it(books: Books) -> None:
    entry = books.income(1_000)
    named = books.client()
    books.edit(named, name="Beta")
    renamed = books.last()
    books.remove(entry)
    removed = books.last()
    change(books, "JPY")
    with pytest.raises(Conflict, match="was changed since by “Currency”"):
        books.undo_one(removed)
    books.undo_one(renamed)  # in which there is no amount
    books.undo_one(removed, with_later=True)
    assert [one.base_net for one in books.all(Transaction)] == [1_000]
    assert books.fresh(books.workspace).currency == "EUR"


@pytest.mark.parametrize("how", How)
def test_closed_books_keep_their_currency(books: Books, how: How) -> None:
    books.income(1_000)
    books.do(lambda unit: unit.workspace.edit({"closed_until": date(2026, 9, 30)}))
    with pytest.raises(ValidationError, match="the books are closed"):
        change(books, "CHF", how)
    assert books.fresh(books.workspace).currency == "EUR"


def test_closing_the_books_stands_in_the_way_of_undoing_it(books: Books) -> None:
    change(books, "CHF")
    named = books.last()
    books.do(lambda unit: unit.workspace.edit({"closed_until": date(2026, 9, 30)}))
    with pytest.raises(Conflict, match="the books are closed"):
        books.undo_one(named)


def test_money_that_was_exchanged_is_not_the_same_figure(books: Books) -> None:
    francs = books.account("Francs", currency="CHF")
    entry = books.income(1_000)
    books.make(Payment, transaction=entry, account=francs, amount=950, date=LATER,
               account_rate=9_500_000_000)  # fmt: skip
    with pytest.raises(ValidationError, match="exchanged EUR for CHF"):
        change(books, "CHF")
    change(books, "CHF", How.CONVERT)


def test_an_archived_account_stays_empty(books: Books) -> None:
    old, bank = books.account("Old", opening_balance=49), books.account()
    books.make(Transfer, from_account=old, to_account=bank, date=LATER, amount=149)
    books.expense(-100, account=old)
    books.edit(old, archived=True)
    before = books.state()
    change(books, "JPY")
    assert (books.fresh(old).balance, books.fresh(old).moved) == (0, -1 + 1)
    books.undo()
    assert books.state() == before


@pytest.mark.parametrize("code", ["CHF", "JPY", "KWD"])
def test_settlements_go_along_at_both_ends(books: Books, code: str) -> None:
    client = books.client()
    invoice = books.invoice(client=client)
    for amount in (1_049, 2_333):
        books.income(amount, invoice=invoice, tax_rate=TAX)
    books.edit(invoice, status="sent")
    books.call(invoice, "credit")
    credit = books.all(type(invoice))[-1]
    books.edit(credit, status="sent")
    deposit = books.invoice(client=client, kind="deposit")
    books.income(4_949, invoice=deposit, tax_rate=TAX)
    books.edit(deposit, status="sent")
    final = books.invoice(client=client)
    books.income(20_051, invoice=final, tax_rate=TAX)
    books.make(Settlement, **{"from": deposit, "to": final})
    before = books.state()
    change(books, code)
    assert [books.fresh(one).outstanding for one in (invoice, credit)] == [0, 0]
    books.undo()
    assert books.state() == before


@given(
    st.lists(st.integers(100, 2_000), min_size=1, max_size=4),
    st.integers(0, 500),
    st.sampled_from([0, TAX]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@example([340, 340], 0, 0)  # come to 7 of 3 and 3
@example([250, 250], 0, 0)  # come to 5 of 3 and 3
def test_what_several_credits_settled_stays_settled(
    db: None, credits: list[int], money: int, tax: int
) -> None:
    """Each is rounded by itself, so that they need not come to what the invoice does."""
    with transaction.atomic():
        books = open_books()
        client = books.client()
        notes = [books.invoice(client=client, kind="credit_note") for _ in credits]
        for note, amount in zip(notes, credits, strict=True):
            books.income(-amount, invoice=note, tax_rate=tax)
            books.edit(note, status="sent")
        invoice = books.invoice(client=client)
        whole = sum(-books.fresh(note).total for note in notes) + money
        books.income(whole, invoice=invoice, tax_rate=tax, tax_included=True)
        books.edit(invoice, status="sent")
        for note in notes:
            books.make(Settlement, **{"from": note, "to": invoice})
        if money:
            books.call(invoice, "pay", books.account())
        before = books.state()
        change(books, "JPY")
        found = [books.fresh(one) for one in (*notes, invoice)]
        assert [(one.state, one.outstanding) for one in found] == [("paid", 0)] * len(found)
        change(books, "EUR")
        for _twice in range(2):
            books.undo()
        assert books.state() == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("code", ["", "chf", "XXX", "EURO"])
def test_what_is_no_currency_is_refused(books: Books, code: str) -> None:
    count = Change.objects.count()
    with pytest.raises(ValidationError) as refused:
        books.do(lambda unit: unit.workspace.set_currency(code))
    assert list(refused.value.message_dict) == ["currency"]
    assert Change.objects.count() == count


def test_that_which_it_is_already_is_said(books: Books) -> None:
    with pytest.raises(ValidationError, match="The books are in EUR already"):
        change(books, "EUR")


def test_what_becomes_of_exchange_gains_is_told_before(books: Books) -> None:
    """$50 at 0.90 are €45.00; €47.00 came in, so €2.00 were gained. At 0.95 francs they are worth
    50 x 0.855 = CHF 42.75, and an account in euros gains nothing in francs."""
    entry, bank = books.income(5_000, currency="USD", exchange_rate=DOLLAR), books.account()
    books.make(Payment, transaction=entry, account=bank, amount=4_700, date=LATER,
               account_rate=9_400_000_000)  # fmt: skip
    for how, wanted in ((How.CONVERT, (200, 0, 0)), (How.RELABEL, (200, 200, 200))):
        seen = preview(books.workspace, books.user, recast(books, "CHF", how))
        found = {one.name: one for one in seen.figures}
        gained = found["exchange"]
        assert (gained.before, gained.expected, gained.after) == wanted
    change(books, "CHF", How.CONVERT)
    assert books.fresh(entry).base_net == 4_275
    assert figures(books.fresh(books.workspace))["exchange"] == 0


def test_a_bank_line_is_known_again_after_its_amount_was_rounded(books: Books) -> None:
    bank, file = books.account(), b"Date;Text;Amount;Currency\n2026-01-07;Shop;-12.34;EUR\n"
    assert run(books.workspace, books.user, bank, file).taken == 1
    change(books, "JPY")
    again = run(books.fresh(books.workspace), books.user, books.fresh(bank), file)
    assert (again.taken, again.known, again.problems) == (0, 1, [])
    other = file.replace(b"12.34", b"12.35")
    assert (
        len(run(books.fresh(books.workspace), books.user, books.fresh(bank), other).problems) == 1
    )
