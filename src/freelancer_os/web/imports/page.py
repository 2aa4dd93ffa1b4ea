"""What the pages of the import show: the form of the first step, the preview of the second."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freelancer_os.core.values.scaled import parse_scaled
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.finance.models import Account
from freelancer_os.transfer.bank.preview import Preview
from freelancer_os.web.imports.answering import fields_of
from freelancer_os.web.imports.becoming import becoming
from freelancer_os.web.imports.columns import Columns, roles
from freelancer_os.web.imports.picked import Picked, alike_options, alike_sentence
from freelancer_os.web.shell.access import Desk

NEW = "new"
PROBLEMS, ACCOUNTS = 50, 200
RATE_PLACES = 10


def accounts_of(desk: Desk) -> list[Account]:
    """The accounts to choose from, by name."""
    return list(Account.objects.of(desk.workspace).in_use()[:ACCOUNTS])


def start_context(desk: Desk, given: dict[str, str], problem: str = "") -> dict[str, object]:
    """Step one, with what was typed and what was wrong with it."""
    accounts = offered(desk)
    usual = accounts[0][0]
    return {
        "title": _("Import statement"),
        "accounts": accounts,
        "kinds": kinds(desk),
        "given": {"account": usual, "kind": "bank", "currency": desk.formats.currency, **given},
        "problem": problem,
        "may_write": desk.may_write,
    }


def offered(desk: Desk) -> list[tuple[str, str]]:
    """The accounts to choose from, each with its currency, and a new one."""
    there = [(str(one.pk), f"{one} ({one.currency})") for one in accounts_of(desk)]
    return [*there, (NEW, _("+ New account"))]


def kinds(desk: Desk) -> list[tuple[str, str]]:
    """The kinds of accounts."""
    kind = desk.collection("accounts").by_name["kind"]
    assert isinstance(kind, Choice)  # declared so
    return [(value, label) for value, label, _colour in kind.choices]


def check_context(
    desk: Desk, account: Account, found: Preview, columns: Columns, picked: Picked
) -> dict[str, object]:
    """Step two: the columns, what each line becomes, and what cannot be taken."""
    statement, undecided = found.statement, found.alike if picked.alike is None else {}
    found, out = found.decided(picked.alike), picked.out(1)
    fresh = sum(one.identity not in out for one in found.fresh)
    return {
        "title": _("Import statement"),
        "account": account,
        "accounts": offered(desk)[:-1],
        "columns": [(name, columns.roles.get(name, "")) for name in found.statement.columns],
        "sample": found.statement.sample,
        "fields": fields_of(statement),
        "questions": statement.questions,
        "left_out": statement.left_out[:PROBLEMS],
        "left_out_count": count(desk, len(statement.left_out)),
        "more_left_out": count(desk, len(statement.left_out) - PROBLEMS),
        "roles": roles(),
        "problem": columns.problem,
        "lines": becoming(found, account, desk.formats, picked.shown, out),
        "more_lines": count(desk, len(found.lines) - picked.shown),
        "more": picked.more(len(found.lines)),
        "shown": picked.shown,
        **alike_context(desk, found, picked),
        "problems": found.problems[:PROBLEMS],
        "more_problems": count(desk, len(found.problems) - PROBLEMS),
        "fresh": count(desk, fresh) or "0",
        "fresh_count": fresh,
        "known": count(desk, found.known_count),
        "problem_count": count(desk, len(found.problems)),
        "can_import": bool(found.fresh)
        and not (columns.problem or statement.questions or undecided),
    }


def alike_context(desk: Desk, found: Preview, picked: Picked) -> dict[str, object]:
    """The question about lines that may be known already, where there are any."""
    return {
        "alike_sentence": alike_sentence(desk, len(found.alike)) if found.alike else "",
        "alike_options": alike_options(),
        "alike": picked.alike or "",
    }


def rate_of(text: str, formats: Formats) -> int | None:
    """A typed exchange rate (10⁻¹⁰), None where the field is empty. Raises ValidationError."""
    if not text.strip():
        return None
    return parse_scaled(text, RATE_PLACES, formats.locale, field="rate", minimum=1, maximum=10**17)


def count(desk: Desk, number: int) -> str:
    """A count as it is shown, "" for none."""
    return desk.formats.count(number) if number > 0 else ""
