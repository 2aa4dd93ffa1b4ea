"""Saved views as tabs: which one is shown, and the form that keeps one more."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import Field
from freelancer_os.engine.linking import Link
from freelancer_os.engine.models import View
from freelancer_os.web.access import Desk

CHOICES = 200
SHOWN = 20


@dataclass(frozen=True)
class Look:
    """How a collection is looked at: a layout, filters and order, and the view they come from."""

    layout: str
    query: dict[str, str]
    view: View | None


@dataclass(frozen=True)
class Narrowing:
    """One input of the filter form."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]


def look(desk: Desk, collection: Collection, wanted: str, query: dict[str, str]) -> Look:
    """What `view=` asks for: a layout, or a saved view by its slug. Raises Http404."""
    if wanted in collection.layouts:
        return Look(wanted, query, None)
    found = saved(desk, collection).filter(slug=wanted).first()
    if found is None:
        raise Http404("This collection has no such layout.")
    return Look(found.layout, {**found.parameters(), **query}, found)


def saved(desk: Desk, collection: Collection) -> Any:
    """The views of a collection, by name."""
    rows = View.objects.of(desk.workspace).filter(collection=collection.slug)
    return rows.order_by("folded", "id")


def saved_tabs(desk: Desk, collection: Collection) -> list[tuple[str, str, View]]:
    """Name and address of each saved view."""
    rows = saved(desk, collection)[:SHOWN]
    return [(view.name, f"/{collection.slug}/?view={view.slug}", view) for view in rows]


def kept(query: dict[str, str]) -> str:
    """The part of a query that a view keeps."""
    return urlencode({n: v for n, v in query.items() if n not in {"cursor", "limit"}})


def narrowings(desk: Desk, collection: Collection, query: dict[str, str]) -> list[Narrowing]:
    """The inputs of the filter form: every choice and every link of the collection."""
    found = []
    for one in collection.fields:
        options = _options(desk, one)
        if options:
            found.append(Narrowing(one.name, one.label, query.get(one.name, ""), options))
    return found


def _options(desk: Desk, one: Field) -> list[tuple[str, str]]:
    if isinstance(one, Choice):
        return [(value, label) for value, label, _ in one.choices]
    if isinstance(one, Link):
        rows = one.model.objects.of(desk.workspace).order_by(one.order_column.split("__")[1], "id")
        return [("none", "None"), *((str(row.pk), str(row)) for row in rows[:CHOICES])]
    return []
