"""Bank statements into the books: the one way in, for the page and for the command.

A statement is first weighed against the account (`preview`), then taken in one change (`run`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.rows import BATCH, in_batches
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.core.undo.slices import pause
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Sentence
from freelancer_os.finance.models import Account, BankLine, Occurrence
from freelancer_os.finance.recurring.arriving import Arriving, awaited, pay
from freelancer_os.finance.sorting.arriving import Sorting
from freelancer_os.people.models import User, Workspace
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.closing import keep_balances
from freelancer_os.transfer.bank.conversion import Candidate, Weighed, known, weigh
from freelancer_os.transfer.bank.echoes import echoes
from freelancer_os.transfer.bank.files import Part, refuse_unfit
from freelancer_os.transfer.bank.remembered import remember, remember_answers, remember_owner
from freelancer_os.transfer.bank.tables import read_table
from freelancer_os.transfer.statement import LeftOut, Mapping, Problem, Statement


@dataclass(frozen=True)
class Preview:
    """What an import would do: `lines` in the order of the file, the known ones marked."""

    statement: Statement
    weighed: Weighed
    known: frozenset[str]
    awaited: frozenset[str]  # of what recurs and was posted already: these pay it

    @property
    def lines(self) -> list[Candidate]:
        return self.weighed.candidates

    @property
    def problems(self) -> list[Problem]:
        """What cannot be taken, by row."""
        return self.weighed.problems

    @property
    def fresh(self) -> list[Candidate]:
        """The lines that the account does not know yet."""
        return [line for line in self.lines if line.identity not in self.known]

    @property
    def known_count(self) -> int:
        return len(self.lines) - len(self.fresh)


@dataclass(frozen=True)
class Outcome:
    """What an import has done; `change` is None where there was nothing to take.

    `first` and `last` are the dates between which the taken lines lie; `left_out` are rows that are
    no entries.
    """

    taken: int
    known: int
    problems: list[Problem]
    change: Change | None
    left_out: list[LeftOut] = field(default_factory=list)
    first: date | None = None
    last: date | None = None


def preview(
    workspace: Workspace,
    account: Account,
    content: bytes,
    columns: Mapping | None = None,
    *,
    answers: Answers = NONE,
    exchange_rate: int | None = None,
) -> Preview:
    """Read a CSV statement and tell what each line would become, writing nothing.

    Without `columns`, those last used for this account and header are used, else the recognised
    ones. `answers` are those of this time; what was answered before in this account counts where
    the file leaves it open. `exchange_rate` (10⁻¹⁰) is for days of which no rate is known.
    StatementError: the whole file is refused; ValidationError: the account is none of this
    workspace.
    """
    account = _own(workspace, account)
    statement = read_table(workspace, account, content, columns, answers)
    return preview_of(workspace, account, statement, exchange_rate)


def preview_of(
    workspace: Workspace, account: Account, statement: Statement, exchange_rate: int | None = None
) -> Preview:
    """Tell what each line of a statement would become on an account, writing nothing."""
    weighed = weigh(statement, account, workspace.currency, exchange_rate)
    identities = [candidate.identity for candidate in weighed.candidates]
    rows = BankLine.objects.of(workspace)
    there = known(rows, account, identities) | echoes(rows, account, weighed.candidates)
    fresh = [_arriving(one) for one in weighed.candidates if one.identity not in there]
    pays = awaited(Occurrence.objects.of(workspace), account, fresh)
    return Preview(statement, weighed, there, frozenset(pays))


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
) -> Outcome:
    """Take every line of a CSV statement that the account does not know, in one change.

    Lines that cannot be taken are `problems` and hold up no other. StatementError where columns
    are missing or a question is not answered, and as for `preview`.
    """
    account = _own(workspace, account)
    statement = read_table(workspace, account, content, columns, answers)
    statement.require_complete()
    statement.require_answers()
    weighed = weigh(statement, account, workspace.currency, exchange_rate)
    with change(workspace, user, _IMPORTED, door=door) as unit:
        fresh = _take(unit, account, weighed.candidates)
        if fresh:
            remember(unit, account, statement.signature, statement.mapping.to_json())
            remember_answers(unit, account, answers)
        keeps = keep_balances(unit, unit.fresh(account), statement)
        unit.sentence = _sentence(len(fresh), keeps)
    return _outcome(statement, weighed, fresh, unit.written)


def run_parts(
    workspace: Workspace,
    user: User,
    parts: Sequence[Part],
    answers: Answers = NONE,
    *,
    door: str = "import",
    exchange_rate: int | None = None,
) -> list[Outcome]:
    """Take what the accounts do not know of a file's statements, all in one change or nothing.

    StatementError: a statement of which the account, or what it means, is not told.
    """
    for part in parts:
        refuse_unfit(part)
    there = [(_own(workspace, one.account), one.statement) for one in parts if one.account]
    weighed = [
        weigh(statement, account, workspace.currency, exchange_rate) for account, statement in there
    ]
    with change(workspace, user, _IMPORTED, door=door) as unit:
        taken, keeps = list[list[Candidate]](), False
        for (account, statement), lines in zip(there, weighed, strict=True):
            taken.append(_take(unit, account, lines.candidates))
            if statement.account and lines.candidates:
                remember_owner(unit, unit.fresh(account), statement)
            remember_answers(unit, unit.fresh(account), answers)
            keeps |= keep_balances(unit, unit.fresh(account), statement)
        unit.sentence = _sentence(sum(map(len, taken)), keeps)
    return [
        _outcome(statement, lines, fresh, unit.written)
        for (_account, statement), lines, fresh in zip(there, weighed, taken, strict=True)
    ]


_IMPORTED = Sentence("Imported bank lines")


def _sentence(count: int, keeps: bool) -> Sentence:
    if keeps and not count:
        return Sentence("Took over the balances of the bank")
    return Sentence(
        "Imported {count} bank line", several="Imported {count} bank lines", count=count
    )


def _outcome(
    statement: Statement, weighed: Weighed, fresh: list[Candidate], written: Change | None
) -> Outcome:
    dates = [candidate.line.date for candidate in fresh]
    return Outcome(
        taken=len(fresh),
        known=len(weighed.candidates) - len(fresh),
        problems=weighed.problems,
        change=written,
        left_out=statement.left_out,
        first=min(dates, default=None),
        last=max(dates, default=None),
    )


def _own(workspace: Workspace, account: Account) -> Account:
    found = Account.objects.of(workspace).filter(pk=account.pk).first()
    if found is None:
        raise refusal("account", _("There is no such account in this workspace."))
    return found


def _take(unit: Unit, account: Account, candidates: list[Candidate]) -> list[Candidate]:
    """Write the lines that are not known, and return them. Known is what the lock shows."""
    taken, paid = list[Candidate](), set[UUID]()
    others = echoes(unit.rows(BankLine), account, candidates)
    account, sorting = unit.fresh(account), Sorting(unit)
    for start, some in enumerate(in_batches(candidates)):
        if pause(unit, start * BATCH, len(candidates)):
            account = unit.fresh(account)
        there = others | known(unit.rows(BankLine), account, [one.identity for one in some])
        fresh = [one for one in some if one.identity not in there]
        pays = awaited(unit.rows(Occurrence), account, map(_arriving, fresh), paid)
        paid.update(pays.values())
        lines = [one.bank_line(unit.workspace, account) for one in fresh]
        for line in lines:
            if posted := pays.get(line.identity):
                payment = pay(unit, line, posted)
                unit.add([line, payment])
        sorting.take([line for line in lines if line.identity not in pays])
        taken += fresh
    return taken


def _arriving(candidate: Candidate) -> Arriving:
    return Arriving(candidate.identity, candidate.line.date, candidate.amount)
