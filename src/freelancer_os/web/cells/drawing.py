"""Drawing records as HTML: cells, rows, tables. In Python, because a page has many cells."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import NOTHING, Field, Text
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'stroke-linejoin="round" '
    'aria-hidden="true"><path d="M7 7h10v10"/><path d="M7 17 17 7"/></svg>'
)


def table(
    collection: Collection,
    names: tuple[str, ...],
    records: list[Any],
    formats: Formats,
    *,
    region: str,
    may_write: bool,
) -> SafeString:
    """A small table on a page; `region` begins the ids of its cells."""
    fields = collection.titles(names)
    role = ' role="grid"' if may_write else ""
    head = "".join(
        f'<th class="cell-{one.kind}" scope="col">{escape(one.label)}</th>' for one in fields
    )
    body = "".join(
        row(collection, fields, r, formats, region=region, may_write=may_write) for r in records
    )
    return mark_safe(
        f'<div class="sheet"><table class="grid"{role} aria-label="{escape(collection.title)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def row(
    collection: Collection,
    fields: list[Field],
    record: Any,
    formats: Formats,
    *,
    region: str,
    may_write: bool,
) -> SafeString:
    """One row; the first title column carries the link to the record."""
    named = next((f for f in fields if is_naming(collection, f)), fields[0])
    cells = "".join(
        cell(
            collection, one, record, formats, region=region, may_write=may_write, named=one is named
        )
        for one in fields
    )
    return mark_safe(f'<tr id="{region}-{record.pk}">{cells}</tr>')


def cell(
    collection: Collection,
    one: Field,
    record: Any,
    formats: Formats,
    *,
    region: str,
    may_write: bool,
    named: bool = False,
    stick: bool = False,
    tag: str = "td",
) -> SafeString:
    """One cell, editable in place unless the field is read-only or the person may not write."""
    content = _content(collection, one, record, formats, named)
    classes = f"cell cell-{one.kind}{' cell-name' if named else ''}{' stick' if stick else ''}"
    place = f' id="{region}-{record.pk}-{one.name}"'
    if may_write and not one.read_only:
        place += (
            f' data-cell="/{collection.slug}/{record.pk}/cell/{one.name}/" data-kind="{one.kind}"'
            f' data-raw="{escape(one.raw(record, formats))}"'
            f' data-label="{escape(f"{one.label} of {record}")}" tabindex="0"'
        )
    head = f' data-head="{escape(one.label)}"'
    return mark_safe(f'<{tag} class="{classes}"{place}{head}>{content}</{tag}>')


def _content(
    collection: Collection, one: Field, record: Any, formats: Formats, named: bool
) -> SafeString:
    shown = one.show(record, formats)
    if named:
        if isinstance(one, Text) and shown == NOTHING:
            shown = escape(str(record))
        return mark_safe(shown + _open(collection, record))
    if isinstance(one, Link) and getattr(record, one.id_column) is not None:
        return _link(one, record, formats, shown)
    if isinstance(one, Links):
        return _links(one, record, shown)
    if isinstance(one, Money | Hours) and one.why:
        return why_link(collection, one, record, formats)
    return shown


def why_link(collection: Collection, one: Field, record: Any, formats: Formats) -> SafeString:
    """A total as a link to the entries that add up to it."""
    address = f"/{collection.slug}/{record.pk}/why/{one.name}/"
    label = escape(f"{one.label} of {record}: why")
    shown = one.show(record, formats)
    return mark_safe(f'<a class="why" href="{address}" aria-label="{label}: {shown}">{shown}</a>')


def _link(one: Link, record: Any, formats: Formats, shown: SafeString) -> SafeString:
    target = one.value(record)
    to = collections.get(one.to)
    if one.badge and to is not None:
        tag = to.by_name[one.badge].show(target, formats)
        is_name = f">{escape(str(target))}<" in tag  # a draft without a number is called Draft
        shown = tag if is_name else mark_safe(f"{shown} {tag}")
    opening = _open(to, target) if to is not None else ""
    return mark_safe(f"{shown}{opening}")


def _links(one: Links, record: Any, shown: SafeString) -> SafeString:
    to, targets = collections.get(one.to), one.value(record)
    if to is None or not targets:
        return shown
    return mark_safe(
        ", ".join(f'<span class="rel">{escape(str(t))}</span>{_open(to, t)}' for t in targets)
    )


def _open(collection: Collection, record: Any) -> SafeString:
    label = escape(f"Open {record}")
    address = f"/{collection.slug}/{record.pk}/"
    return mark_safe(f' <a class="open" href="{address}" aria-label="{label}">{OPEN}</a>')


def is_naming(collection: Collection, one: Field) -> bool:
    """Whether a field says what the record is called."""
    return one.attribute in {getattr(collection.model, "title_column", "number"), "number"}
