"""What gives a value its meaning is not changed under an undo: in either order, one goes first."""

from collections.abc import Callable
from typing import Any

import pytest

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.models import Account, BankLine, Payment, Transaction, Transfer
from tests.books import DAY, Books

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("till")]

Change = Callable[[Books, Transaction], Any]


@pytest.fixture
def till(books: Books) -> Account:
    return books.account("Till")


def by_mode(books: Books, entry: Transaction) -> None:
    books.edit(entry, account=books.all(Account)[0])


def typed(books: Books, entry: Transaction) -> None:
    books.make(Payment, transaction=entry, account=books.all(Account)[0], amount=700)


def take_away(books: Books, entry: Transaction) -> None:
    for payment in books.payments(entry):
        books.remove(payment)


def reclassify(books: Books, entry: Transaction) -> None:
    books.edit(entry, kind="income", category=None)


def in_dollars(books: Books, entry: Transaction) -> None:
    books.edit(entry, currency="USD", exchange_rate=9 * 10**9)


PAYING = pytest.mark.parametrize("pay", [by_mode, typed])
TURNING = pytest.mark.parametrize("turn", [reclassify, in_dollars])


@PAYING
@TURNING
def test_a_payment_is_not_put_back_for_an_entry_that_became_another(
    books: Books, pay: Change, turn: Change
) -> None:
    entry = books.expense(700)
    pay(books, entry)
    first = books.state()
    take_away(books, entry)
    gone = books.last()
    turn(books, entry)
    before = books.state()
    with pytest.raises(Conflict, match="Undo that first, or undo both") as refused:
        books.undo_one(gone)
    assert refused.value.way == "with_later"
    assert books.state() == before
    books.undo_one(gone, with_later=True)
    assert books.state() == first


@PAYING
@TURNING
def test_what_a_payment_was_made_for_does_not_go_back_before_it(
    books: Books, pay: Change, turn: Change
) -> None:
    entry = books.expense(700)
    first = books.state()
    turn(books, entry)
    turned = books.last()
    pay(books, entry)
    with pytest.raises(Conflict, match="Undo that first, or undo both"):
        books.undo_one(turned)
    books.undo_one(turned, with_later=True)
    assert books.state() == first


@TURNING
def test_a_payment_that_the_turn_left_as_it_was_is_in_nobodys_way(
    books: Books, turn: Change
) -> None:
    """Nothing is worth nothing in every currency, and the reverse of it as well."""
    entry = books.expense(0)
    by_mode(books, entry)
    first = books.state()
    turn(books, entry)
    books.undo()
    assert books.state() == first


def test_a_payment_that_was_taken_away_since_keeps_its_entry_as_it_was_made_for(
    books: Books,
) -> None:
    entry = books.expense(0)
    by_mode(books, entry)
    in_dollars(books, entry)
    turned = books.last()
    take_away(books, entry)
    with pytest.raises(Conflict, match="Undo that first"):
        books.undo_one(turned)


@pytest.mark.parametrize("kind", [Payment, Transfer, BankLine])
def test_money_is_not_put_back_on_an_account_of_another_currency(
    books: Books, kind: type[Any]
) -> None:
    bank, other = books.account(), books.all(Account)[0]
    entry = books.expense(700)

    def line(unit: Unit) -> BankLine:
        owner = {"workspace": unit.workspace, "account": unit.fresh(bank)}
        made = BankLine(**owner, date=DAY, amount=-700, text="Card", identity="1")
        made.save()
        return made

    made = {
        Payment: lambda: books.make(Payment, transaction=entry, account=bank, amount=700),
        Transfer: lambda: books.make(
            Transfer, from_account=bank, to_account=other, date=DAY, amount=700
        ),
        BankLine: lambda: books.do(line),
    }[kind]()
    books.remove(made)
    gone = books.last()
    books.edit(bank, currency="USD")
    with pytest.raises(Conflict, match="Bank was changed since by “"):
        books.undo_one(gone)
    books.undo()
    books.undo_one(gone)
    assert books.has(made)


def test_a_redo_does_not_put_money_back_on_an_account_of_another_currency(books: Books) -> None:
    bank, entry = books.account(), books.expense(700)
    books.make(Payment, transaction=entry, account=bank, amount=700)
    books.undo()
    books.colleague().edit(bank, currency="USD")
    with pytest.raises(Conflict, match="Bank was changed since by “"):
        books.redo()
    assert books.all(Payment) == []


def test_a_redo_does_not_turn_an_entry_under_a_payment_made_since(books: Books) -> None:
    entry = books.expense(700)
    in_dollars(books, entry)
    books.undo()
    typed(books.colleague(), entry)
    with pytest.raises(Conflict, match="was changed since by “"):
        books.redo()
    assert books.fresh(entry).currency == "EUR"


@TURNING
def test_a_payment_that_follows_is_right_whichever_of_two_changes_goes_first(
    books: Books, turn: Change
) -> None:
    """What the turn has logged of the payment is for an amount that is no longer the entry's."""
    entry = books.expense(700)
    first = books.state()
    books.edit(entry, amount=900)
    raised = books.last()
    by_mode(books, entry)
    turn(books, entry)
    turned = books.last()
    books.undo_one(raised)
    books.undo_one(turned)
    (payment,) = books.payments(books.fresh(entry))
    assert (payment.amount, payment.settles, payment.flow) == (700, 700, -700)
    books.undo()
    assert books.state() == first
