"""One movement in two kinds of files: under the day of booking in one, of value in the other."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from freelancer_os.finance.models import Account, BankLine, Transaction
from freelancer_os.transfer.bank.alike import Alikes
from freelancer_os.transfer.bank.files import Part, parts_of
from freelancer_os.transfer.bank.importing import run, run_parts
from freelancer_os.transfer.bank.preview import preview_of
from freelancer_os.transfer.formats import read_file
from freelancer_os.transfer.statement import StatementError, identities
from tests.books import Books

ENTRY = "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day}<TRNAMT>{amount}<FITID>{day}{n}<NAME>{text}"
HEAD = "<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>"


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


def csv(rows: Sequence[str]) -> bytes:
    """A table of rows such as "2026-10-05 Cafe -3.00"."""
    return "\n".join(["Date;Text;Amount", *(row.replace(" ", ";", 1).replace(" -", ";-")
                                           for row in rows)]).encode()  # fmt: skip


def ofx(rows: Sequence[str]) -> bytes:
    """The same rows as a bank writes them as OFX."""
    told = [row.replace("-", "", 2).split(" ", 1) for row in rows]
    entries = [
        ENTRY.format(day=day, text=said.rpartition(" ")[0], amount=said.rpartition(" ")[2], n=n)
        for n, (day, said) in enumerate(told)
    ]
    return (HEAD + "</STMTTRN>".join([*entries, ""]) + "</BANKTRANLIST></STMTRS></OFX>").encode()


MAKES = {"csv": csv, "ofx": ofx}


def take(
    books: Books, bank: Account, kind: str, rows: Sequence[str], alike: Alikes | None = None
) -> int:
    """Import rows as a file of this kind; how many were taken."""
    content = MAKES[kind](rows)
    if kind == "csv":
        return run(books.workspace, books.user, bank, content, alike=alike).taken
    parts = parts_of(books.workspace, content, None, bank)
    return run_parts(books.workspace, books.user, parts, alike=alike)[0].taken


BOOKED = ("2026-10-01 Rent -700.00", "2026-10-05 Cafe -3.00", "2026-10-20 Shop -9.00")
VALUED = ("2026-10-01 Rent Oct -700.00", "2026-10-06 CARD CAFE -3.00", "2026-10-20 Shop -9.00")


@pytest.mark.parametrize(("first", "second"), [("csv", "ofx"), ("ofx", "csv")])
@pytest.mark.parametrize("days", [(BOOKED, VALUED), (VALUED, BOOKED)])
def test_the_same_movement_under_another_day_is_known(
    books: Books, bank: Account, first: str, second: str, days: tuple[Sequence[str], ...]
) -> None:
    assert take(books, bank, first, days[0]) == 3
    assert take(books, bank, second, days[1]) == 0
    assert take(books, bank, second, days[1]) == 0
    assert books.fresh(bank).balance == -712_00


def test_of_equal_movements_as_many_are_known_as_there_are(books: Books, bank: Account) -> None:
    days = [f"2026-10-0{day} Cafe -3.00" for day in (2, 5, 6)]
    assert take(books, bank, "csv", ["2026-10-01 Rent -7.00", *days, "2026-10-20 A -1.00"]) == 5
    later = [f"2026-10-0{day} Cafe -3.00" for day in (3, 6, 7, 8)]
    assert take(books, bank, "ofx", ["2026-10-01 Rent -7.00", *later, "2026-10-20 A -1.00"]) == 1
    assert books.fresh(bank).balance == -20_00


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        (BOOKED, ("2026-10-01 Rent -700.00", "2026-10-06 4417 -3.00", "2026-10-20 Shop -9.00")),
        (BOOKED[:2], ("2026-10-06 Cafe -3.00",)),  # the last day of one file, the first of another
    ],
)
def test_what_may_be_known_is_asked_and_never_dropped(
    books: Books, bank: Account, there: Sequence[str], comes: Sequence[str]
) -> None:
    take(books, bank, "csv", there)
    before = books.all(BankLine)
    (statement,) = read_file(ofx(comes))
    found = preview_of(books.workspace, books.fresh(bank), statement)
    assert [one.text for one in found.alike.values()] == ["Cafe"]
    with pytest.raises(StatementError, match=r"1 line may be known already.*--alike known"):
        take(books, bank, "ofx", comes)
    assert take(books, bank, "ofx", comes, "known") == 0
    assert books.all(BankLine) == before
    assert preview_of(books.workspace, books.fresh(bank), statement).alike == {}
    assert take(books, bank, "ofx", comes) == 0  # it is asked once
    books.undo()
    assert take(books, bank, "ofx", comes, "new") == 1
    assert take(books, bank, "ofx", comes) == 0  # known by itself now


def test_equal_movements_of_one_kind_of_file_are_several(books: Books, bank: Account) -> None:
    assert take(books, bank, "csv", BOOKED) == 3
    assert take(books, bank, "csv", ["2026-10-06 Cafe -3.00"]) == 1
    assert take(books, bank, "ofx", ["2026-10-16 Cafe -3.00"]) == 1  # too far apart


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_pending_is_booked_once(books: Books, bank: Account, *, is_first: bool) -> None:
    head = "Date;State;Text;Amount\n2026-10-01;Booked;Rent;-7.00\n"
    pending = f"{head}2026-10-05;Pending;Cafe;-3.00\n".encode()
    booked = f"{head}2026-10-06;Booked;Cafe;-3.00\n".encode()
    files = (pending, booked) if is_first else (booked, pending)
    told = [run(books.workspace, books.user, bank, content) for content in files]
    (left,) = (one for outcome in told for one in outcome.left_out)
    assert str(left).endswith("is pending, not booked yet; it is taken once it is booked.")
    assert [line.text for line in books.all(BankLine)] == ["Rent", "Cafe"]
    assert books.fresh(bank).balance == -10_00


def test_a_line_that_is_left_out_before_is_in_no_balance_and_known(
    books: Books, bank: Account
) -> None:
    (statement,) = read_file(ofx(BOOKED))
    rent = identities(statement.lines)[0]
    run_parts(books.workspace, books.user, [Part(statement, bank, frozenset({rent}))])
    assert [line.state for line in books.all(BankLine)] == ["ignored", "new", "new"]
    assert (len(books.all(Transaction)), books.fresh(bank).balance) == (2, -12_00)
    assert take(books, bank, "ofx", BOOKED) == 0
    books.undo()
    assert books.all(BankLine) == []


def test_two_statements_of_one_account_in_one_file_are_taken_once(
    books: Books, bank: Account
) -> None:
    first, second = (read_file(MAKES[kind](BOOKED))[0] for kind in ("csv", "ofx"))
    parts = [Part(first, bank), Part(second, bank)]
    done = run_parts(books.workspace, books.user, parts)
    assert [(one.taken, one.known) for one in done] == [(3, 0), (0, 3)]
    assert books.fresh(bank).balance == -712_00


def test_both_halves_of_a_transfer_in_one_file_wait(books: Books, bank: Account) -> None:
    wise = books.account("Wise")
    (out,) = read_file(ofx(["2026-10-05 Transfer -30.00"]))
    (into,) = read_file(ofx(["2026-10-05 Transfer -30.00"]))
    into = replace(into, lines=[replace(one, amount=-one.amount) for one in into.lines])
    run_parts(books.workspace, books.user, [Part(out, bank), Part(into, wise)])
    assert [line.transaction.waits for line in books.all(BankLine)] == [True, True]
