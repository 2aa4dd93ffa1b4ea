"""`/bank-lines/`: the lines that are to be sorted; all of them in the layouts that lists have."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from freelancer_os.collections.money.bank_lines import BANK_LINES
from freelancer_os.collections.money.deciding.sure import accept_all_sure
from freelancer_os.core.ids import read_id
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.engine.write.writing import stored
from freelancer_os.finance.models import BankLine
from freelancer_os.finance.sorting.proposing import Proposer
from freelancer_os.web.lists.page import listing
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes
from freelancer_os.web.sorting.closing import closing_of
from freelancer_os.web.sorting.rows import PAGE, rows_of

COUNTED = 200  # lines of which it is said how many are sure; of more the button says all
BESIDE = {"peek", "compose", "named"}


def page(request: DeskRequest) -> HttpResponseBase:
    """The lines to be sorted; what names a layout, a view or a filter is a list as any other."""
    if request.method == "POST":
        return make(request)
    if request.GET.keys() - BESIDE:
        return listing(request, BANK_LINES.slug)
    return to_sort(request)


@writes()
def make(request: DeskRequest) -> Unit:
    """A line comes from a bank alone."""
    raise Http404("Bank lines are imported.")


@at_desk
def to_sort(request: DeskRequest) -> HttpResponse:
    """The newest lines that want a decision."""
    desk = request.desk
    count = desk.tallies.count(BANK_LINES.slug, "new")
    lines = _lines(desk)
    sure = _sure(desk, count)
    context = {
        "title": _("Bank lines to sort"),
        "collection": BANK_LINES,
        "told": _told(desk, count),
        "count": _shown(desk, count),
        "rows": rows_of(desk, lines[:PAGE]),
        "more": lines[PAGE - 1].pk if len(lines) > PAGE else "",
        "sure": sure,
        "sure_words": _sure_words(desk, count, sure),
        "sorted": _shown(desk, desk.tallies.count(BANK_LINES.slug, "sorted")),
        "ignored": _shown(desk, desk.tallies.count(BANK_LINES.slug, "ignored")),
        "may_write": desk.may_write,
        "closing": closing_of(desk),
    }
    return render(request, "sorting/page.html", context)


@at_desk
def more(request: DeskRequest) -> HttpResponse:
    """The lines after one (`after`), as they come into sight."""
    desk, pk = request.desk, read_id(request.GET.get("after", ""))
    if pk is None:
        raise Http404("There is no such line.")
    lines = _lines(desk, stored(BANK_LINES, desk.workspace, pk))
    context = {
        "rows": rows_of(desk, lines[:PAGE]),
        "more": lines[PAGE - 1].pk if len(lines) > PAGE else "",
        "may_write": desk.may_write,
    }
    return render(request, "sorting/rows.html", context)


@require_safe
@at_desk
def of_entry(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """Lead to the bank line of an entry."""
    rows = BankLine.objects.of(request.desk.workspace).filter(transaction=pk)
    found = rows.values_list("id", flat=True).order_by("id").first()
    if found is None:
        raise Http404("No bank line made this entry.")
    return redirect(f"/bank-lines/{found}/")


@writes()
def sure(request: DeskRequest) -> Unit:
    """Sort all that is sure, as one change."""
    _accepted, unit = accept_all_sure(request.desk.workspace, request.desk.user, door="page")
    return unit


def _lines(desk: Desk, after: BankLine | None = None) -> list[BankLine]:
    """A page of lines and one more, the newest first."""
    rows = BankLine.objects.of(desk.workspace).filter(state=BankLine.State.NEW)
    if after is not None:
        rows = rows.filter(Q(date__lt=after.date) | Q(date=after.date, id__lt=after.pk))
    return list(rows.select_related("account").order_by("-date", "-id")[: PAGE + 1])


def _sure(desk: Desk, count: int) -> int:
    """How many are sure, where so few are to be sorted that they are counted; else -1."""
    if count > COUNTED:
        return -1
    rows = BankLine.objects.of(desk.workspace).filter(state=BankLine.State.NEW)
    found = Proposer(desk.workspace).of(rows.select_related("account"))
    return sum(bool(best) and best[0].sure for best in found.values())


def _sure_words(desk: Desk, count: int, sure: int) -> str:
    if sure < 0:
        return _("Accept all sure ones")
    sentence = ngettext("Accept the {count} sure one", "Accept the {count} sure ones", sure)
    return sentence.format(count=_shown(desk, sure))


def _told(desk: Desk, count: int) -> str:
    if not count:
        return _("Nothing is to be sorted.")
    sentence = ngettext("{count} line waits for you", "{count} lines wait for you", count)
    return sentence.format(count=_shown(desk, count))


def _shown(desk: Desk, count: int) -> str:
    return write_signed(count, 0, desk.formats.locale)


urlpatterns = [
    path("bank-lines/", page, name="bank_lines"),
    path("bank-lines/of/<uuid:pk>/", of_entry, name="bank_line_of"),
    path("bank-lines/more/", more, name="bank_lines_more"),
    path("bank-lines/sure/", sure, name="bank_lines_sure"),
]
