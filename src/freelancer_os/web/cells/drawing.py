"""Records as HTML: the rows of tables, and cells that stand alone.

In a table a cell says only what no other place does. Its record is that of its row (whose id ends
with the record's), its field, label and kind are those of its column: `frontend/js/cells/place.js`.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Text
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.registry import collections
from freelancer_os.web.cells.in_short import Short, in_short, is_naming
from freelancer_os.web.cells.kinds import NOTHING, Draw, badge, drawing

PICK = '<td class="cell-pick"></td>'


def table(
    collection: Collection,
    names: tuple[str, ...],
    records: Iterable[Record],
    formats: Formats,
    *,
    region: str,
    may_write: bool,
) -> SafeString:
    """A small table on a page; `region` begins the ids of its rows."""
    fields = collection.titles(names)
    role = ' role="grid"' if may_write else ""
    head = "".join(
        f'<th class="cell-{one.kind}" scope="col" {column(one)}>{escape(one.label)}</th>'
        for one in fields
    )
    row = row_drawing(collection, fields, formats, region=region, may_write=may_write)
    return mark_safe(
        f'<div class="sheet"><table class="grid cards"{role} data-slug="{collection.slug}" '
        f'aria-label="{escape(collection.title)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(map(row, records))}</tbody></table></div>"
    )


def column(one: Field) -> str:
    """What the head of a column says for all of its cells."""
    more = f"{_ending(one)}{_offering(one)}"
    return f'data-field="{one.name}" data-label="{escape(one.label)}"{more}'


def _offering(one: Field) -> str:
    """What a rate says of which some are known: its editor offers them."""
    return " data-offers" if isinstance(one, Rate) and one.known is not None else ""


def _ending(one: Field) -> str:
    """What a date says that ends what another field begins."""
    after = one.after if isinstance(one, Day | Instant) else ""
    return f' data-after="{after}"' if after else ""


def row_drawing(
    collection: Collection,
    fields: Sequence[Field],
    formats: Formats,
    *,
    region: str,
    may_write: bool,
    is_picked: bool = False,
) -> Draw:
    """What draws a row; the column that names the record carries the link to it.

    In a list whose rows are picked, a row begins with the place of its box, which the browser
    makes, and the first column stays in sight.
    """
    named = next((f for f in fields if is_naming(collection, f)), fields[0])
    short = in_short(collection, fields, named, is_small=not is_picked)
    cells = [
        _cell(
            collection,
            one,
            formats,
            may_write=may_write,
            attributes=_attributes(
                one,
                named=one is named,
                stick=is_picked and not place,
                short=short.get(one.name),
            ),
            named=one is named,
        )
        for place, one in enumerate(fields)
    ]
    pick = PICK if is_picked and may_write else ""
    return lambda record: (
        f'<tr id="{region}-{record.pk}">{pick}{"".join([cell(record) for cell in cells])}</tr>'
    )


def _attributes(
    one: Field, *, named: bool = False, stick: bool = False, short: Short | None = None
) -> str:
    """The classes of a cell, and what a phone calls it."""
    classes = f"cell cell-{one.kind}{' cell-name' if named else ''}{' stick' if stick else ''}"
    if short is None:
        return f'class="{classes}"'
    label = f' data-short="{escape(short.label)}"' if short.label else ""
    return f'class="{classes} s-{short.sort}"{label}'


def _cell(
    collection: Collection,
    one: Field,
    formats: Formats,
    *,
    may_write: bool,
    attributes: str,
    named: bool,
) -> Draw:
    """What draws a cell of a table, editable unless the field is read-only or nobody may write."""
    content, more = _content(collection, one, formats, named=named)
    if not may_write or one.read_only or not one.in_cells:
        return lambda record: f"<td {attributes}>{content(record) or NOTHING}{more(record)}</td>"
    if isinstance(one, Link | Links) and not named:  # the ways to its targets say what it holds
        return lambda record: (
            f'<td {attributes} tabindex="0">{content(record) or NOTHING}{more(record)}</td>'
        )

    def drawn(record: Record) -> str:
        shown, raw = content(record), escape(one.raw(record, formats))
        held = "" if raw == shown else f' data-raw="{raw}"'
        return f'<td {attributes}{held} tabindex="0">{shown or NOTHING}{more(record)}</td>'

    return drawn


def cell(
    collection: Collection,
    one: Field,
    record: Record,
    formats: Formats,
    *,
    region: str,
    may_write: bool,
    tag: str = "td",
) -> SafeString:
    """A cell that stands alone, and therefore says itself what it is and where it is saved."""
    content, more = _content(collection, one, formats, named=False)
    place = f' id="{region}-{record.pk}-{one.name}"'
    if may_write and not one.read_only and one.in_cells:
        place += (
            f' data-cell="/{collection.slug}/{record.pk}/cell/{one.name}/" data-kind="{one.kind}"'
            f' data-raw="{escape(one.raw(record, formats))}"'
            f' data-label="{escape(_named(one, record))}"{_ending(one)}{_offering(one)}'
            ' tabindex="0"'
        )
    shown = f"{content(record) or NOTHING}{more(record)}"
    return mark_safe(f"<{tag} {_attributes(one)}{place}>{shown}</{tag}>")


def _content(
    collection: Collection, one: Field, formats: Formats, *, named: bool
) -> tuple[Draw, Draw]:
    """What draws the value in a cell, and what draws the ways that stand beside it."""
    draw = drawing(one, formats)
    if named:
        way = _way(collection)
        if isinstance(one, Text):  # what has no name of its own is called something
            return lambda record: draw(record) or escape(str(record)), way
        return draw, way
    if isinstance(one, Link):
        return _linked(one, formats), _way_along(one)
    if isinstance(one, Links):
        return _several(one, draw), _nothing
    if isinstance(one, Money | Hours) and one.why:
        return why_drawing(collection, one, formats), _nothing
    return draw, _nothing


def _nothing(record: Record) -> str:
    return ""


def why_drawing(
    collection: Collection, one: Field, formats: Formats, *, classes: str = "why"
) -> Draw:
    """What draws a total as a link to the entries that add up to it."""
    draw, field, name = drawing(one, formats), escape(one.label), one.name
    label, link = escape(_("{field} of {record}: why")), f'<a class="{classes}" href="'

    def drawn(record: Record) -> str:
        shown = draw(record) or NOTHING
        words = label.format(field=field, record=escape(str(record)))
        address = f"/{collection.slug}/{record.pk}/why/{name}/"
        return f'{link}{address}" aria-label="{words}: {shown}">{shown}</a>'

    return drawn


def _linked(one: Link, formats: Formats) -> Draw:
    """The name of a target with its badge, unless that says the same."""
    to, held = collections.get(one.to), one.id_column
    if one.colour:
        return drawing(one, formats)
    tagged = badge(to.by_name[one.badge], formats) if one.badge and to else _nothing

    def drawn(record: Record) -> str:
        if getattr(record, held) is None:
            return escape(one.gone(record))
        target = one.value(record)
        name, tag = escape(str(target)), tagged(target)
        is_name = f">{name}<" in tag  # a draft without a number is called Draft
        return tag if is_name else f"{name} {tag}" if tag else name

    return drawn


def _way_along(one: Link) -> Draw:
    to = collections.get(one.to)
    if to is None:
        return _nothing
    way, held = _way(to), one.id_column
    return lambda record: way(one.value(record)) if getattr(record, held) is not None else ""


def _several(one: Links, draw: Draw) -> Draw:
    to = collections.get(one.to)
    if to is None:
        return draw
    way = _way(to)
    return lambda record: ", ".join(
        f'<span class="rel">{escape(str(target))}</span>{way(target)}'
        for target in one.value(record)
    )


def _way(collection: Collection) -> Callable[[Record], str]:
    """The link that opens a record: the empty one in a cell, whose arrow the style sheet draws."""
    address = f'<a href="/{collection.slug}/'
    label = escape(_("Open {record}"))
    return lambda record: (
        f'{address}{record.pk}/" aria-label="{label.format(record=escape(str(record)))}"></a>'
    )


def _named(one: Field, record: Record) -> str:
    return _("{field} of {record}").format(field=one.label, record=record)
