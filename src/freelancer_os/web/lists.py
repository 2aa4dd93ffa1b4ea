"""The page of a collection, and the tables that other pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from freelancer_os.core.models import TallyRow
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.linking import Link
from freelancer_os.engine.many import Links
from freelancer_os.engine.writing import messages_of
from freelancer_os.web.access import Desk, at_desk
from freelancer_os.web.boards import BoardSheet, board
from freelancer_os.web.calendars import CalendarSheet, calendar
from freelancer_os.web.cells import create
from freelancer_os.web.composers import Composer, composers_of
from freelancer_os.web.galleries import GallerySheet, gallery
from freelancer_os.web.layouts import ways
from freelancer_os.web.sheets import Sheet, sheet
from freelancer_os.web.views import Look, kept, look, narrowings, saved_tabs

NOTHING: Mapping[str, str] = {}
PAGE_ONLY = {"view", "compose", "month", "week", "peek"}


@dataclass(frozen=True)
class Tab:
    """One view of a list."""

    label: str
    url: str
    count: int | None
    is_current: bool


def query_of(request: Any) -> dict[str, str]:
    """The list parameters of an address, without those of the page itself."""
    return {n: v for n, v in request.GET.items() if n not in PAGE_ONLY and v}


def listing(request: Any, slug: str) -> HttpResponseBase:
    """`GET` the page of a collection, `POST` a new record."""
    return create(request, slug) if request.method == "POST" else show(request, slug)


@at_desk
def show(request: Any, slug: str) -> HttpResponseBase:
    """The records of a collection in one of its layouts, or as a saved view has them."""
    desk = request.desk
    collection = desk.collection(slug)
    if not collection.has_page:
        raise Http404("There is no such page.")
    here = {"view": "table", **request.GET.dict()}
    here = {name: value for name, value in here.items() if name in PAGE_ONLY and value}
    seen = look(desk, collection, here.get("view", "table"), query_of(request))
    layout, query = seen.layout, seen.query
    address, status, problem = f"/{slug}/", 200, ""
    forms = composers(desk, collection, query)
    try:
        found = _laid_out(desk, collection, layout, query, here, forms)
    except ValidationError as error:
        problem = " ".join(s for lines in messages_of(error).values() for s in lines)
        found = _laid_out(desk, collection, layout, {}, {}, forms)
        query, status = {}, 422
    context = {
        "collection": collection,
        "layout": layout,
        "title": collection.title,
        "sheet": found,
        "query": query,
        "kept": kept(query),
        "tabs": [
            *tabs(desk, collection, {} if seen.view else query, _staying(layout, here)),
            *_saved(desk, collection, seen),
        ],
        "chips": chips(desk, collection, query, address, _staying(layout, here)),
        "ways": ways(collection, layout, query),
        "narrowings": narrowings(desk, collection, query),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
        "problem": problem,
        "is_filtered": bool(query.keys() - {"order", "cursor"}),
    }
    return render(request, "collection.html", context, status=status)


def _laid_out(
    desk: Desk,
    collection: Collection,
    layout: str,
    query: dict[str, str],
    here: dict[str, str],
    forms: list[Composer],
) -> Sheet | BoardSheet | CalendarSheet | GallerySheet:
    """What a query leaves, in one of the collection's layouts."""
    if layout == "board":
        return board(desk, collection, query)
    if layout == "calendar":
        return calendar(desk, collection, query, here)
    if layout == "gallery":
        return gallery(desk, collection, query, here)
    address, adds = f"/{collection.slug}/", forms[0] if forms else None
    region = collection.slug
    return sheet(
        desk, collection, collection.table, query, region=region, address=address, adds=adds
    )


def _staying(layout: str, here: dict[str, str]) -> dict[str, str]:
    """The part of the address that a changed filter keeps; one column alone is no board."""
    span = {name: value for name, value in here.items() if name in {"month", "week"}}
    return {} if layout in {"table", "board"} else {"view": layout, **span}


def _saved(desk: Desk, collection: Collection, seen: Look) -> list[Tab]:
    return [
        Tab(name, address, None, seen.view == view)
        for name, address, view in saved_tabs(desk, collection)
    ]


def composers(desk: Desk, collection: Collection, query: dict[str, str]) -> list[Composer]:
    """The forms that make records of a collection, for those who may write.

    In a list of the meetings of a client, they make meetings of that client.
    """
    return composers_of(desk, collection, query) if desk.may_write else []


def tabs(
    desk: Desk, collection: Collection, query: dict[str, str], staying: Mapping[str, str] = NOTHING
) -> list[Tab]:
    """All, and one per value of the field by which the collection is grouped."""
    grouped = collection.by_name.get(collection.group_by)
    if not isinstance(grouped, Choice):
        return []
    address, current = f"/{collection.slug}/", query.get(grouped.name, "")
    counts = tally(desk, collection.slug)
    used = [key.split("|")[0] for key, row in counts.items() if row.count]
    whole = f"{address}?{urlencode(staying)}" if staying else address
    found = [Tab("All", whole, None, not current)]
    for value, label, _ in grouped.among(used):
        here = f"{address}?{urlencode({**staying, grouped.name: value})}"
        count = sum(row.count for key, row in counts.items() if key.split("|")[0] == value)
        found.append(Tab(label, here, count, current == value))
    return found


def tally(desk: Desk, name: str) -> dict[str, TallyRow]:
    """The stored counts and sums of one name, by key."""
    rows = TallyRow.objects.filter(workspace=desk.workspace, name=name)
    return {row.key: row for row in rows}


def chips(
    desk: Desk,
    collection: Collection,
    query: dict[str, str],
    address: str,
    staying: Mapping[str, str] = NOTHING,
) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    found = []
    for name, value in query.items():
        if name in {"order", "cursor", "limit"} or name == collection.group_by:
            continue
        rest = {n: v for n, v in query.items() if n not in {name, "cursor"}} | {**staying}
        one = collection.by_name.get(name)
        label = one.label if one is not None else name.replace("_", " ").capitalize()
        shown = _shown(desk, one, value)
        found.append({"label": label, "value": shown, "url": f"{address}?{urlencode(rest)}"})
    return found


def _shown(desk: Desk, one: Any, value: str) -> str:
    if isinstance(one, Link | Links) and value != "none":
        target = one.model.objects.of(desk.workspace).filter(pk=value).first()
        return str(target) if target is not None else "unknown"
    return {"true": "yes", "false": "no"}.get(value, value)
