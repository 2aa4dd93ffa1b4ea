"""Importing on the page what is no table: several accounts, questions, what is left out."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from freelancer_os.finance.models import Account, BankLine
from tests.books import Books, open_books
from tests.web.imports.test_steps import browser_of, problems, upload

FOLDER = Path(__file__).parents[2] / "data" / "statements"
SWISS = (FOLDER / "camt" / "ch_two_accounts_v4.xml").read_bytes()
OPEN = (FOLDER / "qif" / "open_questions.qif").read_bytes()


@pytest.fixture
def books(db: None) -> Books:
    return open_books()


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def step_two(books: Books, content: bytes, account: Account) -> str:
    """The address of step two, with the account of step one."""
    answer = upload(books, content, "statement.bin", account=str(account.pk))
    assert answer.status_code == 302
    return str(answer["Location"])


def chosen_accounts(page: str) -> list[str]:
    """What the account fields of the page hold, by their words."""
    fields = re.findall(r'<input value="([^"]*)"[^>]* name="account"', page)
    return [html.unescape(one) for one in fields]


def test_each_statement_of_a_file_is_offered_to_its_account(books: Books) -> None:
    francs = books.account("Franken", currency="CHF", iban="CH9300762011623852957")
    address = step_two(books, SWISS, francs)
    browser = browser_of(books.user)
    page = browser.get(address).content.decode()
    assert "CAMT · 2 accounts" in page
    assert "CH93 0076 2011 6238 5295 7" in page
    assert chosen_accounts(page) == ["Franken (CHF)", "Choose an account"]

    answer = browser.post(address, {"account": [str(francs.pk), ""], "do": "import"})
    assert (answer.status_code, problems(answer)) == (
        422,
        ["Choose the account of each statement, or leave it out."],
    )
    assert books.all(BankLine) == []

    words = {"account": [str(francs.pk), "new"], "do": "import"}
    answer = browser.post(address, words, follow=True)
    assert "Imported 4 bank lines into Franken, 0230-123456.60A." in answer.content.decode()
    (made,) = [one for one in books.all(Account) if one.pk != francs.pk]
    assert (made.currency, made.balance, books.fresh(francs).balance) == ("EUR", -19_90, 2140_50)

    # The next file finds both, though one has no IBAN.
    page = browser.get(address).content.decode()
    assert chosen_accounts(page) == ["Franken (CHF)", "0230-123456.60A (EUR)"]
    assert "0 new" in page


def test_what_the_bank_holds_is_written_as_the_workspace_writes(db: None) -> None:
    books = open_books(locale="de-DE")
    francs = books.account("Franken", currency="CHF", iban="CH9300762011623852957")
    page = browser_of(books.user).get(step_two(books, SWISS, francs)).content.decode()
    assert "3.140,50 CHF" in page


def test_a_statement_can_be_left_out(books: Books) -> None:
    francs = books.account("Franken", currency="CHF")
    address = step_two(books, SWISS, francs)
    words = {"account": [str(francs.pk), "none"], "do": "import"}
    answer = browser_of(books.user).post(address, words)
    assert answer["Location"].startswith(f"/transactions/?account={francs.pk}&date_from=2026-04-01")
    assert len(books.all(BankLine)) == 3


def test_what_a_file_leaves_open_is_asked_and_shown_as_answered(books: Books) -> None:
    account = books.account("Giro")
    address = step_two(books, OPEN, account)
    browser = browser_of(books.user)
    page = browser.get(address).content.decode()
    assert "whether “01/02/2026” begins with the day or the month." in page
    assert "01/02/2026 = 2026-01-02" in html.unescape(page)
    assert problems(browser.get(address)) == [
        "Choose how the file is read where it leaves that open."
    ]
    words = {"account": str(account.pk), "dates": "month-first", "decimals": "comma"}
    page = browser.post(address, {**words, "do": "check"}).content.decode()
    assert "2 Jan" in page
    assert "−€3,000.00" in page
    browser.post(address, {**words, "do": "import"})
    assert books.fresh(account).balance == -1500_00
    # Asked once.
    assert "tells whether" not in browser.get(address).content.decode()


def test_the_account_must_fit(books: Books) -> None:
    other = books.account("Other", iban="NL91ABNA0417164300")
    german = (FOLDER / "camt" / "de_v8.xml").read_bytes()
    address = step_two(books, german, other)
    answer = browser_of(books.user).post(address, {"account": str(other.pk), "do": "import"})
    assert answer.status_code == 422
    assert problems(answer) == [
        "This statement is of DE89 3704 0044 0532 0130 00, and Other has another IBAN."
    ]
    page = browser_of(books.user).get(address).content.decode()
    assert '<span class="strong">Anna Muster</span> · Honorar Februar</td>' in page
    assert "Row 61: “Vorgemerkt” is pending, not booked yet; it is taken once it is booked." in page
    assert books.all(BankLine) == []


def test_a_file_of_which_nothing_can_be_read_is_refused_at_once(books: Books) -> None:
    account = books.account("Giro")
    answer = upload(books, SWISS[:900], "a.xml", account=str(account.pk))
    assert answer.status_code == 422
    assert problems(answer)[0].startswith("Line 12: this XML file is broken there")


def test_another_workspace_s_account_is_none(books: Books) -> None:
    mine, theirs = books.account("Giro", currency="CHF"), open_books().account(currency="CHF")
    address = step_two(books, SWISS, mine)
    words = {"account": [str(theirs.pk), "none"], "do": "import"}
    answer = browser_of(books.user).post(address, words)
    assert answer.status_code == 422
    assert BankLine.objects.of(theirs.workspace).count() == 0
