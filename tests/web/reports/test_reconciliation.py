"""Whether the bank agrees: on the page of bank lines, and on a page of its own."""

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Account, BankLine
from freelancer_os.transfer.bank.importing import run
from tests.books import Books
from tests.web.reports.test_pages import text_of

FILE = b"Date;Text;Amount;Balance\n2026-01-05;Fee;-10.00;1090.00\n2026-01-09;Acme;50.00;1140.00\n"


@pytest.fixture
def bank(books: Books) -> Account:
    account: Account = books.account("Bank", opening_balance=1_100_00)
    run(books.workspace, books.user, account, FILE)
    return account


def test_bank_lines_say_whether_the_bank_agrees(books: Books, web: Web, bank: Account) -> None:
    leads = f'href="/reports/reconciliation/?account={bank.pk}"'
    answer = web.get("/bank-lines/")
    assert leads in answer.content.decode()
    assert "Closing balance of the bank €1,140.00 · agrees" in text_of(answer)
    books.income(20_00, account=bank, date=books.all(BankLine)[0].date)
    assert "Closing balance of the bank €1,140.00 · €20.00 apart" in text_of(
        web.get("/bank-lines/")
    )
    assert leads in web.get(f"/accounts/{bank.pk}/").content.decode()


def test_what_was_typed_is_compared_and_kept_in_its_fields(
    books: Books, web: Web, bank: Account
) -> None:
    path = f"/reports/reconciliation/?account={bank.pk}"
    assert "Bank and books agree." in text_of(web.get(path))
    entry = books.income(20_00, account=bank, date=books.all(BankLine)[1].date)
    shown = web.get(f"{path}&on=10 Jan 2026&closing=1,141.00")
    assert shown.status_code == 200
    for part in (
        "The bank has €19.00 less than your books.",
        "They part on Jan 9, 2026, and agreed last on Jan 5, 2026.",
        "Explained by no line below: never imported, or another opening balance €1.00",
    ):
        assert part in text_of(shown)
    page = shown.content.decode()
    assert f'href="/transactions/{entry.pk}/"' in page
    assert 'value="1141.00"' in page and f'name="account" value="{bank.pk}"' in page
    assert "&amp;closing=1141.00" in page  # so do the files say it


@pytest.mark.parametrize("wrong", ["on=someday", "closing=1.141,00"])
def test_what_makes_no_sense_is_told_at_its_field(web: Web, bank: Account, wrong: str) -> None:
    answer = web.get(f"/reports/reconciliation/?account={bank.pk}&{wrong}")
    assert answer.status_code == 422
    assert f'value="{wrong.partition("=")[2]}"' in answer.content.decode()
    assert "like" in text_of(answer)


def test_another_account_is_not_there(web: Web, bank: Account) -> None:
    assert web.get("/reports/reconciliation/?account=x").status_code == 404
