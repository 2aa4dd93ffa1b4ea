"""`check` finds what was spoiled past the gateway, and names the row."""

from typing import Any

import pytest
from django.db import connection

from freelancer_os.core import check
from freelancer_os.core.models import TallyRow
from freelancer_os.finance import audit
from freelancer_os.finance.models import Account, Invoice, Settlement, Transaction
from tests.books import TAX, Books


@pytest.fixture
def kept(books: Books) -> dict[str, Any]:
    """Books with a paid invoice in them, which are whole."""
    client, account = books.client(contract_value=100_000), books.account(opening_balance=500)
    invoice = books.invoice(client=client)
    entry = books.income(10_050, invoice=invoice, tax_rate=TAX)
    books.income(20_333, invoice=invoice, tax_rate=TAX)
    books.edit(invoice, status="paid", account=account)
    assert faults(books) == []
    return {"client": client, "account": account, "invoice": invoice, "entry": entry}


def faults(books: Books) -> list[str]:
    results = [*check.run([books.workspace]), *audit.run()]
    return [fault for result in results for fault in result.faults]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("client", "invoice_amount"),
        ("client", "income"),
        ("client", "share_invoiced"),
        ("client", "folded"),
        ("account", "moved"),
        ("invoice", "net"),
        ("invoice", "paid"),
        ("entry", "paid"),
        ("entry", "base_net"),
        ("entry", "is_void"),
        ("entry", "account_id"),
    ],
)
def test_a_spoiled_figure_is_found_and_its_row_named(
    kept: dict[str, Any], books: Books, spoiling: None, name: str, column: str
) -> None:
    record = kept[name]
    spoil(record, column)
    assert any(str(record.pk) in fault for fault in faults(books))


def spoil(record: Any, column: str) -> None:
    """One more in SQL, with whatever else the table's constraints want."""
    table = record._meta.db_table
    sets = {
        "folded": "folded = 'x'",
        "is_void": "is_void = NOT is_void",
        "account_id": "account_id = NULL",
        "moved": "moved = moved + 1, balance = balance + 1",
        "share_invoiced": "share_invoiced = 1",
        "paid": "paid = paid + 1, outstanding = outstanding - 1",
    }
    change = sets.get(column, f"{column} = {column} + 1")
    key = record._meta.pk.get_db_prep_value(record.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [key])
        assert cursor.rowcount == 1


def test_a_wrong_count_of_a_board_is_found(
    kept: dict[str, Any], books: Books, spoiling: None
) -> None:
    TallyRow.objects.filter(workspace=books.workspace, name="invoices").update(count=7)
    assert any("invoices paid|EUR" in fault for fault in faults(books))


def test_tax_that_is_apportioned_wrongly_is_found(
    kept: dict[str, Any], books: Books, spoiling: None
) -> None:
    first, second = books.all(Transaction)
    for entry, cent in ((first, 1), (second, -1)):
        key = Transaction._meta.pk.get_db_prep_value(entry.pk, connection)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE finance_transaction SET tax = tax + %s, total = total + %s,"
                " outstanding = outstanding + %s WHERE id = %s",
                [cent, cent, cent, key],
            )
    found = faults(books)
    assert any("net and tax" in fault and str(first.pk) in fault for fault in found)


def test_a_settlement_and_a_discount_that_do_not_fit_are_found(
    books: Books, spoiling: None
) -> None:
    client = books.client()
    deposit = books.call(books.billed(5_000, client=client, kind="deposit"), "send")
    final = books.billed(20_000, client=client, discount=1_000)
    note_of = books.call(books.billed(7_000, client=client), "send")
    note = books.do(lambda unit: unit.fresh(note_of).credit(None))
    books.call(note, "send")
    books.make(Settlement, **{"from": deposit, "to": final})
    assert faults(books) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE finance_settlement SET amount = amount + 1")
        cursor.execute("UPDATE finance_invoice SET discount = discount + 1 WHERE discount > 0")
    found = faults(books)
    wrong = books.all(Settlement)
    assert len(wrong) == 2
    assert all(any(str(one.pk) in fault for fault in found) for one in wrong)
    assert any("discount of" in fault and str(final.pk) in fault for fault in found)


def test_empty_books_are_whole(books: Books) -> None:
    assert faults(books) == []
    assert not books.all(Account) and not books.all(Invoice)
