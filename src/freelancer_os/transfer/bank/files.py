"""A bank's file in the books: its statements, each with the account whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from freelancer_os.core.values.codes.bank_numbers import in_groups
from freelancer_os.core.values.dates import today_in
from freelancer_os.finance.models import Account
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.owners import contradicts, is_iban, is_named, owner_of
from freelancer_os.transfer.bank.remembered import answers_of
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.formats import Format, read_file
from freelancer_os.transfer.statement import Statement, StatementError


@dataclass(frozen=True)
class Part:
    """What a file says of one account; `account` is None where nothing tells whose it is, `out`
    are lines (identities) that are kept out of the books."""

    statement: Statement
    account: Account | None
    out: frozenset[str] = frozenset()


def parts_of(
    workspace: Workspace,
    content: bytes,
    format: Format | None = None,
    given: Account | None = None,
    answers: Answers = NONE,
) -> list[Part]:
    """Read a file that is no table: its statements with their accounts, in order.

    `given` is the account of what no IBAN, number or name tells. What is not answered in `answers`
    is taken as answered before for the account. StatementError: as the reader says.
    """
    accounts = [*Account.objects.of(workspace).in_use()]
    known = Known(today=today_in(workspace.time_zone), given=answers)
    statements = read_file(content, format, known)
    owners = [owner_of(one, accounts, workspace) or given for one in statements]
    if any(one.questions for one in statements):
        statements = _read_again(workspace, content, format, owners, known) or statements
    if len(statements) == 1 and given and not is_told(statements[0], owners[0]):
        owners = [given]
    return [Part(one, owner) for one, owner in zip(statements, owners, strict=True)]


def is_told(statement: Statement, account: Account | None) -> bool:
    """Whether the file itself names this account, so that no other can be meant."""
    return account is not None and is_named(account, statement)


def _read_again(
    workspace: Workspace,
    content: bytes,
    format: Format | None,
    owners: Sequence[Account | None],
    known: Known,
) -> list[Statement] | None:
    """The statements by what was answered before for the first account that has answers."""
    for owner in filter(None, owners):
        before = answers_of(workspace, owner)
        if before != NONE:
            return read_file(content, format, replace(known, before=before))
    return None


def refuse_other(parts: Sequence[Part], given: Account | None) -> None:
    """Raise StatementError where the file tells that nothing in it is of the account `given`."""
    if given and all(part.account not in {None, given} for part in parts):
        sentence = _("This file is of {number}, which is not {account}.")
        number = named(parts[0].statement)
        raise StatementError(sentence.format(number=number, account=given.name))


def refuse_unfit(part: Part) -> None:
    """Raise StatementError where it is not told whose a statement is, in what, or what it means."""
    statement, account = part.statement, part.account
    if account is None:
        sentence = _("Nothing tells of which account {number} is: say it with --account.")
        raise StatementError(sentence.format(number=named(statement)))
    if contradicts(account, statement):
        sentence = _("This statement is of {number}, and {account} has another IBAN.")
        raise StatementError(sentence.format(number=named(statement), account=account.name))
    if statement.currency not in {None, account.currency}:
        sentence = _("This statement is in {currency}, the account {account} in {own}.")
        raise StatementError(
            sentence.format(currency=statement.currency, account=account.name, own=account.currency)
        )
    statement.require_answers()


def named(statement: Statement) -> str:
    """The account as the file names it, an IBAN in groups."""
    number = statement.account or _("this statement")
    return in_groups(number) if is_iban(number) else number
