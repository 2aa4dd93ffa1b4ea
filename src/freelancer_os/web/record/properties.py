"""The properties of an opened record: their names, and their cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.collections.money.repeats.recurring_lines import TemplateLines
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.query.why import counted
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.units import UnitCode
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.web.cells.drawing import cell
from freelancer_os.web.cells.kinds import drawing, show
from freelancer_os.web.properties.own import head
from freelancer_os.web.shell.access import Desk

FEW = 3  # fewer empty ones are not worth being folded away


@dataclass(frozen=True)
class Properties:
    """The rows of the properties, and those that are empty or say nothing new."""

    shown: list[SafeString]
    empty: list[SafeString]


def properties(desk: Desk, collection: Collection, found: Record, region: str) -> Properties:
    """Every field but the title and the note, which stand by themselves."""
    fields = list(told_of(collection, found))
    seldom = [one for one in fields if _is_seldom(desk, collection, one, found)]
    seldom = seldom if len(seldom) >= FEW else []
    rows = {one.name: row(desk, collection, one, found, region) for one in fields}
    names = {one.name for one in seldom}
    return Properties(
        [row for name, row in rows.items() if name not in names],
        [row for name, row in rows.items() if name in names],
    )


def title_of(collection: Collection) -> Field | None:
    """The field that names a record, if one does and it is written."""
    column = getattr(collection.model, "title_column", "number")
    return next((f for f in collection.fields if f.attribute == column and not f.read_only), None)


def told_of(collection: Collection, found: Record) -> Iterator[Field]:
    """Those that are told nowhere else; that a record is in use goes without saying."""
    title = title_of(collection)
    for one in collection.fields:
        is_told = one is title or one.name == collection.body
        is_told = is_told or isinstance(one, TemplateLines)
        is_told = is_told or (one.name == "archived" and not one.value(found))
        if not is_told and not (isinstance(one, Currency) and one.read_only):
            yield one


def _is_seldom(desk: Desk, collection: Collection, one: Field, found: Record) -> bool:
    """Whether a field is empty, and neither of the workspace's making nor asked for elsewhere."""
    usual = {*collection.table, *collection.composer, *collection.on_card}
    is_asked = one.is_own or one.name in usual or (isinstance(one, Link) and _carries_links(found))
    if _repeats(one, found):
        return True
    return not is_asked and not drawing(one, desk.formats)(found)


def _repeats(one: Field, found: Record) -> bool:
    """Whether a figure of an entry or an invoice says nothing, or only another one again."""
    repeats: dict[str, bool] = {}
    if isinstance(found, Transaction):
        repeats = {
            "quantity": found.quantity == ONE,
            "unit": found.quantity == ONE and found.unit == UnitCode.PIECE,
            "unit_price": found.quantity == ONE and not found.discount_percent,
            "discount_percent": not found.discount_percent,
            "net": found.net == found.amount,
            "tax": not found.tax and not found.tax_rate,
        }
    elif isinstance(found, Invoice):
        repeats = {
            "kind": found.kind == InvoiceKind.INVOICE,
            "discount": not found.discount,
            "discount_percent": not found.discount_percent,
            "withholding_rate": not found.withholding_rate,
            "withheld": not found.withheld,
            "payable": found.payable == found.total,
        }
    return repeats.get(one.name, False)


def _carries_links(found: Record) -> bool:
    """Of the entries, only client income carries links (domain.md, "Links")."""
    return not isinstance(found, Transaction) or found.is_client_income


def row(desk: Desk, collection: Collection, one: Field, found: Record, region: str) -> SafeString:
    """A property: its name, and its cell or the way to what adds up to it."""
    if isinstance(one, Money | Hours) and one.why:
        drawn = _total(desk, collection, one, found, region)
    else:
        drawn = cell(collection, one, found, desk.formats, region=region, may_write=desk.may_write)
    label = head(collection, one, region, may_write=desk.may_write)
    return mark_safe(f'<tr><th scope="row">{label}</th>{drawn}</tr>')


def _total(
    desk: Desk, collection: Collection, one: Money | Hours, found: Record, region: str
) -> SafeString:
    """A total, as the way to the entries that add up to it."""
    shown, entries = show(one, found, desk.formats), counted(collection, found, one, desk.formats)
    mark = SafeString('<span class="directed" aria-hidden="true">▸</span>')
    count = format_html(' <span class="why-count">{} {}</span>', entries, mark) if entries else ""
    return format_html(
        '<td class="cell cell-{}" id="{}"><a class="why" href="{}"'
        ' aria-label="{}"><b>{}</b>{}</a></td>',
        one.kind,
        f"{region}-{found.pk}-{one.name}",
        f"/{collection.slug}/{found.pk}/why/{one.name}/",
        _("{field} of {record}: {amount}, {entries}").format(
            field=one.label, record=found, amount=shown, entries=entries or _("no entries")
        ),
        shown,
        count,
    )
