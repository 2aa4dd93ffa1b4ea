"""A record as a page of its own, and the entries behind its totals."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.amounts import format_money
from freelancer_os.core.links import links_to
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.scaled import show_hours
from freelancer_os.engine import writing
from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.drawing import cell, table
from freelancer_os.engine.listing import read_page
from freelancer_os.engine.why import Entry, Why, why
from freelancer_os.finance.models import Category
from freelancer_os.web.access import Desk, at_desk
from freelancer_os.web.files import files_on
from freelancer_os.web.properties import head

SHOWN = 10
RELATED = {
    "clients": ("meetings", "invoices", "projects", "services", "transactions"),
    "contacts": ("meetings",),
    "projects": ("services", "transactions", "time-entries"),
    "services": ("transactions", "time-entries"),
    "invoices": ("transactions",),
    "accounts": ("payments",),
    "categories": ("transactions",),
    "transactions": ("payments",),
}
AHEAD = {"meetings"}  # of these a record shows what is still to come
COLUMNS = {
    "invoices": ("number", "status", "due_date", "total"),
    "projects": ("name", "status", "completion"),
    "services": ("name", "status", "income"),
    "transactions": ("date", "description", "amount", "account"),
    "payments": ("date", "transaction", "account", "amount"),
    "time-entries": ("date", "note", "hours"),
    "meetings": ("starts_at", "title", "medium", "priority"),
}


@at_desk
def record(request: Any, slug: str, pk: UUID) -> HttpResponseBase:
    """A record: its properties, what is linked to it, its history."""
    desk = request.desk
    collection = desk.collection(slug)
    found = writing.stored(collection, desk.workspace, pk)
    context = {
        "collection": collection,
        "record": found,
        "title": str(found),
        "rows": [_property(desk, collection, one.name, found) for one in collection.fields],
        "related": [_related(desk, collection, to, found) for to in RELATED.get(slug, ())],
        "history": _history(desk, found),
        "linked": _linked(desk, found),
        "merges": _merges(desk, found),
        "files": files_on(desk, found),
    }
    return render(request, "record.html", context)


def _property(desk: Desk, collection: Collection, name: str, found: Any) -> SafeString:
    one = collection.by_name[name]
    drawn = cell(collection, one, found, desk.lens, region="record", may_write=desk.may_write)
    label = head(one, may_write=desk.may_write)
    return mark_safe(f'<tr><th scope="row">{label}</th>{drawn}</tr>')


def _related(desk: Desk, collection: Collection, to: str, found: Any) -> dict[str, Any]:
    other = desk.collection(to)
    link = next(one for one in other.pointing if one.to == collection.slug)
    query = {link.name: str(found.pk), "limit": str(SHOWN)}
    is_ahead = to in AHEAD
    if is_ahead:
        query["date_from"] = desk.lens.today.isoformat()
    page = read_page(other, desk.lens, query, order=other.on if is_ahead else "-id")
    form = other.composer and desk.may_write and is_ahead
    return {
        "collection": other,
        "is_empty": not page.records,
        "html": table(
            other, COLUMNS[to], page.records, desk.lens, region=f"of-{to}", may_write=False
        ),
        "url": f"/{to}/?{link.name}={found.pk}",
        "compose": f"/{to}/?{link.name}={found.pk}&compose={other.singular}" if form else "",
        "has_more": page.cursor is not None,
    }


def _history(desk: Desk, found: Any) -> list[ChangeRow]:
    rows = ChangeRow.objects.filter(workspace=desk.workspace, record_id=found.pk)
    rows = rows.filter(change__workspace=desk.workspace)
    return list(rows.select_related("change__user").order_by("-id")[:20])


def _merges(desk: Desk, found: Any) -> list[Category]:
    """The categories that a category may be merged into."""
    if not isinstance(found, Category) or found.is_client or not desk.may_write:
        return []
    rows = Category.objects.of(desk.workspace).filter(kind=found.kind).exclude(pk=found.pk)
    return list(rows.order_by("folded", "id")[:200])


def _linked(desk: Desk, found: Any) -> int:
    """How many rows link to a record, up to a hundred: what deleting it would empty."""
    count = 0
    for link in links_to(type(found)):
        source: Any = link.model
        if link.attname not in source.unlogged:
            rows = source.objects.of(desk.workspace).filter(**{link.attname: found.pk})
            count += rows[:100].count()
    return count


@at_desk
def explain(request: Any, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """Exactly the entries that add up to a total (row E5)."""
    desk = request.desk
    collection = desk.collection(slug)
    found = writing.stored(collection, desk.workspace, pk)
    behind = why(collection, found, name, desk.lens, cursor=request.GET.get("cursor"))
    context = {
        "collection": collection,
        "record": found,
        "why": behind,
        "total": _shown(desk, behind, behind.total),
        "entries": [_row(desk, behind, entry) for entry in behind.entries],
        "title": f"{behind.field.label} of {found}",
    }
    return render(request, "why.html", context)


def _row(desk: Desk, behind: Why, entry: Entry) -> dict[str, Any]:
    to = collections.get(entry.collection)
    return {"entry": entry, "amount": _shown(desk, behind, entry.amount), "collection": to}


def _shown(desk: Desk, behind: Why, amount: int) -> str:
    if behind.currency is None:
        return show_hours(amount, desk.lens.locale)
    return format_money(amount, behind.currency, desk.lens.locale)


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/", record, name="record"),
    path("<slug:slug>/<uuid:pk>/why/<slug:name>/", explain, name="why"),
]
