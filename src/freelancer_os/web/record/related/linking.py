"""The records that could be linked to a record, from the other side."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.numbers import Percent
from freelancer_os.engine.query.listing import filtered
from freelancer_os.web.cells.kinds import show
from freelancer_os.web.cells.targets import OFFERED

BESIDE = 3  # columns of its small table that tell one offered record from another


def loose(
    other: Collection, one: Link | Links, target: Record, text: str, formats: Formats
) -> SafeString:
    """The list of records that are not linked by this field, and may be linked to `target`.

    Each option sends its value to the cell of its own record.
    """
    rows = filtered(other, formats, {"q": text} if text.strip() else {})
    rows = (
        rows.filter(one.is_empty(formats))
        if isinstance(one, Link)
        else rows.exclude(pk__in=one.through.holders(formats.workspace, one.target, [target.pk]))
    )
    if one.joins is not None:
        rows = one.joins(rows, target)
    drawn = "".join(
        _option(other, one, row, target, formats) for row in rows.order_by("-id")[:OFFERED]
    )
    words = _("Nothing fits.") if text.strip() else _("None is left to link.")
    drawn = drawn or f'<p class="mut">{escape(words)}</p>'
    return mark_safe(f'<div role="listbox">{drawn}</div>')


def _option(
    other: Collection, one: Link | Links, row: Record, target: Record, formats: Formats
) -> str:
    value = one.toggled(row, target, formats) if isinstance(one, Links) else str(target.pk)
    return (
        f'<div role="option" aria-selected="false" data-value="{value}"'
        f' data-opened="{escape(one.raw(row, formats))}"'
        f' data-address="/{other.slug}/{row.pk}/cell/{one.name}/">'
        f"<span>{escape(str(row))}</span> {_beside(other, row, formats)}</div>"
    )


def _beside(other: Collection, row: Record, formats: Formats) -> str:
    title = str(row)
    shown = [_words(one, row, formats) for one in other.titles(other.small)[:BESIDE]]
    return f'<span class="num mut">{" ".join(s for s in shown if s and s != escape(title))}</span>'


def _words(one: Field, row: Record, formats: Formats) -> str:
    if isinstance(one, Percent) or one.value(row) in (None, ""):
        return ""
    return show(one, row, formats)
