"""The first steps on Home: a list that ticks itself by what the books really hold."""

from dataclasses import dataclass
from typing import Any

from babel.numbers import get_currency_name, get_currency_symbol
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freelancer_os.core.models import ChangeRow
from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.finance.models import Account, Invoice, Transaction
from freelancer_os.people.workspaces import TOURED
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_again
from freelancer_os.web.shell.tallies import Tallies

AWAY, FINANCE = "steps away", "finance"  # what is kept of a person (`Membership.guided`)


@dataclass(frozen=True)
class Step:
    """One step; `tour` names the tour that it starts."""

    title: str
    words: str
    url: str
    is_done: bool
    tour: str = ""


@dataclass(frozen=True)
class FirstSteps:
    """All of them, and where they are: on the page, or put away by this person."""

    steps: list[Step]
    is_away: bool
    may_begin_with_sample: bool

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_all_done(self) -> bool:
        return self.done == len(self.steps)


def first_steps(desk: Desk, tallies: Tallies) -> FirstSteps:
    """How the finance set-up works, step by step; done is what the person's own books hold."""
    is_empty = not any(tallies.count(name) for name in ("transactions", "invoices"))
    return FirstSteps(
        [*_of_set_up(desk), *_of_work(desk)],
        is_away=bool(desk.membership.guided.get(AWAY)),
        may_begin_with_sample=is_empty and desk.may_write and desk.workspace.sample is None,
    )


def currency_of(desk: Desk) -> str:
    """ "Euro (€)"."""
    code, known = desk.formats.currency, locale_of(desk.formats.locale)
    return f"{get_currency_name(code, locale=language())} ({get_currency_symbol(code, known)})"


def _of_set_up(desk: Desk) -> list[Step]:
    names = _own(desk, Account.objects.of(desk.workspace).in_use())[:3]
    accounts = ", ".join(str(account) for account in names)
    return [
        Step(
            _("Choose your currency"),
            _("{currency}. Change it any time, every amount follows.").format(
                currency=currency_of(desk)
            ),
            "/settings/currency/",
            True,
        ),
        Step(
            _("Add the accounts that you are paid into"),
            accounts or _("Bank, card, cash or wallet, with what is on it today."),
            "/accounts/?compose=account",
            bool(accounts),
        ),
        Step(
            _("See how finance works"),
            _("A guided tour over the real controls, three minutes."),
            "/finance/",
            desk.membership.guided.get(FINANCE) == TOURED,
            tour=FINANCE,
        ),
    ]


def _of_work(desk: Desk) -> list[Step]:
    income = _own(desk, Transaction.objects.of(desk.workspace).client_income())
    invoices = _own(desk, Invoice.objects.of(desk.workspace))
    return [
        Step(
            _("Record your first client income"),
            _("It shows up in the client window by itself."),
            "/finance/?compose=income",
            income.exists(),
        ),
        Step(
            _("Link it to a client and an invoice"),
            _("In the workflow, in the row itself. All totals follow."),
            "/workflow/",
            income.filter(client__isnull=False, invoice__isnull=False).exists(),
        ),
        Step(
            _("Send your first invoice"),
            _("As a PDF and an e-mail, or by hand."),
            "/invoices/",
            invoices.filter(status=Invoice.Status.SENT).exists(),
        ),
        Step(
            _("Set the payment mode when it is paid"),
            _("The account's balance follows; clear it, and the balance goes back."),
            "/workflow/",
            invoices.filter(state=Invoice.State.PAID).exists(),
        ),
    ]


def _own(desk: Desk, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that did not come with the sample."""
    came = desk.workspace.sample
    if came is None:
        return rows.order_by()
    made = ChangeRow.objects.filter(workspace=desk.workspace, change=came, action="create")
    return rows.order_by().exclude(pk__in=made.values("record_id"))


@at_desk
@require_POST
def put_away(request: DeskRequest) -> HttpResponseBase:
    """Put the steps away, or call them back; for this person alone."""
    request.desk.membership.guide(AWAY, True if request.POST.get("away") else None)
    return page_again(request, "")


urlpatterns = [path("first-steps/", put_away, name="first_steps")]
