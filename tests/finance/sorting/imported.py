"""Bank lines as an import brings them, and verbs to sort them with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.models import Account, BankLine, Invoice
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.sorting.proposing import Proposer
from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.bank.importing import run
from tests.books import Books
from tests.finance.oracle import Expected, rules_broken

DAY = date(2026, 10, 5)


def arrive(books: Books, account: Account, *rows: str) -> list[BankLine]:
    """Take these lines, "2026-10-05;Text;-1.00" each; those that are new, in their order."""
    content = "\n".join(["Date;Text;Amount", *rows]).encode()
    known = {one.pk for one in books.all(BankLine)}
    signed = Answers(charges="negative")
    run(books.fresh(books.workspace), books.user, account, content, answers=signed)
    return [one for one in books.all(BankLine) if one.pk not in known]


def decide(books: Books, line: BankLine, verb: Callable[..., Any], *args: Any) -> BankLine:
    """Call a verb of `finance.sorting` on a line, as one change."""
    books.do(lambda unit: verb(unit.fresh(line), *_fresh(unit, args)))
    return books.fresh(line)


def _fresh(unit: Unit, args: Any) -> Any:
    if isinstance(args, tuple | list):
        return [_fresh(unit, one) for one in args]
    return unit.fresh(args) if hasattr(args, "_read") else args


def proposed(books: Books, line: BankLine) -> list[Proposal]:
    """What is proposed for a line."""
    return Proposer(books.fresh(books.workspace)).of([books.fresh(line)])[line.pk]


def sent(books: Books, amount: int, number: str = "", **values: Any) -> Invoice:
    """A sent invoice of one line."""
    given = {**values, **({"number": number} if number else {})}
    invoice = books.invoice(**given)
    books.income(amount, invoice=invoice)
    return books.edit(invoice, status="sent")


def assert_sound(books: Books) -> None:
    """Every total is what the oracle says."""
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []
