"""Payments, and the payment mode of a transaction."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, BankLine, Payment, Transaction
from tests.books import DAY, LATER, TAX, Books, put


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account(opening_balance=1_000)


@pytest.fixture
def cash(books: Books) -> Account:
    return books.account("Cash", kind="cash")


def balances(books: Books, *accounts: Account) -> list[int]:
    return [books.fresh(account).balance for account in accounts]


def part(books: Books, entry: Transaction, account: Account, amount: int) -> Payment:
    return books.make(Payment, transaction=entry, account=account, amount=amount)


def proven(books: Books, entry: Transaction, account: Account) -> BankLine:
    """A bank line that proves the payment of an entry, as an import leaves it."""

    def write(unit: Any) -> BankLine:
        paid = unit.fresh(entry)
        line = BankLine(workspace=unit.workspace, account=account, date=DAY, identity="1")
        payment = line.prove(paid, paid.outstanding)
        line.amount = payment.flow
        line.become("entry", paid)
        unit.add([line, payment])
        return line

    return books.fresh(books.do(write))


# Balance


def test_nothing_unpaid_is_ever_in_a_balance(books: Books, bank: Account) -> None:
    entry = books.income(500)
    assert balances(books, bank) == [1_000]
    books.edit(entry, account=bank)
    assert balances(books, bank) == [1_500]


def test_income_comes_in_and_expenses_go_out(books: Books, bank: Account) -> None:
    books.income(500, account=bank)
    books.expense(300, account=bank)
    books.income(-50, account=bank)
    books.expense(-7, account=bank)
    assert balances(books, bank) == [1_000 + 500 - 300 - 50 + 7]


# The payment mode


def test_setting_it_pays_what_is_outstanding_on_the_entrys_date(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(10_000, tax_rate=TAX)
    part(books, entry, cash, 1_900)
    entry = books.edit(entry, account=bank)
    assert (entry.outstanding, entry.paid) == (0, 11_900)
    assert [(p.account, p.amount, p.date) for p in books.payments(entry)] == [
        (cash, 1_900, DAY), (bank, 10_000, DAY),
    ]  # fmt: skip
    assert balances(books, bank, cash) == [11_000, 1_900]


def test_a_date_may_be_given(books: Books, bank: Account) -> None:
    entry = books.income(500, account=bank, paid_on=LATER)
    assert (entry.account, entry.paid_on) == (bank, LATER)
    assert [p.date for p in books.payments(entry)] == [LATER]


def test_a_date_without_an_account_is_refused(books: Books, bank: Account) -> None:
    for values in ({"paid_on": LATER}, {"paid_on": LATER, "account": None}):
        with pytest.raises(ValidationError) as found:
            books.edit(books.income(), **values)
        assert list(found.value.message_dict) == ["paid_on"]


def test_on_a_paid_one_it_moves_the_payment(books: Books, bank: Account, cash: Account) -> None:
    entry = books.income(500, account=bank)
    entry = books.edit(entry, account=cash)
    assert (entry.account, len(books.payments(entry))) == (cash, 1)
    assert balances(books, bank, cash) == [1_000, 500]
    assert books.edit(entry, paid_on=LATER).paid_on == LATER
    assert books.edit(entry, account=cash).paid_on == LATER


def test_on_one_paid_from_several_accounts_it_moves_them_all(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(500)
    part(books, entry, bank, 200)
    part(books, entry, cash, 300)
    entry = books.edit(entry, account=cash)
    assert entry.account == cash
    assert balances(books, bank, cash) == [1_000, 500]


def test_on_an_overpaid_one_it_moves_and_pays_nothing(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(500)
    part(books, entry, bank, 700)
    entry = books.edit(entry, account=cash)
    assert (entry.outstanding, len(books.payments(entry))) == (-200, 1)
    assert balances(books, bank, cash) == [1_000, 700]


def test_clearing_it_removes_every_payment_of_that_entry_and_of_no_other(
    books: Books, bank: Account, cash: Account
) -> None:
    entry, other = books.income(500), books.income(70, account=bank)
    part(books, entry, cash, 100)
    books.edit(entry, account=bank)
    entry = books.edit(entry, account=None)
    assert (entry.outstanding, entry.account_id, entry.paid_on) == (500, None, None)
    assert balances(books, bank, cash) == [1_070, 0]
    assert [p.transaction_id for p in books.all(Payment)] == [other.pk]


def test_the_verbs_do_the_same(books: Books, bank: Account) -> None:
    entry = books.call(books.income(500), "pay", bank, LATER)
    assert (entry.account, entry.paid_on) == (bank, LATER)
    assert books.call(entry, "unpay").outstanding == 500


def test_a_zero_total_may_have_a_payment_mode(books: Books, bank: Account) -> None:
    entry = books.income(0, account=bank)
    assert entry.account == bank
    assert books.edit(entry, amount=40).outstanding == 0
    assert balances(books, bank) == [1_040]


# When it reads as set


def test_it_reads_as_set_only_when_the_payments_cover_the_total(
    books: Books, bank: Account
) -> None:
    entry = books.income(500)
    part(books, entry, bank, 499)
    assert books.fresh(entry).account_id is None
    last = part(books, entry, bank, 1)
    assert books.fresh(entry).account == bank
    books.edit(last, amount=2)
    assert books.fresh(entry).account == bank
    books.remove(last)
    assert books.fresh(entry).account_id is None


def test_it_reads_as_set_only_when_they_lie_on_one_account(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(500)
    part(books, entry, bank, 200)
    other = part(books, entry, cash, 300)
    stored = books.fresh(entry)
    assert (stored.outstanding, stored.account_id, stored.paid_on) == (0, None, None)
    books.edit(other, account=bank)
    assert books.fresh(entry).account == bank


def test_a_refund_is_covered_by_negative_payments(books: Books, bank: Account) -> None:
    entry = books.income(-500)
    one = part(books, entry, bank, -499)
    assert books.fresh(entry).account_id is None
    books.edit(one, amount=-500)
    assert books.fresh(entry).account == bank
    assert balances(books, bank) == [500]


def test_paid_on_is_the_day_of_the_last_payment(books: Books, bank: Account) -> None:
    entry = books.income(500)
    part(books, entry, bank, 200)
    books.make(Payment, transaction=entry, account=bank, amount=300, date=LATER)
    assert books.fresh(entry).paid_on == LATER


# Following the amount


@pytest.mark.parametrize("amount", [25_000, 1, 0, -400])
def test_a_payment_by_mode_follows_the_amount(books: Books, bank: Account, amount: int) -> None:
    entry = books.income(10_000, tax_rate=TAX, account=bank)
    entry = books.edit(entry, amount=amount)
    assert (entry.outstanding, entry.account) == (0, bank)
    assert balances(books, bank) == [1_000 + entry.total]


def test_it_follows_the_tax_and_an_invoice_that_shares_it_out(books: Books, bank: Account) -> None:
    entry = books.income(33, account=bank)
    assert books.edit(entry, tax_rate=TAX).outstanding == 0
    assert balances(books, bank) == [1_039]
    invoice = books.invoice()
    books.edit(entry, invoice=invoice)
    books.income(33, tax_rate=TAX, invoice=invoice)
    books.income(33, tax_rate=TAX, invoice=invoice)
    stored = books.fresh(entry)
    assert (stored.tax, stored.outstanding) == (7, 0)
    assert balances(books, bank) == [1_040]


def test_it_follows_by_the_difference_beside_a_part_of_another(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(500)
    part(books, entry, cash, 200)
    books.edit(entry, account=bank)
    books.edit(entry, amount=600)
    assert balances(books, bank, cash) == [1_400, 200]
    part(books, entry, cash, 50)
    books.edit(entry, amount=700)
    assert balances(books, bank, cash) == [1_500, 250]
    assert books.fresh(entry).outstanding == -50


def test_only_the_newest_payment_by_mode_follows(
    books: Books, bank: Account, cash: Account
) -> None:
    entry = books.income(500)
    first = part(books, entry, cash, 200)
    books.edit(entry, account=bank)
    books.remove(first)
    books.edit(entry, account=cash)
    assert balances(books, bank, cash) == [1_300, 200]
    entry = books.edit(entry, amount=800)
    assert balances(books, bank, cash) == [1_300, 500]
    assert entry.outstanding == 0


def test_it_follows_however_often_the_change_settles(books: Books, bank: Account) -> None:
    entry = books.income(500, account=bank)

    def write(unit: Any) -> None:
        one = unit.fresh(entry)
        for amount in (700, 300, 900):
            put(one, {"amount": amount, "account": bank})
            put(unit.fresh(entry), {"amount": amount + 1, "paid_on": LATER})
        unit.fresh(entry).edit({"amount": 42})

    books.do(write)
    assert balances(books, bank) == [1_042]
    assert (books.fresh(entry).outstanding, books.fresh(entry).paid_on) == (0, LATER)


def test_a_payment_entered_by_hand_does_not_follow(books: Books, bank: Account) -> None:
    entry = books.income(500)
    part(books, entry, bank, 500)
    assert books.edit(entry, amount=700).outstanding == 200


def test_one_that_was_corrected_by_hand_does_not_follow_any_more(
    books: Books, bank: Account
) -> None:
    entry = books.income(500, account=bank)
    payment = books.payments(entry)[0]
    books.edit(payment, amount=payment.amount)
    assert books.edit(entry, amount=600).outstanding == 0
    books.edit(payment, amount=550)
    assert books.edit(entry, amount=700).outstanding == 150


def test_one_that_the_invoice_recorded_does_not_follow(books: Books, bank: Account) -> None:
    entry = books.income(500, invoice=books.invoice())
    assert entry.invoice is not None
    books.edit(entry.invoice, status="paid", account=bank)
    assert books.edit(entry, amount=700).outstanding == 200


# Proven by a bank line


def test_one_that_a_bank_line_proves_does_not_follow(books: Books, bank: Account) -> None:
    entry = books.income(500)
    proven(books, entry, bank)
    assert books.edit(entry, amount=700).outstanding == 200
    assert balances(books, bank) == [1_500]


def test_it_is_neither_moved_nor_corrected(books: Books, bank: Account, cash: Account) -> None:
    entry = books.income(500)
    proven(books, entry, bank)
    payment = books.payments(entry)[0]
    for record, values in (
        (entry, {"account": cash}),
        (entry, {"paid_on": LATER}),
        (payment, {"amount": 400}),
        (payment, {"account": cash}),
        (payment, {"date": LATER}),
    ):
        with pytest.raises(ValidationError, match="proves this payment"):
            books.edit(record, **values)
    books.edit(payment, amount=500)
    assert books.fresh(payment).origin == "bank"


@pytest.mark.parametrize("way", ["clear", "payment", "transaction"])
def test_taking_it_away_makes_the_bank_line_new_again(
    books: Books, bank: Account, way: str
) -> None:
    entry = books.income(500)
    line = proven(books, entry, bank)
    assert line.state == "sorted"
    before = books.state()
    if way == "clear":
        books.edit(entry, account=None)
    else:
        books.remove(books.payments(entry)[0] if way == "payment" else entry)
    stored = books.fresh(line)
    assert (stored.state, stored.transaction_id) == ("new", None)
    books.undo()
    assert books.state() == before


# Turning


def test_a_payment_flows_the_other_way_when_income_becomes_an_expense(
    books: Books, bank: Account
) -> None:
    entry = books.income(500, category=None, account=bank)
    entry = books.edit(entry, kind="expense")
    assert (entry.outstanding, entry.account) == (0, bank)
    assert balances(books, bank) == [500]
    books.edit(entry, amount=600)
    assert balances(books, bank) == [400]


def test_kind_and_amount_may_change_in_one_edit(books: Books, bank: Account) -> None:
    entry = books.income(500, category=None, account=bank)
    entry = books.edit(entry, kind="expense", amount=800, tax_included=True)
    assert entry.outstanding == 0
    assert balances(books, bank) == [200]


def test_money_that_a_bank_line_proves_went_as_it_went(books: Books, bank: Account) -> None:
    entry = books.income(500, category=None)
    proven(books, entry, bank)
    entry = books.edit(entry, kind="expense")
    assert balances(books, bank) == [1_500]
    assert entry.outstanding == 1_000
    assert books.edit(entry, amount=-500).outstanding == 0


# Currencies


def test_a_payment_keeps_both_what_moved_and_what_it_settles(books: Books) -> None:
    dollars = books.account("Dollars", currency="USD")
    entry = books.income(10_000, account=dollars)
    payment = books.payments(entry)[0]
    rate = ecb_rate("EUR", "USD", DAY)
    assert rate is not None
    assert payment.settles == 10_000
    assert payment.amount == payment.flow == (10_000 * rate + 5 * 10**9) // 10**10
    assert books.fresh(dollars).balance == payment.amount


def test_the_rate_of_the_entry_counts_into_the_base_currency(books: Books, bank: Account) -> None:
    entry = books.income(10_000, currency="USD", exchange_rate=8 * 10**9, account=bank)
    assert balances(books, bank) == [9_000]
    books.edit(entry, exchange_rate=7 * 10**9)
    assert balances(books, bank) == [8_000]
    books.edit(entry, amount=20_000)
    assert balances(books, bank) == [15_000]


def test_what_comes_to_all_that_is_open_settles_all_of_it(books: Books, bank: Account) -> None:
    """1.001 KWD is worth 3.00 EUR; 3.00 EUR alone would be 1.000 KWD."""
    entry = books.income(1_001, currency="KWD", exchange_rate=3 * 10**10)
    part(books, entry, bank, 300)
    assert books.fresh(entry).outstanding == 0
    other = books.income(1_001, currency="KWD", exchange_rate=3 * 10**10)
    part(books, other, bank, 150)
    assert books.fresh(other).outstanding == 501


def test_large_amounts_are_exchanged_exactly(books: Books, bank: Account) -> None:
    entry = books.income(10**13, currency="USD", exchange_rate=3 * 10**9 + 1)
    part(books, entry, bank, 3 * 10**12)
    settled = books.payments(entry)[0].settles
    assert settled == round(3 * 10**12 * 10**10 / (3 * 10**9 + 1))


def test_another_currency_of_the_entry_leaves_what_moved(books: Books, bank: Account) -> None:
    entry = books.income(10_000)
    part(books, entry, bank, 4_000)
    books.edit(entry, currency="USD", exchange_rate=8 * 10**9)
    payment = books.payments(entry)[0]
    assert (payment.amount, payment.settles) == (4_000, 5_000)
    assert books.fresh(entry).outstanding == 5_000


def test_another_currency_of_one_paid_by_mode_keeps_it_paid(books: Books, bank: Account) -> None:
    entry = books.income(10_000, account=bank)
    entry = books.edit(entry, currency="USD", exchange_rate=8 * 10**9)
    assert (entry.outstanding, entry.account) == (0, bank)
    assert balances(books, bank) == [9_000]


def test_moving_to_an_account_of_the_same_currency_keeps_a_typed_amount(books: Books) -> None:
    one, other = (books.account(name, currency="USD") for name in ("One", "Other"))
    entry = books.income(10_000)
    part(books, entry, one, 11_111)
    books.make(Payment, transaction=entry, account=one, amount=1)
    books.edit(entry, amount=books.fresh(entry).paid)
    books.edit(entry, account=other, paid_on=LATER)
    assert balances(books, one, other) == [0, 11_112]


# Entering payments


@pytest.mark.parametrize("missing", ["account", "amount", "transaction"])
def test_a_payment_needs_these(books: Books, bank: Account, missing: str) -> None:
    values = {"transaction": books.income(), "account": bank, "amount": 5}
    with pytest.raises(ValidationError) as found:
        books.make(Payment, **{n: v for n, v in values.items() if n != missing})
    assert list(found.value.message_dict) == [missing]


def test_its_date_is_the_entrys_unless_given(books: Books, bank: Account) -> None:
    assert part(books, books.income(date=LATER), bank, 5).date == LATER


def test_a_payment_stays_with_its_transaction(books: Books, bank: Account) -> None:
    payment = part(books, books.income(), bank, 5)
    with pytest.raises(ValidationError) as found:
        books.edit(payment, transaction=books.income())
    assert list(found.value.message_dict) == ["transaction"]


def test_a_payment_is_never_larger_than_10_13(books: Books, bank: Account) -> None:
    with pytest.raises(ValidationError) as found:
        part(books, books.income(), bank, 10**13 + 1)
    assert list(found.value.message_dict) == ["amount"]
