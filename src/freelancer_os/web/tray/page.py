"""`/receipts/`: what waits in the tray; all of it in the layouts that lists have."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.collections.money.deciding.tray import attach_all_sure
from freelancer_os.collections.money.receipts import RECEIPTS
from freelancer_os.core.files.store import LARGEST
from freelancer_os.core.ids import read_id
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.finance.models import Receipt
from freelancer_os.finance.tray.proposing import Proposer
from freelancer_os.web.lists.page import listing
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes
from freelancer_os.web.tray.rows import PAGE, rows_of

COUNTED = 200  # receipts of which it is said how many are sure; of more the button says all
BESIDE = {"peek", "compose", "named"}


def page(request: DeskRequest) -> HttpResponseBase:
    """The tray; what names a layout, a view or a filter is a list as any other."""
    if request.method == "POST":
        return make(request)
    if request.GET.keys() - BESIDE:
        return listing(request, RECEIPTS.slug)
    return tray(request)


@writes()
def make(request: DeskRequest) -> Unit:
    """A receipt is a file."""
    raise Http404("Receipts are dropped.")


@at_desk
def tray(request: DeskRequest) -> HttpResponse:
    """What waits, the newest first."""
    desk = request.desk
    count = desk.tallies.count(RECEIPTS.slug)
    receipts = _receipts(desk)
    sure = _sure(desk, count)
    context = {
        "title": _("Receipts"),
        "told": _told(desk, count),
        "rows": rows_of(desk, receipts[:PAGE]),
        "more": receipts[PAGE - 1].pk if len(receipts) > PAGE else "",
        "sure": sure,
        "sure_words": _sure_words(desk, sure),
        "may_write": desk.may_write,
        "largest": LARGEST,
    }
    return render(request, "tray/page.html", context)


@at_desk
def more(request: DeskRequest) -> HttpResponse:
    """The receipts after one (`after`), as they come into sight."""
    desk, pk = request.desk, read_id(request.GET.get("after", ""))
    if pk is None:
        raise Http404("There is no such receipt.")
    receipts = _receipts(desk, before=str(pk))
    context = {
        "rows": rows_of(desk, receipts[:PAGE]),
        "more": receipts[PAGE - 1].pk if len(receipts) > PAGE else "",
        "may_write": desk.may_write,
    }
    return render(request, "tray/rows.html", context)


@writes()
def sure(request: DeskRequest) -> Unit:
    """Attach all that is sure, as one change."""
    _attached, unit = attach_all_sure(request.desk.workspace, request.desk.user, door="page")
    return unit


def _receipts(desk: Desk, before: str = "") -> list[Receipt]:
    """A page of receipts and one more, the newest first."""
    rows = Receipt.objects.of(desk.workspace)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def _sure(desk: Desk, count: int) -> int:
    """How many are sure, where so few wait that they are counted; else -1."""
    if count > COUNTED:
        return -1
    found = Proposer(desk.workspace).of(Receipt.objects.of(desk.workspace))
    return sum(bool(best) and best[0].sure for best in found.values())


def _sure_words(desk: Desk, sure: int) -> str:
    if sure < 0:
        return _("Attach all sure ones")
    sentence = ngettext("Attach the {count} sure one", "Attach the {count} sure ones", sure)
    return sentence.format(count=_shown(desk, sure))


def _told(desk: Desk, count: int) -> str:
    if not count:
        return _("Nothing waits in the tray.")
    sentence = ngettext(
        "{count} receipt waits for its entry", "{count} receipts wait for their entries", count
    )
    return sentence.format(count=_shown(desk, count))


def _shown(desk: Desk, count: int) -> str:
    return write_signed(count, 0, desk.formats.locale)


urlpatterns = [
    path("receipts/", page, name="receipts"),
    path("receipts/more/", more, name="receipts_more"),
    path("receipts/sure/", sure, name="receipts_sure"),
]
