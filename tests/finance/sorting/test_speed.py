"""How long proposals and an import with rules may take."""

from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest

from freelancer_os.core.ids import new_id
from freelancer_os.core.log.rows import insert_rows
from freelancer_os.finance.models import Account, BankLine, Category, Invoice, Rule
from freelancer_os.finance.sorting.proposing import Proposer
from tests.books import Books
from tests.finance.sorting.imported import arrive
from tests.guard import by_hand
from tests.transfer.installed import inside

FIRST = date(2026, 1, 1)


def owe(books: Books, count: int) -> None:
    """So many open invoices of fifty clients."""
    clients = [books.client(f"Client {name}") for name in range(50)]
    invoice = books.invoice(client=clients[0])
    books.income(10_000, invoice=invoice)
    books.edit(invoice, status="sent")
    held = books.fresh(invoice).values()
    rows = [
        Invoice(
            **{**held, "id": new_id(), "client_id": clients[n % 50].pk, "number": f"R-{n:05}",
               "sequence": None, "total": 10_000 + n, "net": 10_000 + n,
               "payable": 10_000 + n, "outstanding": 10_000 + n}
        )
        for n in range(count)
    ]  # fmt: skip
    with by_hand():
        insert_rows(Invoice, rows)


@pytest.mark.long
def test_five_hundred_lines_against_two_thousand_invoices(books: Books) -> None:
    owe(books, 2_000)
    bank = books.account("Bank")
    rows = [
        f"{FIRST + timedelta(n % 90)};Client {n % 50} R-{n:05};{100 + n / 100}" for n in range(500)
    ]
    arrive(books, bank, *rows)
    lines = BankLine.objects.of(books.workspace).select_related("account")
    start = process_time()
    found = Proposer(books.fresh(books.workspace)).of(lines)
    assert process_time() - start <= 1
    assert sum(bool(best) and best[0].sure for best in found.values()) > 400


def rule(books: Books) -> Account:
    """Forty rules, and an account with another one in dollars beside it."""
    bank, software = books.account("Bank"), books.make(Category, name="Software", kind="expense")
    for number in range(40):
        books.make(Rule, contains=f"shop{number}x", category=software)
    books.account("Dollars", currency="USD")
    return bank


ROWS = [f"{FIRST + timedelta(n % 300)};Shop{n % 80}x no {n};-{n + 1}.00" for n in range(10_000)]


@pytest.mark.long
def test_ten_thousand_lines_with_rules_and_matching(books: Books) -> None:
    owe(books, 2_000)
    bank = rule(books)
    start = process_time()
    lines = arrive(books, bank, *ROWS)
    assert process_time() - start <= 10
    assert sum(one.state == "sorted" for one in lines) == 5_000


SPEED = "from tests.finance.sorting.test_speed import ROWS, owe, rule\n"
FILL = """
from tests.guard import by_hand
from tests.transfer.installed import inside
books = open_books()
owe(books, 2_000)
rule(books)
"""
TAKE = """
import re
from time import process_time
from freelancer_os.finance.models import Account
from freelancer_os.transfer.bank.importing import run
books = ours()
bank = Account.objects.of(books.workspace).get(name="Bank")
start = process_time()
done = run(books.workspace, books.user, bank, "\\n".join(["Date;Text;Amount", *ROWS]).encode())
peak = re.search(r"VmHWM:\\s+([0-9]+)", open("/proc/self/status").read())[1]
print(done.taken, process_time() - start, int(peak) // 1024)
"""


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="not told here")
def test_ten_thousand_lines_take_little_memory(installation: dict[str, str]) -> None:
    inside(SPEED + FILL, installation)
    taken, seconds, megabytes = inside(SPEED + TAKE, installation).split()
    assert (taken, float(seconds) <= 10, int(megabytes) <= 300) == ("10000", True, True), (
        seconds,
        megabytes,
    )
