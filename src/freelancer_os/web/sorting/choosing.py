"""What a bank line is, said by hand: one thing, or parts that share its amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.collections.money.bank_lines import BANK_LINES, others, payable, unproven
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.amounts import parse_amount, print_amount
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.write.acting import act
from freelancer_os.engine.write.writing import messages_of, stored
from freelancer_os.finance.models import Account, BankLine, Category, Invoice, Transaction
from freelancer_os.web.cells.asked import in_form
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.choosing import chosen
from freelancer_os.web.shell.gate import writes
from freelancer_os.web.sorting.rows import rows_of

OFFERED = 200  # records of a kind that are offered
FIRST = 2  # parts that the form begins with
NONE = ("", "—", "")

Option = tuple[str, str, str]
"""A value, its words, and the colour of its tag."""


@dataclass(frozen=True)
class Share:
    """A part as it was typed; `minor` is None where no amount was."""

    what: str
    minor: int | None
    note: str


def do(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """`GET` the form, `POST` what it says."""
    return choose(request, slug, pk) if request.method == "POST" else ask(request, pk)


@at_desk
def ask(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What the line may be, and its parts."""
    desk, line = request.desk, _line(request.desk, pk)
    if not desk.may_write or line.state != BankLine.State.NEW:
        raise Http404("This cannot be done here.")
    context = {
        "line": line,
        "row": rows_of(desk, [line])[0],
        **{name: [NONE, *options] for name, options in _offers(desk, line).items()},
        "first": range(FIRST),
        "left": _left(desk, line, QueryDict()),
    }
    return render(request, "sorting/choosing.html", context)


@require_safe
@at_desk
def tell(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What the parts that are typed leave of the line."""
    return HttpResponse(_left(request.desk, _line(request.desk, pk), request.GET))


@writes(in_form)
def choose(request: DeskRequest, slug: str, pk: UUID) -> Unit:
    """Sort the line as is said, as one change."""
    desk, line = request.desk, _line(request.desk, pk)
    offers = _offers(desk, line)
    said = {
        name: chosen([NONE, *offers[name]], request.POST.get(name, ""))
        for name in ("category", "invoice", "transfer_to", "transaction")
    }
    given: Mapping[str, Any] = {name: value for name, value in said.items() if value}
    if shares := _shares(desk, line, request.POST, offers["part"]):
        given = {**given, **_sent(line, shares)}
    action = BANK_LINES.doing["accept"]
    return act(BANK_LINES, desk.workspace, desk.user, pk, action, given, door="page")[1]


def _offers(desk: Desk, line: BankLine) -> dict[str, list[Option]]:
    """What each field offers; of a part its value says the kind, too."""
    kind = "expense" if line.amount < 0 else "income"
    rows = Category.objects.of(desk.workspace).filter(archived=False).order_by("folded", "id")
    categories = sorted(rows[:OFFERED], key=lambda one: one.kind != kind)
    named = [(str(one.pk), str(one), one.colour) for one in categories]
    owed = payable(Invoice.objects.of(desk.workspace), line).select_related("client")
    owed = owed.filter(**{"outstanding__lt" if line.amount < 0 else "outstanding__gt": 0})
    bills = [_billed(desk, one) for one in owed.order_by("-id")[:OFFERED]]
    accounts = others(Account.objects.of(desk.workspace).in_use(), line)
    entries = unproven(Transaction.objects.of(desk.workspace), line).order_by("-date", "-id")
    parts = {"category": named, "invoice": bills}
    return {
        "category": named,
        "invoice": bills,
        "transfer_to": [(str(one.pk), str(one), "") for one in accounts],
        "transaction": [_entered(desk, one) for one in entries[:OFFERED]],
        "part": [(f"{of} {key}", words, tag) for of in parts for key, words, tag in parts[of]],
    }


def _billed(desk: Desk, one: Invoice) -> Option:
    owed = format_money(one.outstanding, one.currency, desk.formats.locale)
    return str(one.pk), " · ".join(filter(None, (str(one), str(one.client or ""), owed))), ""


def _entered(desk: Desk, one: Transaction) -> Option:
    day = show_date(one.date, desk.formats.locale, today=desk.formats.today)
    return str(one.pk), f"{one} · {day}", ""


def _shares(
    desk: Desk, line: BankLine, form: QueryDict, offered: Iterable[Option] = ()
) -> list[Share]:
    """The parts of a form, each one of those `offered`, but for such as nothing is said of.

    Raises ValidationError.
    """
    columns = [form.getlist(name) for name in ("part", "part_amount", "part_note")]
    rows = [[cell.strip() for cell in row] for row in zip(*columns, strict=False)]
    options = [NONE, *offered]
    typed = [(chosen(options, what), amount, note) for what, amount, note in rows]
    return [
        Share(what, _minor(desk, line, amount) if amount else None, note)
        for what, amount, note in typed
        if what or amount or note
    ]


def _minor(desk: Desk, line: BankLine, text: str) -> int:
    """An amount is of the same direction as the line; "-" of money that came in was taken off, "+"
    of money that went out came back."""
    currency, locale = line.account.currency, desk.formats.locale
    minor = parse_amount(text.removeprefix("+"), currency, locale, field="parts")
    return -abs(minor) if line.amount < 0 and not text.startswith("+") else minor


def _sent(line: BankLine, shares: list[Share]) -> dict[str, object]:
    """The parts as the API takes them: what has no amount takes what is left of the line, and of
    nothing but invoices each takes all of its own. Raises ValidationError on `parts`."""
    if not all(one.what for one in shares):
        raise refusal("parts", _("Say of each part what it is."))
    named = [one.what.split(" ") for one in shares]
    if all(of == "invoice" for of, _key in named) and not any(
        one.minor is not None or one.note for one in shares
    ):
        return {"invoices": [key for _of, key in named]}
    if sum(one.minor is None for one in shares) > 1:
        raise refusal("parts", _("Only one part can be without an amount: it takes what is left."))
    left, currency = _rest(line, shares), line.account.currency
    parts = [
        {
            of: key,
            "amount": print_amount(left if one.minor is None else one.minor, currency),
            "description": one.note,
        }
        for (of, key), one in zip(named, shares, strict=True)
    ]
    return {"parts": parts}


def _rest(line: BankLine, shares: Iterable[Share]) -> int:
    shared = sum(one.minor or 0 for one in shares)
    return int(line.amount) - shared


def _left(desk: Desk, line: BankLine, form: QueryDict) -> str:
    """A sentence on what is not shared out yet."""
    try:
        shares = _shares(desk, line, form)
    except ValidationError as error:
        return " ".join(one for said in messages_of(error).values() for one in said)
    left = _rest(line, shares)
    if not left:
        return _("It adds up.")
    told = format_money(left, line.account.currency, desk.formats.locale)
    if sum(one.minor is None for one in shares) == 1 and len(shares) > 1:
        return _("{amount} goes to the part without an amount.").format(amount=told)
    return _("{amount} is to be shared out.").format(amount=told)


def _line(desk: Desk, pk: UUID) -> BankLine:
    found: BankLine = stored(BANK_LINES, desk.workspace, pk)
    return found


urlpatterns = [
    path("bank-lines/<uuid:pk>/choose/", do, {"slug": "bank-lines"}, name="bank_line_choose"),
    path("bank-lines/<uuid:pk>/left/", tell, name="bank_line_left"),
]
