"""The two windows, Finance and Clients, and the workflow."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.collections.money.transactions import WORKFLOW
from freelancer_os.finance.models import Account
from freelancer_os.web.cells.composers import (
    Composer,
    composer_of,
    money_composer,
    workflow_composer,
)
from freelancer_os.web.lists.chips import Chip, chips
from freelancer_os.web.lists.controls import controls
from freelancer_os.web.lists.look import Look, look_in
from freelancer_os.web.lists.pages import Sheet
from freelancer_os.web.lists.tabs import Tab
from freelancer_os.web.reports.pages import labels
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.table.layout import table
from freelancer_os.web.windows.areas import areas
from freelancer_os.web.windows.figures import overdue_count
from freelancer_os.web.windows.overview import overview

ONCE = ("compose", "peek")  # of the address: what is open on the page
FIRST = "20"  # rows of the workflow under the areas; more come as one scrolls
ACCOUNTS = 12
# The tabs of the workflow: their filters, which exclude each other.
TABS: Mapping[str, Mapping[str, str]] = {
    "all": {},
    "unlinked": {"linked": "false"},
    "unpaid": {"unpaid": "true"},
}
APART = {"linked": "", "unpaid": ""}


@at_desk
def finance(request: DeskRequest) -> HttpResponseBase:
    """Finance: what is on the accounts, what is still to be paid, the transactions."""
    desk = request.desk
    given: dict[str, str] = request.GET.dict()
    look = look_in(desk, desk.collection("transactions"), given, "/finance/")
    beside = {n: v for n, v in given.items() if n not in (*look.around, *ONCE)}
    forms = _forms(look)
    found = accounts(desk)
    context: dict[str, Any] = {
        "title": _("Finance"),
        "sheet": _safe_table(request, look, look.collection.table, "finance", forms),
        "accounts": found,
        "overview": overview(desk, look.around, overdue_count(desk), found, beside),
        **labels(),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
    }
    status = 422 if context["overview"].periods.is_wrong else 200
    return render(request, "windows/finance.html", context, status=status)


@at_desk
def client(request: DeskRequest) -> HttpResponseBase:
    """The client window: the four areas, and the workflow at the foot."""
    desk = request.desk
    look = look_in(desk, desk.collection("transactions"), request.GET.dict(), "/client/")
    forms = [workflow_composer(desk, starts=look.starts)] if desk.may_write else []
    rows = _safe_table(request, look, WORKFLOW, "workflow", forms, workflow="true", limit=FIRST)
    context = {
        "title": _("Clients"),
        "areas": areas(desk, rows.page.records),
        "sheet": rows,
        "accounts": accounts(desk),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "windows/client.html", context)


@at_desk
def workflow(request: DeskRequest) -> HttpResponseBase:
    """Every client income, linked to its invoice, client, project and service."""
    desk = request.desk
    look = look_in(desk, desk.collection("transactions"), request.GET.dict(), "/workflow/")
    forms = [workflow_composer(desk, starts=look.starts)] if desk.may_write else []
    rows = _safe_table(request, look, WORKFLOW, "workflow", forms, workflow="true")
    narrowing = _safe_chips(look)
    context = {
        "title": _("Workflow"),
        "sheet": rows,
        "tabs": [
            Tab(_words(name), look.url({**APART, **narrowed}), _is_tab(look, narrowed))
            for name, narrowed in TABS.items()
        ],
        "chips": narrowing,
        "unfiltered": look.unfiltered_url if look.is_narrowed else "",
        "controls": controls(look, len(narrowing)),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "windows/workflow.html", context)


def _words(tab: str) -> str:
    return {
        "all": _("All client income"),
        "unlinked": _("Unlinked"),
        "unpaid": _("Unpaid"),
    }[tab]


def _is_tab(look: Look, narrowed: Mapping[str, str]) -> bool:
    return {name: look.params[name] for name in APART if name in look.params} == narrowed


def accounts(desk: Desk) -> list[Account]:
    """The accounts in use by name, with their balances."""
    return list(Account.objects.of(desk.workspace).in_use()[:ACCOUNTS])


def _safe_table(
    request: DeskRequest,
    look: Look,
    names: tuple[str, ...],
    region: str,
    forms: list[Composer],
    **fixed: str,
) -> Sheet:
    """A table; filters that make no sense leave it whole."""
    try:
        found = table(look, names, region, forms, **fixed)
        if request.headers.get("X-Layout") == "keep":
            look.keep()
        return found
    except ValidationError:
        return table(look.bare(), names, region, forms, **fixed)


def _forms(look: Look) -> list[Composer]:
    """What the finance window adds: income, expenses, accounts."""
    desk = look.desk
    if not desk.may_write:
        return []
    money = [money_composer(desk, kind, starts=look.starts) for kind in ("income", "expense")]
    return [*money, composer_of(desk, desk.collection("accounts"))]


def _safe_chips(look: Look) -> list[Chip]:
    """The filters in force, without those that are tabs."""
    try:
        return chips(look, apart=APART)
    except ValidationError:
        return []


urlpatterns = [
    path("finance/", finance, name="finance"),
    path("client/", client, name="client"),
    path("workflow/", workflow, name="workflow"),
]
