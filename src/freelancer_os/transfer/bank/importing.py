"""Bank statements into the books: the one way in, for the page and for the command.

A statement is first weighed against the account (`preview.py`), then taken in one change (`run`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.rows import BATCH, in_batches
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.core.undo.slices import pause
from freelancer_os.core.words import Sentence
from freelancer_os.finance.models import Account, BankLine, Occurrence
from freelancer_os.finance.recurring.arriving import awaited, pay
from freelancer_os.finance.sorting.arriving import Sorting
from freelancer_os.people.models import User, Workspace
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.alike import Alikes, require_decided
from freelancer_os.transfer.bank.closing import keep_balances
from freelancer_os.transfer.bank.conversion import Candidate, Weighed, known, weigh
from freelancer_os.transfer.bank.echoes import echoes
from freelancer_os.transfer.bank.files import Part, refuse_unfit
from freelancer_os.transfer.bank.preview import arriving_as, own_account
from freelancer_os.transfer.bank.remembered import (
    remember,
    remember_answers,
    remember_owner,
    remember_same,
    same_lines_of,
)
from freelancer_os.transfer.bank.tables import read_table
from freelancer_os.transfer.statement import LeftOut, Mapping, Problem, Statement


@dataclass(frozen=True)
class Outcome:
    """What an import has done; `change` is None where there was nothing to take.

    `first` and `last` are the dates between which the taken lines lie, `to_sort` of them want a
    decision; `left_out` are rows that are no entries, `kept_out` lines that a person left out.
    """

    taken: int
    known: int
    problems: list[Problem]
    change: Change | None
    left_out: list[LeftOut] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    to_sort: int = 0
    kept_out: int = 0


@dataclass
class _Taken:
    """The lines that an import booked, how many want a decision, and how many were left out."""

    lines: list[Candidate] = field(default_factory=list)
    to_sort: int = 0
    kept_out: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.kept_out


def run(
    workspace: Workspace,
    user: User,
    account: Account,
    content: bytes,
    columns: Mapping | None = None,
    *,
    answers: Answers = NONE,
    door: str = "import",
    exchange_rate: int | None = None,
    alike: Alikes | None = None,
    out: frozenset[str] = frozenset(),
) -> Outcome:
    """Take every line of a CSV statement that the account does not know, in one change.

    Lines that cannot be taken are `problems` and hold up no other. `alike` says what lines are that
    may be known under another day, `out` which lines (identities) are kept out of the books.
    StatementError where columns are missing or a question is not answered, and as for `preview`.
    """
    account = own_account(workspace, account)
    statement = read_table(workspace, account, content, columns, answers)
    statement.require_complete()
    statement.require_answers()
    weighed = weigh(statement, account, workspace.currency, exchange_rate)
    with change(workspace, user, _IMPORTED, door=door) as unit:
        fresh = _take(unit, account, weighed.candidates, alike, out)
        if fresh.count:
            remember(unit, account, statement.signature, statement.mapping.to_json())
            remember_answers(unit, account, answers)
        keeps = keep_balances(unit, unit.fresh(account), statement)
        unit.sentence = _sentence(fresh.count, keeps)
    return _outcome(statement, weighed, fresh, unit.written)


def run_parts(
    workspace: Workspace,
    user: User,
    parts: Sequence[Part],
    answers: Answers = NONE,
    *,
    door: str = "import",
    exchange_rate: int | None = None,
    alike: Alikes | None = None,
) -> list[Outcome]:
    """Take what the accounts do not know of a file's statements, all in one change or nothing.

    `alike` is as for `run`. StatementError: a statement of which the account, or what it means, is
    not told.
    """
    for part in parts:
        refuse_unfit(part)
    there = [
        (own_account(workspace, part.account), part.statement, part.out)
        for part in parts
        if part.account
    ]
    weighed = [
        weigh(statement, account, workspace.currency, exchange_rate)
        for account, statement, _out in there
    ]
    with change(workspace, user, _IMPORTED, door=door) as unit:
        taken, keeps = list[_Taken](), False
        for (account, statement, out), lines in zip(there, weighed, strict=True):
            taken.append(_take(unit, account, lines.candidates, alike, out))
            settle(unit)  # what comes next may be the same, or the other half of a transfer
            if statement.account and lines.candidates:
                remember_owner(unit, unit.fresh(account), statement)
            remember_answers(unit, unit.fresh(account), answers)
            keeps |= keep_balances(unit, unit.fresh(account), statement)
        unit.sentence = _sentence(sum(one.count for one in taken), keeps)
    return [
        _outcome(statement, lines, fresh, unit.written)
        for (_account, statement, _out), lines, fresh in zip(there, weighed, taken, strict=True)
    ]


_IMPORTED = Sentence("Imported bank lines")


def _sentence(count: int, keeps: bool) -> Sentence:
    if keeps and not count:
        return Sentence("Took over the balances of the bank")
    if not count:
        return Sentence("Kept what was said about a bank file")
    return Sentence(
        "Imported {count} bank line", several="Imported {count} bank lines", count=count
    )


def _outcome(
    statement: Statement, weighed: Weighed, fresh: _Taken, written: Change | None
) -> Outcome:
    dates = [candidate.line.date for candidate in fresh.lines]
    return Outcome(
        taken=len(fresh.lines),
        known=len(weighed.candidates) - fresh.count,
        problems=weighed.problems,
        change=written,
        left_out=statement.left_out,
        first=min(dates, default=None),
        last=max(dates, default=None),
        to_sort=fresh.to_sort,
        kept_out=fresh.kept_out,
    )


def _take(
    unit: Unit,
    account: Account,
    candidates: list[Candidate],
    alike: Alikes | None,
    out: frozenset[str],
) -> _Taken:
    """Write the lines that are not known. Known is what the lock shows."""
    taken, paid = _Taken(), set[UUID]()
    others = _elsewhere(unit, account, candidates, alike)
    account, sorting = unit.fresh(account), Sorting(unit)
    for start, some in enumerate(in_batches(candidates)):
        if pause(unit, start * BATCH, len(candidates)):
            account = unit.fresh(account)
        there = others | known(unit.rows(BankLine), account, [one.identity for one in some])
        fresh = [one for one in some if one.identity not in there]
        booked = [one for one in fresh if one.identity not in out]
        unit.add([_left_out(one, unit, account) for one in fresh if one.identity in out])
        pays = awaited(unit.rows(Occurrence), account, map(arriving_as, booked), paid)
        paid.update(pays.values())
        lines = [one.bank_line(unit.workspace, account) for one in booked]
        for line in lines:
            if posted := pays.get(line.identity):
                payment = pay(unit, line, posted)
                unit.add([line, payment])
        sorting.take([line for line in lines if line.identity not in pays])
        taken.lines += booked
        taken.kept_out += len(fresh) - len(booked)
        taken.to_sort += sum(line.state == BankLine.State.NEW for line in lines)
    return taken


def _elsewhere(
    unit: Unit, account: Account, candidates: list[Candidate], alike: Alikes | None
) -> frozenset[str]:
    """What is there from another export; StatementError where nobody said whether it is."""
    others = echoes(unit.rows(BankLine), account, candidates)
    there = known(unit.rows(BankLine), account, [*others.asked])
    same = same_lines_of(unit.workspace, account) & others.asked.keys()
    asked = others.asked.keys() - there - same
    require_decided(len(asked), alike)
    if asked and alike == "known":
        remember_same(unit, unit.fresh(account), asked)
        same |= asked
    return frozenset(others.known | same)


def _left_out(candidate: Candidate, unit: Unit, account: Account) -> BankLine:
    """A line that a person keeps out of the books: it stays known, as one left out later."""
    line = candidate.bank_line(unit.workspace, account)
    line.state = BankLine.State.IGNORED
    return line
