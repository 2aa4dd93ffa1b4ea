"""Accounts: balances, currencies, and what keeps one from being deleted."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.finance.models import Account, BankLine, StatementMapping, Transaction, Transfer
from tests.books import DAY, Books, open_books


def test_a_balance_is_opening_balance_plus_in_minus_out(books: Books) -> None:
    account, other = books.account(opening_balance=-500), books.account("Other")
    books.income(1_000, account=account)
    books.expense(300, account=account)
    books.make(Transfer, from_account=account, to_account=other, date=DAY, amount=150)
    assert books.fresh(account).balance == -500 + 1_000 - 300 - 150
    assert books.edit(account, opening_balance=0).balance == 550


def test_a_balance_is_in_the_accounts_currency(books: Books) -> None:
    account = books.account(currency="JPY", opening_balance=1_000)
    books.make(
        Transaction, kind="expense", date=DAY, amount=250, currency="JPY", account=account,
        exchange_rate=6 * 10**7,
    )  # fmt: skip
    assert (books.fresh(account).currency, books.fresh(account).balance) == ("JPY", 750)


def test_the_currency_is_the_workspaces_unless_given(books: Books) -> None:
    assert books.account().currency == "EUR"
    assert open_books(currency="CHF").account().currency == "CHF"
    with pytest.raises(ValidationError) as found:
        books.account(currency="EUX")
    assert list(found.value.message_dict) == ["currency"]


def test_the_currency_stays_once_money_has_moved(books: Books) -> None:
    account = books.edit(books.account(), currency="USD")
    assert account.currency == "USD"
    books.make(Transaction, kind="income", date=DAY, amount=5, currency="USD", account=account)
    with pytest.raises(ValidationError) as found:
        books.edit(account, currency="EUR")
    assert list(found.value.message_dict) == ["currency"]
    assert books.edit(account, currency="USD", name="Dollars").name == "Dollars"


@pytest.mark.parametrize("amount", [10**13 + 1, -(10**13) - 1])
def test_no_opening_balance_is_larger_than_10_13(books: Books, amount: int) -> None:
    with pytest.raises(ValidationError) as found:
        books.account(opening_balance=amount)
    assert list(found.value.message_dict) == ["opening_balance"]


@pytest.mark.parametrize("way", ["payment", "transfer", "bank line"])
def test_an_account_that_money_moved_on_is_not_deleted(books: Books, way: str) -> None:
    account = books.account()
    if way == "payment":
        books.income(5, account=account)
    elif way == "transfer":
        books.make(
            Transfer, from_account=books.account("B"), to_account=account, date=DAY, amount=5
        )
    else:
        books.do(
            lambda unit: BankLine(
                workspace=unit.workspace, account=account, date=DAY, amount=5, identity="1"
            ).save()
        )
    before = books.state()
    with pytest.raises(ValidationError, match="cannot be deleted"):
        books.remove(account)
    assert books.state() == before


def test_an_account_without_payments_is_deleted_with_its_remembered_columns(books: Books) -> None:
    account = books.account(opening_balance=5)
    books.do(
        lambda unit: StatementMapping(
            workspace=unit.workspace, account=account, signature="a", mapping={"date": 0}
        ).save()
    )
    before = books.state()
    books.remove(account)
    assert books.all(Account) == books.all(StatementMapping) == []
    books.undo()
    assert books.state() == before


def test_an_account_needs_a_name_and_a_kind(books: Books) -> None:
    with pytest.raises(ValidationError) as found:
        books.make(Account)
    assert list(found.value.message_dict) == ["name", "kind"]
    with pytest.raises(ValidationError) as found:
        books.account(kind="sock")
    assert list(found.value.message_dict) == ["kind"]


def test_an_iban_is_kept_without_spaces_and_its_slips_are_told(books: Books) -> None:
    account = books.account(iban="DE89 3704 0044 0532 0130 00", bic="cobadeffxxx", holder="Ada")
    assert (account.iban, account.bic) == ("DE89370400440532013000", "COBADEFFXXX")
    for field, wrong in (("iban", "DE89370400440532013001"), ("bic", "COBA")):
        with pytest.raises(ValidationError) as refused:
            books.edit(account, **{field: wrong})
        assert [*refused.value.message_dict] == [field]


def test_one_account_of_a_currency_is_named_on_invoices(books: Books) -> None:
    iban = "DE89370400440532013000"
    first, second = books.account("B", iban=iban), books.account("A", iban=iban, on_invoices=True)
    dollars = books.account("D", currency="USD", iban=iban, on_invoices=True)
    books.account("0", on_invoices=False)  # without an IBAN
    accounts = Account.objects.of(books.workspace)
    assert accounts.named_on_invoices("EUR") == second
    books.edit(first, on_invoices=True)
    assert accounts.named_on_invoices("EUR") == first
    assert not books.fresh(second).on_invoices
    assert books.fresh(dollars).on_invoices
    books.undo()
    assert accounts.named_on_invoices("EUR") == second
    assert accounts.named_on_invoices("GBP") is None
    books.edit(second, on_invoices=False)
    assert accounts.named_on_invoices("EUR") == second  # the first by name


def test_an_empty_one_is_archived_and_stays_empty(books: Books) -> None:
    full, empty = books.account(opening_balance=1), books.account("Old")
    with pytest.raises(ValidationError, match=r"holds €0\.01"):
        books.edit(full, archived=True)
    empty = books.edit(empty, archived=True)
    assert [str(one) for one in Account.objects.of(books.workspace).in_use()] == [str(full)]
    with pytest.raises(ValidationError, match="holds no money"):
        books.income(5_00, account=empty)
    assert books.fresh(empty).balance == 0
    entry = books.income(5_00, account=books.edit(empty, archived=False))
    with pytest.raises(ValidationError, match="holds"):
        books.edit(books.fresh(empty), archived=True)
    books.edit(entry, account=None)
    assert books.edit(books.fresh(empty), archived=True).archived


def test_what_is_archived_is_on_no_invoice(books: Books) -> None:
    account = books.account("Old", iban="DE89370400440532013000", on_invoices=True)
    accounts = Account.objects.of(books.workspace)
    assert accounts.named_on_invoices("EUR") == account
    books.edit(account, archived=True)
    assert accounts.named_on_invoices("EUR") is None
