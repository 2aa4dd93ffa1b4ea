"""What the preview says of each line before it is taken, and what is said after."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from freelancer_os.finance.models import Account, BankLine, Category, Rule
from tests.books import Books
from tests.finance.sorting.imported import arrive, sent
from tests.transfer.bank.test_alike import BOOKED, csv, ofx
from tests.web.imports.test_steps import COLUMNS, ROLES, browser_of, problems, send, uploaded

ROWS = [
    "2026-10-05 Payment 2026-017 40.00",
    "2026-10-06 Adobe -66.45",
    "2026-10-07 To Wise -100.00",
    "2026-10-08 Shop -3.00",
]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


def becomes(page: str) -> list[str]:
    """What each line becomes, in words."""
    body = page.partition("<h2>What the lines become")[2]
    cells = re.findall(
        r"<tr[^>]*>.*?</td>.*?</td>.*?</td>\s*<td class=.becomes.>(.*?)</td>", body, re.DOTALL
    )
    return [" ".join(html.unescape(re.sub("<.*?>", " ", cell)).split()) for cell in cells]


def keys(page: str) -> list[str]:
    return re.findall(r'name="out" value="([^"]*)"', page)


def test_each_line_says_what_will_become_of_it(books: Books, bank: Account) -> None:
    sent(books, 4_000, "2026-017")
    software = books.make(Category, name="Software", kind="expense")
    books.make(Rule, contains="adobe", category=software)
    arrive(books, books.account("Wise"), "2026-10-07;From Bank;100.00")
    rows = [row.replace(" 40.00", ";40.00") for row in ROWS]
    page = browser_of(books.user).get(
        f"{uploaded(books, bank, csv(rows))}?account={bank.pk}"
    ).content.decode()  # fmt: skip
    assert becomes(page) == [
        "Pays 2026-017 Waits Amount and number agree",
        "Software Rule “adobe”",
        "Transfer Wise Waits Its other half came with Wise on Oct 7, 2026",
        "Expense To be sorted",
    ]
    address = uploaded(books, bank, csv(rows))
    given = {"account": str(bank.pk), "name": COLUMNS, "role": ROLES, "do": "import"}
    page = browser_of(books.user).post(address, given, follow=True).content.decode()
    assert "Imported 4 bank lines into Bank. 3 are to be sorted." in page
    assert '<a class="btn-text" href="/bank-lines/">Sort them</a>' in page
    assert set(becomes(send(books, address, bank).content.decode())) == {"Known already"}


def test_a_line_is_left_out_before_it_is_taken(books: Books, bank: Account) -> None:
    address = uploaded(books, bank, csv(ROWS[1:]))
    page = send(books, address, bank).content.decode()
    first = keys(page)[0]
    page = send(books, address, bank, out=[first, "1-none", "x"]).content.decode()
    assert becomes(page)[0] == "Left out"
    assert "Import 2 lines" in page
    assert re.search(rf'value="{first}" checked', page)
    send(books, address, bank, out=[first], do="import")
    assert [line.state for line in books.all(BankLine)] == ["ignored", "new", "new"]
    assert books.fresh(bank).balance == -103_00


def test_what_may_be_known_is_asked_before_anything_is_taken(books: Books, bank: Account) -> None:
    arrive(books, bank, *(row.replace(" ", ";", 1).replace(" -", ";-") for row in BOOKED))
    content = ofx([BOOKED[0], "2026-10-06 4417 -3.00", BOOKED[2], "2026-10-19 New -1.00"])
    address = uploaded(books, bank, content) + f"?account={bank.pk}"
    browser, given = browser_of(books.user), {"account": str(bank.pk), "shown": "50", "do": "check"}
    page = browser.post(address, given).content.decode()
    assert "1 line may be known already" in page
    assert "Known already? Perhaps “Cafe” of Oct 5" in " ".join(becomes(page))
    answer = browser.post(address, {**given, "do": "import"})
    assert answer.status_code == 422
    assert problems(answer) == ["Choose an answer to what is asked first."]
    answer = browser.post(address, {**given, "alike": "known", "do": "import"})
    assert answer.status_code == 302
    assert [line.text for line in books.all(BankLine)] == ["Rent", "Cafe", "Shop", "New"]


def test_more_lines_are_shown_when_asked_for(books: Books, bank: Account) -> None:
    rows = [f"2026-10-05 No {number} -1.00" for number in range(60)]
    address = uploaded(books, bank, csv(rows))
    page = send(books, address, bank).content.decode()
    assert (len(becomes(page)), "And 10 more lines." in page) == (50, True)
    page = send(books, address, bank, shown=["50", "550"]).content.decode()
    assert (len(becomes(page)), "more lines." in page) == (60, False)
