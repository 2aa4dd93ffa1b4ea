"""The lines of an invoice: as a table, how more come onto it, what they come to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.money import show_percent
from freelancer_os.core.values.scaled import show_hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.finance.entries.billed import IN_ORDER
from freelancer_os.finance.invoices.billed_time import unbilled_of
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.invoicing.document.document import Document
from freelancer_os.web.cells.drawing import table
from freelancer_os.web.record.actions.actions import Button
from freelancer_os.web.record.opened import Opened
from freelancer_os.web.shell.access import Desk

MOST = 200  # lines that are drawn
UNLINKED = 99  # entries that are counted
FETCHING = {"hours", "price", "project"}  # the actions that bring lines
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
    is on none yet, with its count as text, actions that fetch some, and the hours that are
    unbilled."""

    slot: str
    new: str
    loose: str
    unlinked: str
    actions: list[Button]
    hours: str


def table_of(desk: Desk, found: Opened) -> SafeString:
    """The lines, each cell editable; a column for discounts once there is one."""
    other = desk.collection("transactions")
    rows = other.rows(desk.workspace, set(DISCOUNTED)).filter(invoice=found.record.pk)
    drawn = rows.order_by(*IN_ORDER)[:MOST]
    is_cheaper = any(line.discount_percent for line in drawn)
    return table(
        other,
        DISCOUNTED if is_cheaper else LINES,
        drawn,
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
        hours=_hours(desk, invoice),
    )


def _hours(desk: Desk, invoice: Record) -> str:
    """The hours of the client that are not billed yet, "6.5 h"; "" where none can be taken."""
    assert isinstance(invoice, Invoice)
    if invoice.status != Invoice.Status.DRAFT or invoice.client is None:
        return ""
    found = unbilled_of(invoice.client, desk.formats.today)
    return _("{hours} h").format(hours=show_hours(found, desk.formats.locale)) if found else ""


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
    if document.is_overpaid:
        return [*found, Sum(_("Kept as a credit"), money(-document.to_pay))]
    return [*found, Sum(_("To pay"), money(document.to_pay), whole)]
