"""Step two for a table (CSV): its columns, what it leaves open, and what its lines become."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.finance.models import Account
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.importing import run
from freelancer_os.transfer.bank.preview import preview
from freelancer_os.transfer.bank.tables import read_table
from freelancer_os.transfer.statement import Mapping, StatementError
from freelancer_os.web.imports.answering import answers_in
from freelancer_os.web.imports.columns import Columns
from freelancer_os.web.imports.done import imported, none_taken, sentence_of
from freelancer_os.web.imports.page import check_context, rate_of
from freelancer_os.web.imports.picked import Picked
from freelancer_os.web.shell.access import DeskRequest


def check_table(
    request: DeskRequest, account: Account, content: bytes, typed: Columns | None, problem: str
) -> HttpResponseBase:
    """Import if that was asked for and nothing is in the way, else show where things stand."""
    desk, typed_rate, picked = request.desk, request.POST.get("rate", ""), Picked.of(request.POST)
    columns = typed.mapping if typed and not typed.problem else None
    answers = _answered(request, account, content, columns)
    problem = problem or (typed.problem if typed else "")
    rate: int | None = None
    try:
        rate = rate_of(typed_rate, desk.formats)
    except ValidationError as refused:
        problem = sentence_of(refused)
    wanted = request.method == "POST" and request.POST.get("do") == "import"
    if wanted and not problem:
        try:
            outcome = run(
                desk.workspace,
                desk.user,
                account,
                content,
                columns,
                answers=answers,
                exchange_rate=rate,
                alike=picked.alike,
                out=picked.out(1),
            )
        except Conflict as conflict:
            problem = conflict.sentence
        except StatementError:
            problem = _("Choose an answer to what is asked first.")
        else:
            if outcome.taken or outcome.kept_out:
                return imported(request, [account], [outcome])
            problem = none_taken([outcome])
    found = preview(desk.workspace, account, content, columns, answers=answers, exchange_rate=rate)
    shown = typed or Columns.of(found.statement.columns, found.statement.mapping)
    context = check_context(desk, account, found, shown, picked)
    context |= {"problem": problem or shown.problem, "rate": typed_rate}
    context["lacks_rate"] = found.weighed.lacks_rate or bool(typed_rate)
    return render(request, "imports/check.html", context, status=422 if wanted else 200)


def _answered(
    request: DeskRequest, account: Account, content: bytes, columns: Mapping | None
) -> Answers:
    """What was chosen of what the file leaves open, none at the first look."""
    if request.method != "POST":
        return NONE
    statement = read_table(request.desk.workspace, account, content, columns)
    return answers_in(request.POST, statement)
