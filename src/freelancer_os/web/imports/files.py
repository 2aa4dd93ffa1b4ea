"""Step two for a file that is no table: whose its statements are, and what they become."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.core.errors import Conflict
from freelancer_os.engine.write import writing
from freelancer_os.finance.models import Account
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.alike import Alikes, UndecidedError
from freelancer_os.transfer.bank.files import Part, parts_of, refuse_unfit
from freelancer_os.transfer.bank.importing import run_parts
from freelancer_os.transfer.bank.owners import is_iban
from freelancer_os.transfer.formats import NAMES, Format
from freelancer_os.transfer.statement import StatementError
from freelancer_os.web.imports.done import imported, none_taken, sentence_of
from freelancer_os.web.imports.page import NEW, rate_of
from freelancer_os.web.imports.picked import Picked, alike_options, alike_sentence
from freelancer_os.web.imports.statements import (
    NOT,
    Asked,
    asked_of,
    choices,
    shown,
    with_account,
)
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.choosing import chosen


def check_file(
    request: DeskRequest, content: bytes, format: Format, given: Account | None
) -> HttpResponseBase:
    """Import if that was asked for and nothing is in the way, else show where things stand.

    `given` is the account chosen in step one. StatementError: nothing of the file can be read.
    """
    desk, form = request.desk, request.POST
    untold = parts_of(desk.workspace, content, format)
    if len(untold) == 1 and untold[0].statement.questions and given:
        untold = parts_of(desk.workspace, content, format, given)  # as answered before
    asked = _typed(request, asked_of([part.statement for part in untold], NONE))
    answers = Answers.from_json({one.topic: one.value for one in asked})
    parts = untold
    if answers != NONE:
        parts = parts_of(desk.workspace, content, format, answers=answers)
    picked = choices(desk, parts, form, given)
    lines = Picked.of(form)
    parts = [
        replace(with_account(desk, part, one), out=lines.out(place))
        for place, (part, one) in enumerate(zip(parts, picked, strict=True), 1)
    ]
    problem, rate = _problem(request, parts, picked, asked)
    wanted = form.get("do") == "import"
    if wanted and not problem:
        try:
            return _imported(request, parts, picked, answers, rate, lines.alike)
        except UndecidedError:
            problem = _("Choose an answer to what is asked first.")
        except (Conflict, StatementError, ValidationError) as refused:
            problem = sentence_of(refused)
    statements = [
        shown(desk, part, one, rate, place, lines)
        for place, (part, one) in enumerate(zip(parts, picked, strict=True), 1)
    ]
    alike = sum(one.alike for one in statements)
    fresh = sum(one.fresh_count for one in statements)
    several = ngettext("{count} account", "{count} accounts", len(parts))
    context = {
        "title": _("Import statement"),
        "what": f"{NAMES[format]} · {several.format(count=len(parts))}",
        "statements": statements,
        "asked": asked,
        "problem": problem,
        "lacks_rate": bool(form.get("rate")) or any(one.lacks_rate for one in statements),
        "rate": form.get("rate", ""),
        "alike_sentence": alike_sentence(desk, alike) if alike else "",
        "alike_options": alike_options(),
        "alike": lines.alike or "",
        "shown": lines.shown,
        "fresh": desk.formats.count(fresh),
        "fresh_count": fresh,
        "can_import": not problem
        and not (alike and lines.alike is None)
        and (fresh > 0 or bool(lines.left)),
    }
    return render(request, "imports/file.html", context, status=422 if wanted else 200)


def _typed(request: DeskRequest, asked: list[Asked]) -> list[Asked]:
    sent = request.POST
    return [replace(one, value=chosen(one.options, sent.get(one.topic, ""))) for one in asked]


def _problem(
    request: DeskRequest, parts: list[Part], picked: list[str], asked: list[Asked]
) -> tuple[str, int | None]:
    """What stands in the way (a sentence, "" for nothing), and the typed rate."""
    try:
        rate = rate_of(request.POST.get("rate", ""), request.desk.formats)
    except ValidationError as refused:
        return sentence_of(refused), None
    if any(not one.value for one in asked):
        return _("Choose how the file is read where it leaves that open."), rate
    for part, one in zip(parts, picked, strict=True):
        if one == NOT:
            continue
        if part.account is None:
            return _("Choose the account of each statement, or leave it out."), rate
        try:
            refuse_unfit(part)
        except StatementError as unfit:
            return str(unfit), rate
    return "", rate


def _imported(
    request: DeskRequest,
    parts: list[Part],
    picked: list[str],
    answers: Answers,
    rate: int | None,
    alike: Alikes | None,
) -> HttpResponse:
    """Take the lines, and lead to the entries of those days. Raises what stands in the way."""
    desk = request.desk
    there = [
        replace(part, account=_made(desk, part)) if one == NEW else part
        for part, one in zip(parts, picked, strict=True)
        if one != NOT
    ]
    outcomes = run_parts(desk.workspace, desk.user, there, answers, exchange_rate=rate, alike=alike)
    if not any(one.taken or one.kept_out for one in outcomes):
        raise StatementError(none_taken(outcomes))
    return imported(request, [part.account for part in there if part.account], outcomes)


def _made(desk: Desk, part: Part) -> Account:
    """The new account of a statement, with its number where that is an IBAN."""
    assert part.account is not None  # the unsaved one
    values = {"name": part.account.name, "kind": "bank", "currency": part.account.currency}
    if is_iban(part.statement.account):
        values["iban"] = part.statement.account
    record, _unit = writing.create(
        ACCOUNTS, desk.workspace, desk.user, values, direction="parse", door="page"
    )
    assert isinstance(record, Account)
    return record
