"""The two windows, Finance and Clients, and the workflow."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString

from freelancer_os.collections.transactions import WORKFLOW
from freelancer_os.core.amounts import format_money
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.finance.models import Account
from freelancer_os.web.access import Desk, at_desk
from freelancer_os.web.composers import composer_of, money_composer, workflow_composer
from freelancer_os.web.figures import finance_figures, overdue_count
from freelancer_os.web.lists import Tab, chips, query_of, tally
from freelancer_os.web.sheets import Sheet, sheet
from freelancer_os.web.tallies import Tallies

AREA_ROWS = 24
ACCOUNTS = 12
# The areas of the client window, and what each sums per group.
AREAS = {
    "invoices": "total",
    "clients": "contract_value",
    "projects": "value",
    "services": "total_value",
}
IN_WORKFLOW = {"workflow": "true"}


@dataclass(frozen=True)
class Group:
    """The records of an area that share a stage, status or priority."""

    tag: SafeString
    count: int
    amount: str
    records: list[Any]


@dataclass(frozen=True)
class Area:
    """One of the four areas of the client window; `summed` names the amounts of its groups."""

    collection: Collection
    count: int
    summed: str
    groups: list[Group]
    composer: Any

    @property
    def has_more(self) -> bool:
        return sum(len(group.records) for group in self.groups) < self.count


@at_desk
def finance(request: Any) -> HttpResponseBase:
    """Finance: what is on the accounts, what is still to be paid, the transactions."""
    desk, query = request.desk, query_of(request)
    collection = desk.collection("transactions")
    context = {
        "title": "Finance",
        "sheet": _safe_sheet(desk, collection, collection.table, query, "finance", "/finance/", {}),
        "accounts": accounts(desk),
        "figures": finance_figures(desk, Tallies.of(desk.workspace), overdue_count(desk)),
        "composers": [
            money_composer(desk, "income"),
            money_composer(desk, "expense"),
            composer_of(desk, desk.collection("accounts")),
        ]
        if desk.may_write
        else [],
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "finance.html", context)


@at_desk
def client(request: Any) -> HttpResponseBase:
    """The client window: the four areas, and the workflow at the foot."""
    desk, query = request.desk, query_of(request)
    collection = desk.collection("transactions")
    rows = _safe_sheet(desk, collection, WORKFLOW, query, "workflow", "/client/", IN_WORKFLOW)
    context = {
        "title": "Clients",
        "areas": [_area(desk, slug, rows.page.records) for slug in AREAS],
        "sheet": rows,
        "accounts": accounts(desk),
        "composers": [workflow_composer(desk)] if desk.may_write else [],
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "client_window.html", context)


@at_desk
def workflow(request: Any) -> HttpResponseBase:
    """Every client income, linked to its invoice, client, project and service."""
    desk, query = request.desk, query_of(request)
    collection = desk.collection("transactions")
    context = {
        "title": "Workflow",
        "sheet": _safe_sheet(
            desk, collection, WORKFLOW, query, "workflow", "/workflow/", IN_WORKFLOW
        ),
        "tabs": [
            Tab("All client income", "/workflow/", None, not query.keys() & {"linked", "unpaid"}),
            Tab("Unlinked", "/workflow/?linked=false", None, query.get("linked") == "false"),
            Tab("Unpaid", "/workflow/?unpaid=true", None, query.get("unpaid") == "true"),
        ],
        "chips": [
            c
            for c in chips(desk, collection, query, "/workflow/")
            if c["label"] not in {"Linked", "Unpaid"}
        ],
        "composers": [workflow_composer(desk)] if desk.may_write else [],
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "workflow.html", context)


def accounts(desk: Desk) -> list[Account]:
    """The accounts by name, with their balances."""
    return list(Account.objects.of(desk.workspace).order_by("folded", "id")[:ACCOUNTS])


def _safe_sheet(
    desk: Desk,
    collection: Collection,
    names: tuple[str, ...],
    query: dict[str, str],
    region: str,
    address: str,
    fixed: dict[str, str],
) -> Sheet:
    """A table; filters that make no sense leave it whole."""
    try:
        return sheet(desk, collection, names, query, region=region, address=address, fixed=fixed)
    except ValidationError:
        return sheet(desk, collection, names, {}, region=region, address=address, fixed=fixed)


def _area(desk: Desk, slug: str, rows: list[Any]) -> Area:
    collection = desk.collection(slug)
    grouped = collection.by_name[collection.group_by]
    assert isinstance(grouped, Choice)
    found: dict[str, list[Any]] = defaultdict(list)
    for record in _area_records(desk, collection, rows):
        found[grouped.value(record)].append(record)
    counts = _counts(desk, slug)
    groups = [
        Group(grouped.tag(value), counts[value][0], counts[value][1], found[value])
        for value, _, _ in grouped.among(v for v, (count, _) in counts.items() if count)
        if value != "void" or counts[value][0]
    ]
    total = sum(count for count, _ in counts.values())
    form = composer_of(desk, collection) if desk.may_write else None
    return Area(collection, total, collection.by_name[AREAS[slug]].label, groups, form)


def _counts(desk: Desk, slug: str) -> dict[str, tuple[int, str]]:
    """Count and amount per group; amounts of several currencies stand side by side."""
    counts: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[str]] = defaultdict(list)
    for key, row in sorted(tally(desk, slug).items()):
        value, _, currency = key.partition("|")
        counts[value] += row.count
        if row.count:
            shown = format_money(row.amount, currency or desk.lens.currency, desk.lens.locale)
            amounts[value].append(shown)
    return defaultdict(lambda: (0, ""), {v: (n, " + ".join(amounts[v])) for v, n in counts.items()})


def _area_records(desk: Desk, collection: Collection, rows: list[Any]) -> list[Any]:
    """First what the visible workflow links to, then the newest, so that every effect is seen."""
    column = f"{collection.singular}_id"
    wanted: list[UUID] = list(dict.fromkeys(pk for r in rows if (pk := getattr(r, column))))
    own = collection.rows(desk.workspace)
    newest = list(own.order_by("-id")[:AREA_ROWS])
    missing = set(wanted[:AREA_ROWS]) - {record.pk for record in newest}
    linked = list(own.filter(pk__in=missing)) if missing else []
    return [*linked, *newest][: AREA_ROWS + len(linked)]


urlpatterns = [
    path("finance/", finance, name="finance"),
    path("client/", client, name="client"),
    path("workflow/", workflow, name="workflow"),
]
