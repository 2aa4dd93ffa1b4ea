"""The two windows, Finance and Clients, and the workflow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.collections.money.transactions import TRANSACTIONS, WORKFLOW
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.registry import target_of
from freelancer_os.finance.models import Account
from freelancer_os.web.cells.composers import (
    Composer,
    composer_of,
    money_composer,
    workflow_composer,
)
from freelancer_os.web.cells.kinds import tag
from freelancer_os.web.lists.chips import Chip, chips
from freelancer_os.web.lists.controls import controls
from freelancer_os.web.lists.look import Look, look_in
from freelancer_os.web.lists.pages import Sheet
from freelancer_os.web.lists.tabs import Tab
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.phrases import records_of
from freelancer_os.web.shell.tallies import Tallies
from freelancer_os.web.table.layout import table
from freelancer_os.web.windows.figures import finance_figures, overdue_count

AREA_ROWS = 24
FIRST = "20"  # rows of the workflow under the areas; more come as one scrolls
ACCOUNTS = 12
# The tabs of the workflow: their filters, which exclude each other.
TABS: Mapping[str, Mapping[str, str]] = {
    "all": {},
    "unlinked": {"linked": "false"},
    "unpaid": {"unpaid": "true"},
}
APART = {"linked": "", "unpaid": ""}


@dataclass(frozen=True)
class Group:
    """The records of an area that share a stage, status or priority."""

    tag: SafeString
    count: int
    amount: str
    records: list[Any]


@dataclass(frozen=True)
class Area:
    """One of the areas of the client window; `summed` names the amounts of its groups."""

    collection: Collection
    count: int
    summed: str
    groups: list[Group]
    composer: object

    @property
    def records(self) -> str:
        return records_of(self.collection, str(self.count))

    @property
    def has_more(self) -> bool:
        return sum(len(group.records) for group in self.groups) < self.count


@at_desk
def finance(request: DeskRequest) -> HttpResponseBase:
    """Finance: what is on the accounts, what is still to be paid, the transactions."""
    desk = request.desk
    look = look_in(desk, desk.collection("transactions"), request.GET.dict(), "/finance/")
    forms = _forms(look)
    context = {
        "title": _("Finance"),
        "sheet": _safe_table(look, look.collection.table, "finance", forms),
        "accounts": accounts(desk),
        "figures": finance_figures(desk, desk.tallies, overdue_count(desk)),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
    }
    return render(request, "windows/finance.html", context)


@at_desk
def client(request: DeskRequest) -> HttpResponseBase:
    """The client window: the four areas, and the workflow at the foot."""
    desk = request.desk
    look = look_in(desk, desk.collection("transactions"), request.GET.dict(), "/client/")
    forms = [workflow_composer(desk, starts=look.starts)] if desk.may_write else []
    rows = _safe_table(look, WORKFLOW, "workflow", forms, workflow="true", limit=FIRST)
    tallies = desk.tallies
    context = {
        "title": _("Clients"),
        "areas": [_area(desk, link, rows.page.records, tallies) for link in areas()],
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
    rows = _safe_table(look, WORKFLOW, "workflow", forms, workflow="true")
    narrowing = _safe_chips(look)
    context = {
        "title": _("Workflow"),
        "sheet": rows,
        "tabs": [
            Tab(_words(name), look.url({**APART, **narrowed}), _is_tab(look, narrowed))
            for name, narrowed in TABS.items()
        ],
        "chips": narrowing,
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
    """The accounts by name, with their balances."""
    return list(Account.objects.of(desk.workspace).order_by("folded", "id")[:ACCOUNTS])


def _safe_table(
    look: Look, names: tuple[str, ...], region: str, forms: list[Composer], **fixed: str
) -> Sheet:
    """A table; filters that make no sense leave it whole."""
    try:
        return table(look, names, region, forms, **fixed)
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


def areas() -> list[Link]:
    """What an entry of the workflow links to and can be put together: the areas of its window."""
    links = (TRANSACTIONS.by_name[name] for name in WORKFLOW)
    return [one for one in links if isinstance(one, Link) and target_of(one).group_by]


def _area(desk: Desk, link: Link, rows: Sequence[Record], tallies: Tallies) -> Area:
    collection = desk.collection(link.to)
    grouped = collection.by_name[collection.group_by]
    assert isinstance(grouped, Choice)
    found: dict[str, list[Any]] = defaultdict(list)
    for record in _area_records(desk, collection, link, rows):
        found[grouped.value(record)].append(record)
    counts = _counts(desk, tallies.of_name(collection.slug))
    groups = [
        Group(tag(grouped.option(value)), counts[value][0], counts[value][1], found[value])
        for value, _label, _colour in grouped.among(v for v, (count, _) in counts.items() if count)
        if value != "void" or counts[value][0]
    ]
    total = sum(count for count, _ in counts.values())
    form = composer_of(desk, collection) if desk.may_write else None
    summed = collection.by_name[collection.board_sum].label
    return Area(collection, total, summed, groups, form)


def _counts(desk: Desk, tallied: dict[str, tuple[int, int]]) -> dict[str, tuple[int, str]]:
    """Count and amount per group; amounts of several currencies stand side by side."""
    counts: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[str]] = defaultdict(list)
    for key, (count, amount) in sorted(tallied.items()):
        value, _, currency = key.partition("|")
        counts[value] += count
        shown = format_money(amount, currency or desk.formats.currency, desk.formats.locale)
        amounts[value].append(shown)
    return defaultdict(lambda: (0, ""), {v: (n, " + ".join(amounts[v])) for v, n in counts.items()})


def _area_records(
    desk: Desk, collection: Collection, link: Link, rows: Sequence[Record]
) -> list[Record]:
    """First what the visible workflow links to, then the newest, so that every effect is seen."""
    linked_to = (getattr(row, link.id_column) for row in rows)
    wanted: list[UUID] = list(dict.fromkeys(pk for pk in linked_to if pk))
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
