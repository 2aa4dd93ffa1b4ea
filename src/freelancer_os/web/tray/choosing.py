"""Another entry for a receipt, found by what is typed: its words, or its amount."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from freelancer_os.collections.money.receipts import RECEIPTS
from freelancer_os.core.values.amounts import parse_amount
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.text import fold
from freelancer_os.engine.write.writing import stored
from freelancer_os.finance.models import Transaction
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk

MOST = 12  # entries that are offered
NEAR = timedelta(days=60)  # around its day, where nothing is typed


@at_desk
def choose(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The dialog, and what is found in it as one types (`q`)."""
    desk, receipt = request.desk, stored(RECEIPTS, request.desk.workspace, pk)
    typed = request.GET.get("q", "")[:200].replace("\x00", "")
    rows = Transaction.objects.of(desk.workspace).filter(invoice=None)
    if typed.strip():
        rows = rows.filter(_asked(desk, typed))
    elif receipt.date is not None:
        rows = rows.filter(date__range=(receipt.date - NEAR, receipt.date + NEAR), kind="expense")
    else:
        rows = rows.filter(kind="expense")
    found = [_offer(desk, one) for one in rows.order_by("-date", "-id")[:MOST]]
    context = {"receipt": receipt, "found": found, "typed": typed}
    is_part = "q" in request.GET
    return render(request, "tray/found.html" if is_part else "tray/choose.html", context)


def _asked(desk: Desk, typed: str) -> Q:
    """What holds the words, or comes to the amount."""
    asked = Q(folded__contains=fold(typed))
    try:
        amount = parse_amount(typed, desk.formats.currency, desk.formats.locale, field="q")
    except ValidationError:
        return asked
    return asked | Q(total=amount)


def _offer(desk: Desk, one: Transaction) -> dict[str, object]:
    locale = desk.formats.locale
    return {
        "entry": one,
        "date": show_date(one.date, locale, today=desk.formats.today),
        "amount": format_money(one.total, one.currency, locale),
    }


urlpatterns = [path("receipts/<uuid:pk>/choose/", choose, name="receipt_choose")]
