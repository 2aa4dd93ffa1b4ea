"""What links to a record: the collections of it, and the records that could be linked to it."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.fields import Field
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.linking import Link
from freelancer_os.engine.listing import filtered
from freelancer_os.engine.many import Links
from freelancer_os.engine.numbers import Percent
from freelancer_os.engine.offers import OFFERED

BESIDE = 3  # columns of its small table that tell one offered record from another


@dataclass(frozen=True)
class Relation:
    """The slug of a collection, and the field by which its records link to those of another."""

    slug: str
    field: str


def relations(collection: Collection) -> list[Relation]:
    """What links to the records of a collection, in the order of the menus.

    Links that follow from other columns, such as the account of an entry, are told by what they
    follow from.
    """
    return [
        Relation(other.slug, one.name)
        for other in collections
        if other.small
        for one in other.pointing
        if one.to == collection.slug and not _follows(other, one)
    ]


def _follows(other: Collection, one: Link | Links) -> bool:
    return isinstance(one, Link) and one.id_column in other.model.unlogged


def loose(other: Collection, one: Link | Links, target: Any, text: str, lens: Lens) -> SafeString:
    """The list of records that are not linked by this field, and may be linked to `target`.

    Each option sends its value to the cell of its own record.
    """
    rows = filtered(other, lens, {"q": text} if text.strip() else {})
    rows = (
        rows.filter(one.lookup("none", lens))
        if isinstance(one, Link)
        else rows.exclude(pk__in=one.through.holders(lens.workspace, one.target, [target.pk]))
    )
    if one.joins is not None:
        rows = one.joins(rows, target)
    drawn = "".join(
        _option(other, one, row, target, lens) for row in rows.order_by("-id")[:OFFERED]
    )
    words = "Nothing fits." if text.strip() else f"No {other.plural} are left to link."
    drawn = drawn or f'<p class="mut">{escape(words)}</p>'
    return mark_safe(f'<div role="listbox">{drawn}</div>')


def _option(other: Collection, one: Link | Links, row: Any, target: Any, lens: Lens) -> str:
    value = one.toggled(row, target, lens) if isinstance(one, Links) else str(target.pk)
    return (
        f'<div role="option" aria-selected="false" data-value="{value}"'
        f' data-opened="{escape(one.raw(row, lens))}"'
        f' data-address="/{other.slug}/{row.pk}/cell/{one.name}/">'
        f"<span>{escape(str(row))}</span> {_beside(other, row, lens)}</div>"
    )


def _beside(other: Collection, row: Any, lens: Lens) -> str:
    title = str(row)
    shown = [_words(one, row, lens) for one in other.titles(other.small)[:BESIDE]]
    return f'<span class="num mut">{" ".join(s for s in shown if s and s != escape(title))}</span>'


def _words(one: Field, row: Any, lens: Lens) -> str:
    if isinstance(one, Percent) or one.value(row) in (None, ""):
        return ""
    return mark_safe(one.show(row, lens))
