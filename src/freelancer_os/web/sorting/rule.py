"""A rule made of a decision in one step: tried on the lines so far before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import ngettext

from freelancer_os.collections.money.bank_lines import BANK_LINES
from freelancer_os.collections.money.rules import RULES
from freelancer_os.core.ids import read_id
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.words import Sentence
from freelancer_os.engine.write.writing import messages_of, read_fields, stored
from freelancer_os.finance.models import Account, BankLine, Category, Rule
from freelancer_os.finance.sorting.deciding import categorise
from freelancer_os.finance.sorting.halves import transfer
from freelancer_os.finance.sorting.trying import Tried, tried
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import as_form, writes

FIELDS = ("contains", "account", "amount_min", "amount_max", "category", "transfer_to")
LINKS = ("account", "category", "transfer_to")
SHOWN = 5  # lines of the past that are named


@at_desk
def ask(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The form of a rule for lines like this one."""
    desk, line = request.desk, _line(request.desk, pk)
    kind = "expense" if line.amount < 0 else "income"
    categories = Category.objects.of(desk.workspace).filter(archived=False, kind=kind)
    accounts = list(Account.objects.of(desk.workspace).in_use())
    entry = line.transaction
    context = {
        "line": line,
        "contains": line.payee or line.text,
        "categories": _options(categories.order_by("folded", "id")),
        "accounts": _options(accounts),
        "others": _options(one for one in accounts if one.pk != line.account_id),
        "category": request.GET.get("category") or str((entry and entry.category_id) or ""),
        "transfer_to": request.GET.get("transfer_to", ""),
        **_tried(desk, {"contains": line.payee or line.text}),
    }
    return render(request, "sorting/rule.html", context)


@at_desk
def try_it(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What a rule as it is typed would have sorted so far; what is not chosen yet is left away."""
    _line(request.desk, pk)
    chosen = {
        name: value
        for name, value in request.GET.dict().items()
        if name not in LINKS or read_id(value) is not None
    }
    return render(request, "sorting/tried.html", _tried(request.desk, chosen))


def _tried(desk: Desk, form: Mapping[str, str]) -> dict[str, object]:
    """What is said of a rule as it is typed."""
    try:
        found = tried(desk.workspace, Rule(workspace=desk.workspace, **_asked(desk, form)))
    except ValidationError as error:
        lines = messages_of(error)
        return {"problem": " ".join(one for said in lines.values() for one in said)}
    return {"told": _told(found), "lines": [_shown(desk, one) for one in found.lines[:SHOWN]]}


@writes(as_form)
def keep(request: DeskRequest, pk: UUID) -> Unit:
    """Keep the rule, and sort the line by it, as one change."""
    desk, _known = request.desk, _line(request.desk, pk)
    with change(desk.workspace, desk.user, Sentence("Added a rule")) as unit:
        rule = Rule(workspace=unit.workspace)
        rule.edit(_asked(desk, request.POST))
        line = unit.get(BankLine, pk)
        if line.state == BankLine.State.NEW:
            if rule.transfer_to is not None:
                transfer(line, rule.transfer_to)
            else:
                categorise(line, rule.says, BankLine.How.RULE)
        unit.sentence = Sentence("Added the rule {rule}", {"rule": rule.name})
    return unit


def _line(desk: Desk, pk: UUID) -> BankLine:
    found: BankLine = stored(BANK_LINES, desk.workspace, pk)
    return found


def _asked(desk: Desk, form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a rule as they were typed. Raises ValidationError."""
    fields = {name: RULES.by_name[name] for name in FIELDS}
    given = {name: form[name] for name in FIELDS if form.get(name, "").strip()}
    made = Rule(workspace=desk.workspace)
    return read_fields(fields, given, desk.formats, made, "parse", str)


def _told(found: Tried) -> str:
    sentence = ngettext(
        "{count} line so far fits, {other} of them sorted otherwise",
        "{count} lines so far fit, {other} of them sorted otherwise",
        found.fit,
    )
    return sentence.format(count=found.fit, other=found.otherwise)


def _shown(desk: Desk, line: BankLine) -> dict[str, str]:
    return {
        "date": show_date(line.date, desk.formats.locale, today=desk.formats.today),
        "text": str(line),
        "amount": format_money(line.amount, line.account.currency, desk.formats.locale),
        "is": str((line.transaction and line.transaction.category) or ""),
    }


def _options(records: Iterable[Category | Account]) -> list[tuple[str, str]]:
    return [("", "—"), *((str(one.pk), str(one)) for one in records)]


urlpatterns = [
    path("bank-lines/<uuid:pk>/rule/", ask, name="bank_line_rule"),
    path("bank-lines/<uuid:pk>/rule/tried/", try_it, name="bank_line_rule_tried"),
    path("bank-lines/<uuid:pk>/rule/keep/", keep, name="bank_line_rule_keep"),
]
