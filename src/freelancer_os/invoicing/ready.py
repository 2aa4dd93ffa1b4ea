"""What an invoice lacks before it is sent: warnings, each with the place where it is mended.

Only an invoice without a line cannot be sent. What the law asks for stands in Article 226 of
Directive 2006/112/EC: both parties' names and addresses, the seller's tax number, and the buyer's
where the buyer owes the tax.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.finance.invoices.addresses import missing_in
from freelancer_os.invoicing.document.document import Document

LETTERHEAD = "/settings/#letterhead"
ACCOUNTS = "/accounts/"
BUYER_OWES = {"AE", "K"}  # UNCL 5305: reverse charge, supply within the European Union


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: a sentence, and the address where it is put right, if not here."""

    sentence: str
    at: str = ""
    is_needed: bool = False


def lacking(document: Document, client_address: str) -> list[Lack]:
    """All that is missing, what keeps it from being sent first; empty once it is ready.

    `client_address` is that of the client's page, "" without a client.
    """
    found = [
        *_of_lines(document),
        *_of_seller(document),
        *_of_buyer(document, client_address),
        *_of_payment(document),
    ]
    return sorted(found, key=lambda lack: not lack.is_needed)


def _of_lines(document: Document) -> Iterator[Lack]:
    if not document.lines:
        yield Lack(_("It has no line yet."), is_needed=True)
    for tax in document.taxes:
        if not tax.rate and not tax.reason:
            yield Lack(_("A line without tax does not say why."))
            return


def _of_seller(document: Document) -> Iterator[Lack]:
    if missing_in(document.seller):
        yield Lack(_("Your own address is not complete."), LETTERHEAD)
    if not document.seller.tax_id:
        yield Lack(_("Your tax number is missing."), LETTERHEAD)


def _of_buyer(document: Document, client_address: str) -> Iterator[Lack]:
    if not client_address and not document.buyer.name:
        yield Lack(_("It has no client yet."))
        return
    if missing_in(document.buyer):
        sentence = _("The address of {client} is not complete.")
        yield Lack(sentence.format(client=document.buyer.name), client_address)
    if _owes_tax(document) and not document.buyer.tax_id:
        sentence = _("{client} owes the tax, and their tax number is missing.")
        yield Lack(sentence.format(client=document.buyer.name), client_address)


def _owes_tax(document: Document) -> bool:
    return any(tax.category in BUYER_OWES for tax in document.taxes)


def _of_payment(document: Document) -> Iterator[Lack]:
    if document.kind == "credit_note":
        return
    if document.pay_into is None:
        sentence = _("No account in {currency} has an IBAN, so it does not say where to pay.")
        yield Lack(sentence.format(currency=document.currency), ACCOUNTS)
