"""What the page shows of a file that is no table: a statement for each account in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.core.values.currency import exponent
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.finance.models import Account
from freelancer_os.transfer.asked import Answers, Question
from freelancer_os.transfer.bank.conversion import weigh
from freelancer_os.transfer.bank.files import Part, named
from freelancer_os.transfer.bank.preview import Preview, preview_of
from freelancer_os.transfer.statement import Statement
from freelancer_os.web.imports.becoming import Becoming, becoming
from freelancer_os.web.imports.page import (
    NEW,
    PROBLEMS,
    accounts_of,
    count,
)
from freelancer_os.web.imports.picked import Picked
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.choosing import chosen

NOT = "none"
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """One statement on the page, by what it is called in the file."""

    title: str
    account: str
    options: Options
    told: list[str]
    left_out: list[str]
    place: int
    lines: list[Becoming]
    more_lines: str
    more: int
    alike: int
    problems: Sequence[object]
    more_problems: str
    fresh_count: int
    fresh: str
    known: str
    problem_count: str
    lacks_rate: bool


@dataclass(frozen=True)
class Asked:
    """A question, as a field: its options are what the file would read as."""

    topic: str
    sentence: str
    options: Options
    value: str


def options_of(desk: Desk, part: Part) -> Options:
    """The accounts of which a statement can be; the ones in its currency, a new one, or none."""
    currency = part.statement.currency
    fit = [one for one in accounts_of(desk) if currency in {None, one.currency}]
    there = [(str(one.pk), f"{one} ({one.currency})") for one in fit]
    new = _("+ New account {number}").format(number=named(part.statement))
    return [("", _("Choose an account")), *there, (NEW, new), (NOT, _("Leave it out"))]


def choices(desk: Desk, parts: list[Part], form: QueryDict, given: Account | None) -> list[str]:
    """What is chosen for each statement: the id of an account, NEW, NOT, or "" for nothing yet.

    As sent; at first what the file tells, and where it is one statement without a number, `given`.
    """
    sent = form.getlist("account")
    if form.get("do") and len(sent) == len(parts):
        options = (options_of(desk, part) for part in parts)
        return [chosen(known, one) for known, one in zip(options, sent, strict=True)]
    if len(parts) == 1 and not parts[0].account and given:
        return [str(given.pk)]
    return [str(part.account.pk) if part.account else "" for part in parts]


def with_account(desk: Desk, part: Part, choice: str) -> Part:
    """A statement with the chosen account; with none where nothing, or no account of here, is."""
    if choice == NEW:
        return replace(part, account=new_account(desk, part))
    try:
        wanted = UUID(choice)
    except ValueError:
        return replace(part, account=None)
    return replace(part, account=Account.objects.of(desk.workspace).filter(pk=wanted).first())


def new_account(desk: Desk, part: Part) -> Account:
    """The account that a statement would have, unsaved."""
    currency = part.statement.currency or desk.formats.currency
    return Account(workspace=desk.workspace, name=named(part.statement), currency=currency)


def shown(
    desk: Desk, part: Part, choice: str, rate: int | None, place: int, picked: Picked
) -> Shown:
    """A statement as it would become entries of the chosen account; `place` is that in the file."""
    statement, account = part.statement, part.account
    found, most = _preview(desk, part, choice, rate), picked.shown
    found = found.decided(picked.alike) if found else None
    fresh = sum(one.identity not in part.out for one in found.fresh) if found else 0
    problems = found.problems if found else statement.problems
    return Shown(
        title=named(statement) if statement.account else _("Statement"),
        account=choice,
        options=options_of(desk, part),
        told=[*_held(desk, part), *(decision.why for decision in statement.decisions)],
        left_out=[str(one) for one in statement.left_out[:PROBLEMS]],
        place=place,
        lines=becoming(found, account, desk.formats, most, part.out) if found and account else [],
        more_lines=count(desk, len(found.lines) - most) if found else "",
        more=picked.more(len(found.lines)) if found else 0,
        alike=len(found.alike) if found else 0,
        problems=problems[:PROBLEMS],
        more_problems=count(desk, len(problems) - PROBLEMS),
        fresh_count=fresh,
        fresh=count(desk, fresh if found else len(statement.lines)) or "0",
        known=count(desk, found.known_count if found else 0),
        problem_count=count(desk, len(problems)),
        lacks_rate=found is not None and found.weighed.lacks_rate,
    )


def _preview(desk: Desk, part: Part, choice: str, rate: int | None) -> Preview | None:
    """What would happen; of a new account nothing is known yet. None where nothing is taken."""
    if part.account is None:
        return None
    if choice != NEW:
        return preview_of(desk.workspace, part.account, part.statement, rate)
    weighed = weigh(part.statement, part.account, desk.workspace.currency, rate)
    return Preview(part.statement, weighed, frozenset(), frozenset())


def _held(desk: Desk, part: Part) -> list[str]:
    """What the bank says that the account held last."""
    closing = [held for held in part.statement.balances if held.moment == "closing"]
    if not closing:
        return []
    last, locale = closing[-1], desk.formats.locale
    day = show_date(last.on, locale, today=desk.formats.today)
    least = exponent(last.currency) if last.currency else 0
    places = max(least, -int(last.amount.as_tuple().exponent))
    amount = write_signed(int(last.amount.scaleb(places)), places, locale)
    sentence = _("The bank's balance on {day}: {amount} {currency}")
    return [sentence.format(day=day, amount=amount, currency=last.currency or "").strip()]


def asked_of(statements: Sequence[Statement], answers: Answers) -> list[Asked]:
    """The questions that a file leaves open, each once, with what is answered."""
    found: dict[str, Question] = {}
    for statement in statements:
        for question in statement.questions:
            found.setdefault(question.topic, question)
    given = answers.to_json()
    return [
        Asked(topic, question.sentence, _answers(question), given.get(topic, ""))
        for topic, question in found.items()
    ]


def _answers(question: Question) -> Options:
    each = [(choice.value, choice.example) for choice in question.choices]
    return [("", _("Choose how to read it")), *each]
