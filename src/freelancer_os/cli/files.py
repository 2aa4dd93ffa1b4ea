"""Importing a bank's file that is no table, or of any format, from the command line."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from freelancer_os.cli import grammar, statements
from freelancer_os.cli.grammar import Commands
from freelancer_os.cli.refused import Refused
from freelancer_os.cli.who import person, workspace_of
from freelancer_os.finance.models import Account
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.bank.alike import Alikes, require_decided
from freelancer_os.transfer.bank.files import Part, parts_of, refuse_other, refuse_unfit
from freelancer_os.transfer.bank.importing import Outcome, run_parts
from freelancer_os.transfer.bank.preview import preview_of
from freelancer_os.transfer.formats import FORMATS, format_of
from freelancer_os.transfer.statement import StatementError


def add(commands: Commands, kind: str, summary: str) -> None:
    """Add `import KIND FILE` for a format that may hold several accounts; `auto` for any format."""
    suffix = "csv" if kind == "auto" else kind
    example = f"freelancer-os import {kind} june.{suffix} --account Giro"
    parser = grammar.add(commands, kind, summary, example=example)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the statement"))
    parser.add_argument(
        "--account", help=_("name or id, of what no IBAN or number in the file tells")
    )
    statements.add_common(parser)
    parser.set_defaults(run=take, kind=kind)


def take(options: argparse.Namespace) -> int:
    """Print one line per problem; 0 if every line was taken, known or left out for a reason."""
    content = statements.content_of(options.file)
    kind = format_of(content) if options.kind == "auto" else options.kind
    if kind == "csv":
        return statements.take(options)
    user = person(options.email)
    workspace = workspace_of(user, options.workspace)
    rate = statements.rate_of(options.rate)
    answers = statements.answers_in(options)
    kind = next(one for one in FORMATS if one == kind)
    try:
        given = _given(workspace, options.account)
        parts = parts_of(workspace, content, kind, given, answers)
        refuse_other(parts, given)
        if options.dry_run:
            outcomes = [_foretold(workspace, part, rate, options.alike) for part in parts]
        else:
            statements.refuse_reader(user, workspace)
            outcomes = run_parts(
                workspace,
                user,
                parts,
                answers,
                door="cli",
                exchange_rate=rate,
                alike=options.alike,
            )
    except StatementError as refusal:
        raise Refused(str(refusal)) from refusal
    return _told(parts, outcomes, is_foretold=options.dry_run)


def _given(workspace: Workspace, wanted: str | None) -> Account | None:
    """The account of what the file does not tell: the one that is named, else the only one."""
    several = Account.objects.of(workspace).in_use().count() > 1
    return None if wanted is None and several else statements.account_of(workspace, wanted)


def _foretold(workspace: Workspace, part: Part, rate: int | None, alike: Alikes | None) -> Outcome:
    refuse_unfit(part)
    assert part.account is not None  # refused otherwise
    found = preview_of(workspace, part.account, part.statement, rate)
    require_decided(len(found.alike), alike)
    found = found.decided(alike)
    return Outcome(len(found.fresh), found.known_count, found.problems, None)


def _told(parts: list[Part], outcomes: list[Outcome], *, is_foretold: bool) -> int:
    left_out = [one for part in parts for one in part.statement.left_out]
    for line in [*(one for outcome in outcomes for one in outcome.problems), *left_out]:
        print(line)
    has_problems = any(outcome.problems for outcome in outcomes)
    if has_problems and not any(outcome.taken + outcome.known for outcome in outcomes):
        raise Refused(_("No line of this file could be taken."))
    for why in dict.fromkeys(one.why for part in parts for one in part.statement.decisions):
        print(why, file=sys.stderr)
    for part, outcome in zip(parts, outcomes, strict=True):
        if part.account is not None:
            statements.tell(outcome, part.account, is_foretold=is_foretold)
    return 1 if has_problems else 0
