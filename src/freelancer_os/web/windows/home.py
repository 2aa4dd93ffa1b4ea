"""Home: the two windows, the figures, what needs attention, what was just changed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.words import isolated
from freelancer_os.finance.models import Invoice, Recurring, Transaction
from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.reminders.unreached import unreached
from freelancer_os.web.history.entries import lines, standing
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.tallies import Tallies
from freelancer_os.web.windows.budgets import strained
from freelancer_os.web.windows.figures import figures, overdue_count, overdue_invoices, told
from freelancer_os.web.windows.first_steps import currency_of, first_steps
from freelancer_os.web.windows.today import count_today, goals, meetings_today

SHOWN = 5
CHANGES = 8
LOOKED_AT = 500  # the newest client incomes, among which those without a client are looked for


@dataclass(frozen=True)
class Late:
    """An overdue invoice: who owes what since when."""

    invoice: Invoice
    due: str
    outstanding: str


@at_desk
def home(request: DeskRequest) -> HttpResponse:
    """`/`"""
    desk, tallies = request.desk, request.desk.tallies
    overdue, meetings = overdue_count(desk), count_today(desk)
    context = {
        "greeting": greeting(timezone.now(), desk),
        "date": _date(desk),
        "currency": currency_of(desk),
        "today": _meetings(meetings, desk) if meetings else "",
        "overdue": overdue_invoices(overdue, desk) if overdue else "",
        "figures": figures(desk, tallies, overdue),
        "first": first_steps(desk, tallies),
        "late": _late(desk),
        "budgets": strained(desk),
        "unlinked": _unlinked(desk),
        "unsorted": _unsorted(desk, tallies),
        "receipts": _receipts(desk, tallies),
        "mails": Mail.objects.of(desk.workspace).undelivered().order_by("-id")[:SHOWN],
        "waiting": Recurring.objects.of(desk.workspace).exclude(waits="")[:SHOWN],
        "unreached": unreached(desk.workspace)[:SHOWN],
        "meetings": meetings_today(desk) if meetings else [],
        "goals": goals(desk),
        "changes": lines(desk, standing(desk).select_related("user")[:CHANGES], with_records=False),
    }
    return render(request, "windows/home.html", context)


def greeting(now: datetime, desk: Desk) -> str:
    """The words of the time of day in the workspace's time zone."""
    hour = now.astimezone(ZoneInfo(desk.formats.time_zone)).hour
    if 5 <= hour < 12:
        greeting = _("Good morning, {name}")
    elif 12 <= hour < 18:
        greeting = _("Good afternoon, {name}")
    else:
        greeting = _("Good evening, {name}")
    return greeting.format(name=desk.user.first_name)


def _unsorted(desk: Desk, tallies: Tallies) -> str:
    """How many bank lines want a decision."""
    count = tallies.count("bank-lines", "new")
    sentence = ngettext("{count} bank line to sort", "{count} bank lines to sort", count)
    return sentence.format(count=told(count, desk)) if count else ""


def _receipts(desk: Desk, tallies: Tallies) -> str:
    """How many receipts wait for their entries."""
    count = tallies.count("receipts")
    sentence = ngettext("{count} receipt in the tray", "{count} receipts in the tray", count)
    return sentence.format(count=told(count, desk)) if count else ""


def _meetings(count: int, desk: Desk) -> str:
    sentence = ngettext("{count} meeting today", "{count} meetings today", count)
    return sentence.format(count=told(count, desk))


def _date(desk: Desk) -> str:
    """ "Sunday 22 November", in the workspace's language."""
    known, today = locale_of(desk.formats.locale), desk.formats.today
    weekday = known.days["stand-alone"]["wide"][today.weekday()]
    return isolated(f"{weekday} {format_skeleton('MMMMd', today, locale=known)}")


def _late(desk: Desk) -> list[Late]:
    rows = Invoice.objects.of(desk.workspace).overdue(desk.formats.today).select_related("client")
    return [
        Late(
            invoice,
            show_date(invoice.due_date, desk.formats.locale, today=desk.formats.today),
            format_money(invoice.outstanding, invoice.currency, desk.formats.locale),
        )
        for invoice in rows.order_by("due_date", "id")[:SHOWN]
        if invoice.due_date is not None
    ]


def _unlinked(desk: Desk) -> str:
    """ "3 client incomes without a client", among the newest ones; "" if there is none."""
    rows = Transaction.objects.of(desk.workspace)
    newest = rows.client_income().order_by("-date", "-id").values("pk")[:LOOKED_AT]
    count = rows.filter(pk__in=newest, client__isnull=True).count()
    sentence = ngettext(
        "{count} client income without a client", "{count} client incomes without a client", count
    )
    return sentence.format(count=told(count, desk)) if count else ""


urlpatterns = [path("", home, name="home")]
