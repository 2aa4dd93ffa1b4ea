"""A CSV statement as an account reads it: with what was answered and chosen before."""

from __future__ import annotations

from dataclasses import replace

from freelancer_os.core.values.dates import today_in
from freelancer_os.finance.models import Account, StatementMapping
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.remembered import answers_of
from freelancer_os.transfer.csv.statement import Known, read_statement
from freelancer_os.transfer.statement import Mapping, Statement, StatementError


def read_table(
    workspace: Workspace,
    account: Account,
    content: bytes,
    columns: Mapping | None = None,
    answers: Answers = NONE,
) -> Statement:
    """The statement, its columns as given, else as last used for this header, else as recognised.

    How they are written is told by the file, else as answered before in this account or as the
    last file of this header was read. StatementError: the whole file is refused.
    """
    known = Known(
        today=today_in(workspace.time_zone),
        kind=account.kind,
        currency=account.currency,
        given=answers,
        before=answers_of(workspace, account),
        columns=columns,
    )
    recognised = read_statement(content, known=known)
    remembered = None if columns else _remembered(workspace, account, recognised.signature)
    if remembered is None or (
        not recognised.questions and recognised.mapping.roles == remembered.roles
    ):
        return recognised
    known = replace(known, before=known.before.over(remembered.answers))
    try:
        again = read_statement(content, known=replace(known, columns=remembered))
    except StatementError:
        return read_statement(content, known=known)
    return again if len(again.lines) >= len(recognised.lines) else recognised


def _remembered(workspace: Workspace, account: Account, signature: str) -> Mapping | None:
    rows = StatementMapping.objects.of(workspace).filter(account=account, signature=signature)
    found = rows.first()
    try:
        return Mapping.from_json(found.mapping) if found else None
    except StatementError:
        return None
