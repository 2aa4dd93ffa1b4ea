"""What was answered about an account's files, so that it is asked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.models import Account, StatementMapping
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.statement import Statement, signature_of

_ANSWERS = signature_of(["answers"])  # under which an account's answers are kept
_SAME = signature_of(["same lines"])  # and those about lines that are known as others


def answers_of(workspace: Workspace, account: Account) -> Answers:
    """What was answered when files of this account were imported before."""
    rows = StatementMapping.objects.of(workspace).filter(account=account, signature=_ANSWERS)
    found = rows.first()
    return Answers.from_json(found.mapping if found else None)


def remember_answers(unit: Unit, account: Account, answers: Answers) -> None:
    """Keep what was answered this time, beside what was answered before; a year is that of one file
    alone."""
    answers = replace(answers, year=None)
    if answers.to_json():
        before = answers_of(unit.workspace, account)
        remember(unit, account, _ANSWERS, dict(answers.over(before).to_json()))


def same_lines_of(workspace: Workspace, account: Account) -> frozenset[str]:
    """The identities of lines of which a person said that the account knows them as others."""
    rows = StatementMapping.objects.of(workspace).filter(account=account, signature=_SAME)
    found = rows.first()
    return frozenset(found.mapping.get("known", ())) if found else frozenset()


def remember_same(unit: Unit, account: Account, identities: Iterable[str]) -> None:
    """Keep that these lines are known as others, beside those of before."""
    known = same_lines_of(unit.workspace, account) | {*identities}
    remember(unit, account, _SAME, {"known": sorted(known)})


def remember_owner(unit: Unit, account: Account, statement: Statement) -> None:
    """Keep whose statement this number was, and of no other account."""
    rows = unit.rows(StatementMapping).filter(signature=statement.signature)
    for other in rows.exclude(account=account):
        other.remove()
    remember(unit, account, statement.signature, {})


def remember(unit: Unit, account: Account, signature: str, mapping: dict[str, object]) -> None:
    """Keep a mapping (JSON values) of this account under a signature."""
    rows = unit.rows(StatementMapping)
    found = rows.filter(account=account, signature=signature).first()
    if found is None:
        found = StatementMapping(workspace=unit.workspace, account=account, signature=signature)
    found.mapping = mapping
    found.save()
