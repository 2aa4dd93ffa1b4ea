"""The lines of an invoice: as a table, how more come onto it, what they come to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.money import show_percent
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.query.listing import read_page
from freelancer_os.finance.models import Transaction
from freelancer_os.invoicing.document.document import Document
from freelancer_os.web.cells.drawing import table
from freelancer_os.web.record.actions.actions import Button
from freelancer_os.web.record.opened import Opened
from freelancer_os.web.shell.access import Desk

MOST = 200  # lines that are drawn
UNLINKED = 99  # entries that are counted
FETCHING = {"hours", "price"}  # the actions that bring lines
PLACES = 4  # decimals of a rate
LINES = ("description", "quantity", "unit", "unit_price", "tax_rate", "net")
DISCOUNTED = (*LINES[:4], "discount_percent", *LINES[4:])


@dataclass(frozen=True)
class Sum:
    """One amount: its label, and the total whose entries it leads to, "" for none."""

    label: str
    amount: str
    why: str = ""


@dataclass(frozen=True)
class Ways:
    """How lines come onto an invoice: the form of a new one and its place, the list of income that
    is on none yet, with its count as text, and actions that fetch some."""

    slot: str
    new: str
    loose: str
    unlinked: str
    actions: list[Button]


def drawn(desk: Desk, found: Opened) -> SafeString:
    """The lines, each cell editable; a column for discounts once there is one."""
    other = desk.collection("transactions")
    query = {"invoice": str(found.record.pk), "limit": str(MOST)}
    page = read_page(other, desk.formats, query, order="position", shown=DISCOUNTED)
    is_cheaper = any(line.discount_percent for line in page.records)
    return table(
        other,
        DISCOUNTED if is_cheaper else LINES,
        page.records,
        desk.formats,
        region="line",
        may_write=desk.may_write,
    )


def ways(desk: Desk, found: Opened) -> Ways:
    """How lines come onto the invoice."""
    lines, invoice = desk.collection("transactions"), found.record
    query = urlencode({"invoice": invoice.pk})
    link = lines.by_name["invoice"]
    assert isinstance(link, Link) and link.joins is not None
    rows = Transaction.objects.of(desk.workspace).filter(invoice=None)
    loose = link.joins(rows, invoice)[: UNLINKED + 1].count()
    return Ways(
        slot=f"invoice-new-{invoice.pk}",
        new=f"/{lines.slug}/new/?{query}",
        loose=f"/{lines.slug}/loose/{link.name}/{invoice.pk}/",
        unlinked=f"{UNLINKED}+" if loose > UNLINKED else str(loose or ""),
        actions=[one for one in found.doable if one.action.verb in FETCHING],
    )


def sums(document: Document, desk: Desk) -> list[Sum]:
    """What the lines come to, and last what is to be paid."""
    locale = desk.formats.locale

    def money(minor: int) -> str:
        return format_money(minor, document.currency, locale)

    found = [Sum(_("Net"), money(document.net), "net")]
    for tax in document.taxes:
        rate = show_percent(tax.rate, PLACES, locale)
        label = _("Tax {rate} on {net}").format(rate=rate, net=money(tax.net))
        found.append(Sum(label, money(tax.tax), "tax"))
    if document.withheld or document.paid:
        found.append(Sum(_("Total"), money(document.total), "total"))
    if document.withheld:
        found.append(Sum(_("Withheld"), money(-document.withheld)))
    if document.paid:
        found.append(Sum(_("Paid"), money(-document.paid), "paid"))
    whole = "" if document.withheld or document.paid else "total"
    return [*found, Sum(_("To pay"), money(document.to_pay), whole)]
