"""What an import would do with a bank's file, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.finance.models import Account, BankLine, Occurrence
from freelancer_os.finance.recurring.arriving import Arriving, awaited
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.sorting.proposing import Proposer
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.alike import Alikes, There
from freelancer_os.transfer.bank.conversion import Candidate, Weighed, known, weigh
from freelancer_os.transfer.bank.echoes import echoes
from freelancer_os.transfer.bank.remembered import same_lines_of
from freelancer_os.transfer.bank.tables import read_table
from freelancer_os.transfer.statement import Mapping, Problem, Statement


@dataclass(frozen=True)
class Preview:
    """What an import would do: `lines` in the order of the file, the known ones marked."""

    statement: Statement
    weighed: Weighed
    known: frozenset[str]
    awaited: frozenset[str]  # of what recurs and was posted already: these pay it
    alike: dict[str, There] = field(default_factory=dict)  # what may be known, by identity

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

    def decided(self, alike: Alikes | None) -> Preview:
        """The same, once a person says what the lines are that may be known."""
        found = frozenset(self.alike) if alike == "known" else frozenset()
        return replace(self, known=self.known | found)

    @property
    def known_count(self) -> int:
        return len(self.lines) - len(self.fresh)


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
    account = own_account(workspace, account)
    statement = read_table(workspace, account, content, columns, answers)
    return preview_of(workspace, account, statement, exchange_rate)


def preview_of(
    workspace: Workspace, account: Account, statement: Statement, exchange_rate: int | None = None
) -> Preview:
    """Tell what each line of a statement would become on an account, writing nothing."""
    weighed = weigh(statement, account, workspace.currency, exchange_rate)
    identities = [candidate.identity for candidate in weighed.candidates]
    rows = BankLine.objects.of(workspace)
    others = echoes(rows, account, weighed.candidates)
    same = same_lines_of(workspace, account) & others.asked.keys()
    asked = {key: line for key, line in others.asked.items() if key not in same}
    there = known(rows, account, identities) | others.known | same
    fresh = [arriving_as(one) for one in weighed.candidates if one.identity not in there]
    pays = awaited(Occurrence.objects.of(workspace), account, fresh)
    return Preview(statement, weighed, there, frozenset(pays), asked)


def foreseen(
    workspace: Workspace, account: Account, lines: Sequence[Candidate]
) -> dict[str, list[Proposal]]:
    """What each of some lines may be, or becomes by a rule, by its identity, the best first."""
    made = {one.identity: one.bank_line(workspace, account) for one in lines}
    found = Proposer(workspace).of(made.values())
    return {identity: found[line.pk] for identity, line in made.items()}


def own_account(workspace: Workspace, account: Account) -> Account:
    """The account as this workspace has it. Raises ValidationError where it has none such."""
    found = Account.objects.of(workspace).filter(pk=account.pk).first()
    if found is None:
        raise refusal("account", _("There is no such account in this workspace."))
    return found


def arriving_as(candidate: Candidate) -> Arriving:
    """A line as what recurs looks for it."""
    return Arriving(candidate.identity, candidate.line.date, candidate.amount)
