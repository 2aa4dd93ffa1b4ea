"""How a page says what a bank line may be: a tag, what stands beside it, and its colour."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.finance.sorting.proposals import proposal as kinds
from freelancer_os.finance.sorting.proposals.proposal import Proposal

COLOURS = {
    kinds.INVOICE: "green",
    kinds.INVOICES: "amber",
    kinds.PART: "amber",
    kinds.TRANSFER: "blue",
    kinds.ENTRY: "violet",
    kinds.RECURRING: "violet",
}


class Tagged(NamedTuple):
    """A tag with its colour, and what stands beside it ("" for nothing)."""

    tag: str
    colour: str
    beside: str


def tagged(one: Proposal) -> Tagged:
    """The words of a proposal."""
    tag, beside = one.title, ""
    if one.kind in {kinds.INVOICE, kinds.INVOICES, kinds.PART}:
        number, _dot, beside = one.title.partition(" · ")
        tag = _("Pays {invoice}").format(invoice=number)
    elif one.kind == kinds.TRANSFER:
        tag, beside = _("Transfer"), one.title
    elif one.kind == kinds.RECURRING:
        tag, beside = _("Recurring"), one.title
    elif one.kind == kinds.ENTRY:
        tag, beside = _("Entered by hand"), one.title
    return Tagged(tag, COLOURS.get(one.kind, "stone"), beside)
