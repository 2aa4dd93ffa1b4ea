"""Importing a bank statement from the command line, whatever its format."""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.cli import grammar
from freelancer_os.cli.grammar import Commands
from freelancer_os.cli.refused import Refused
from freelancer_os.cli.who import person, workspace_of
from freelancer_os.core.values.scaled import read_scaled
from freelancer_os.finance.models import Account
from freelancer_os.people.models import Membership, User, Workspace
from freelancer_os.transfer.asked import VALUES, Answers
from freelancer_os.transfer.bank.alike import ALIKES, Alikes, require_decided
from freelancer_os.transfer.bank.importing import Outcome, run
from freelancer_os.transfer.bank.preview import preview
from freelancer_os.transfer.csv.raw.text import MAX_BYTES
from freelancer_os.transfer.statement import StatementError


def add(commands: Commands, kind: str, summary: str) -> None:
    """Add `import KIND FILE` for a format of bank statements."""
    parser = grammar.add(
        commands, kind, summary, example=f"freelancer-os import {kind} june.{kind} --account Giro"
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the statement"))
    parser.add_argument("--account", help=_("name or id; needed where there are several"))
    add_common(parser)
    parser.set_defaults(run=take)


def add_answers(parser: argparse.ArgumentParser) -> None:
    """An option for each thing that a file may leave open."""
    for topic, values in VALUES.items():
        parser.add_argument(
            f"--{topic}", choices=values, help=_("how it is read where the file leaves it open")
        )
    parser.add_argument("--encoding", help=_("the encoding of its letters, such as cp1250"))
    parser.add_argument("--year", help=_("the year of the newest day, where days have none"))
    parser.add_argument("--out", help=_("the word, or the column, that means money out"))


def answers_in(options: argparse.Namespace) -> Answers:
    """What these options answer."""
    return Answers(**{each.name: getattr(options, each.name) for each in fields(Answers)})


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that every format has beside the account."""
    parser.add_argument("--email", help=_("the user it acts as; needed where there are several"))
    parser.add_argument("--workspace", help=_("its name; needed where the user has several"))
    parser.add_argument("--rate", help=_("the exchange rate of days for which none is known"))
    parser.add_argument(
        "--alike",
        choices=ALIKES,
        help=_("what lines are that another kind of file may have brought under a day near by"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would be done"))
    add_answers(parser)


def take(options: argparse.Namespace) -> int:
    """Print a line per problem and row left out; 0 if every other one was taken or known."""
    user = person(options.email)
    workspace = workspace_of(user, options.workspace)
    account = account_of(workspace, options.account)
    content = content_of(options.file)
    rate, answers = rate_of(options.rate), answers_in(options)
    try:
        if options.dry_run:
            outcome = _foretold(workspace, account, content, answers, rate, options.alike)
        else:
            refuse_reader(user, workspace)
            outcome = run(
                workspace,
                user,
                account,
                content,
                answers=answers,
                door="cli",
                exchange_rate=rate,
                alike=options.alike,
            )
    except StatementError as refusal:
        raise Refused(str(refusal)) from refusal
    return _told(outcome, account, is_foretold=options.dry_run)


def account_of(workspace: Workspace, wanted: str | None) -> Account:
    """The account with this name or id; without one, the only account. Raises `Refused`."""
    mine = list(Account.objects.of(workspace).in_use())
    if not mine:
        raise Refused(
            _("{workspace} has no account yet: add the one that this statement is of.").format(
                workspace=workspace.name
            )
        )
    found = [a for a in mine if wanted is None or wanted in {a.name, str(a.pk)}]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _("{workspace} has no account named {name}.").format(
                workspace=workspace.name, name=wanted
            )
        )
    names = ", ".join(f"{account.name} ({account.pk})" for account in found)
    raise Refused(
        _("There are several accounts, say which with --account: {names}.").format(names=names)
    )


def content_of(file: Path) -> bytes:
    """The bytes of the file, one more than the limit at most. Raises `Refused`."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            _("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror or error)
        ) from error


def rate_of(text: str | None) -> int | None:
    """The exchange rate (10⁻¹⁰) as typed, None for none. Raises `Refused`."""
    if text is None:
        return None
    try:
        return read_scaled(text, 10, field="rate", minimum=1, maximum=10**17)
    except ValidationError as refusal:
        raise Refused(f"--rate: {' '.join(refusal.messages)}") from refusal


def refuse_reader(user: User, workspace: Workspace) -> None:
    """Raise `Refused` for who may read the workspace and not write."""
    if not Membership.objects.get(user=user, workspace=workspace).may_write:
        raise Refused(
            _("{email} may read {workspace}, not change it.").format(
                email=user.email, workspace=workspace.name
            )
        )


def _foretold(
    workspace: Workspace,
    account: Account,
    content: bytes,
    answers: Answers,
    rate: int | None,
    alike: Alikes | None,
) -> Outcome:
    found = preview(workspace, account, content, answers=answers, exchange_rate=rate)
    statement = found.statement
    statement.require_complete()
    statement.require_answers()
    require_decided(len(found.alike), alike)
    found = found.decided(alike)
    return Outcome(len(found.fresh), found.known_count, found.problems, None, statement.left_out)


def _told(outcome: Outcome, account: Account, *, is_foretold: bool) -> int:
    """Problems are the result; what went well is said beside it."""
    rows = [(problem.row, str(problem)) for problem in outcome.problems]
    for _row, said in sorted(rows + [(left.row, str(left)) for left in outcome.left_out]):
        print(said)
    if not outcome.taken + outcome.known + len(outcome.left_out):
        raise Refused(_("No line of this file could be taken."))
    tell(outcome, account, is_foretold=is_foretold)
    return 1 if outcome.problems else 0


def tell(outcome: Outcome, account: Account, *, is_foretold: bool) -> None:
    """Say on standard error how many lines went where."""
    sentence = _foretelling(outcome) if is_foretold else _telling(outcome)
    taken, known = f"{outcome.taken:,}", f"{outcome.known:,}"
    print(sentence.format(count=taken, account=account.name, known=known), file=sys.stderr)


def _telling(outcome: Outcome) -> str:
    if outcome.known:
        return ngettext(
            "Imported {count} bank line into {account}; {known} were known already.",
            "Imported {count} bank lines into {account}; {known} were known already.",
            outcome.taken,
        )
    return ngettext(
        "Imported {count} bank line into {account}.",
        "Imported {count} bank lines into {account}.",
        outcome.taken,
    )


def _foretelling(outcome: Outcome) -> str:
    if outcome.known:
        return ngettext(
            "Would import {count} bank line into {account}; {known} were known already.",
            "Would import {count} bank lines into {account}; {known} were known already.",
            outcome.taken,
        )
    return ngettext(
        "Would import {count} bank line into {account}.",
        "Would import {count} bank lines into {account}.",
        outcome.taken,
    )
