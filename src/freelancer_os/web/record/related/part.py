"""A small table of an opened record: what links to it by one field of a collection."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.relations import Relation
from freelancer_os.finance.models import Category
from freelancer_os.web.cells.drawing import table
from freelancer_os.web.cells.in_short import is_naming
from freelancer_os.web.shell.access import Desk

SHOWN = 10  # rows of a small table


@dataclass(frozen=True)
class Past:
    """The last appointments before today, and where all of them are listed."""

    html: SafeString
    count: str
    url: str
    has_more: bool


@dataclass(frozen=True)
class Part:
    """The records that link to the opened one: a small table, and the ways to add to it.

    `by` is the field that links, where the collection could link in several ways, or to itself.
    Of appointments it has those to come, and apart from them those that are `past`.
    `new` is the address of the form that makes one, which is drawn in the element `slot`; `loose`
    that of the list of those that could be linked.
    """

    slot: str
    collection: Collection
    by: str
    html: SafeString
    is_empty: bool
    count: str
    url: str
    has_more: bool
    new: str
    new_label: str
    loose: str
    past: Past | None = None


def part(desk: Desk, relation: Relation, found: Record, region: str) -> Part:
    """The small table of one relation of a record."""
    other = desk.collection(relation.slug)
    link: Field = other.by_name[relation.field]
    name = f"{region}-{other.slug}-{link.name}"
    query = {link.name: str(found.pk), "limit": str(SHOWN)}
    if other.is_timed:
        query["date_from"] = desk.formats.today.isoformat()
    page = read_page(
        other,
        desk.formats,
        query,
        order=other.on if other.is_timed else other.order,
        shown=_shown(other),
    )
    may_add = desk.may_write and bool(other.composer)
    return Part(
        slot=f"{name}-{found.pk}",
        collection=other,
        by=link.label if _is_one_of_several(other, link) else "",
        html=table(
            other, other.small, page.records, desk.formats, region=name, may_write=desk.may_write
        ),
        is_empty=not page.records,
        count=desk.formats.count(page.count),
        url=f"/{other.slug}/?{urlencode({link.name: found.pk})}",
        has_more=page.cursor is not None,
        new=f"/{other.slug}/new/?{urlencode({link.name: found.pk})}" if may_add else "",
        new_label=_new_label(other, found),
        loose=f"/{other.slug}/loose/{link.name}/{found.pk}/" if may_add else "",
        past=_past(desk, other, {link.name: str(found.pk)}, name) if other.is_timed else None,
    )


def _is_one_of_several(other: Collection, link: Field) -> bool:
    """Whether the name of the collection does not say how its records are linked."""
    target = getattr(link, "to", "")
    ways = [one for one in other.pointing if one.to == target]
    return len(ways) > 1 or target == other.slug


def _past(desk: Desk, other: Collection, linked: dict[str, str], name: str) -> Past | None:
    """The appointments before today, the last one first; None where there is none."""
    query = {**linked, "date_to": (desk.formats.today - timedelta(days=1)).isoformat()}
    order = f"-{other.on}"
    limited = {**query, "limit": str(SHOWN)}
    page = read_page(other, desk.formats, limited, order=order, shown=_shown(other))
    if not page.records:
        return None
    region = f"{name}-past"
    return Past(
        html=table(
            other, other.small, page.records, desk.formats, region=region, may_write=desk.may_write
        ),
        count=desk.formats.count(page.count),
        url=f"/{other.slug}/?{urlencode({'view': 'table', **query, 'order': order})}",
        has_more=page.cursor is not None,
    )


def _shown(other: Collection) -> Container[str] | None:
    """The fields of a small table; None where its records are called by their links."""
    return other.small if any(is_naming(other, one) for one in other.fields) else None


def _new_label(other: Collection, found: Record) -> str:
    is_expense = isinstance(found, Category) and found.kind == "expense"
    return _("Add expense") if is_expense else other.label
