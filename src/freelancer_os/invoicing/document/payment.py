"""How a document is paid: into which account, under which reference, by which code."""

from collections.abc import Iterator
from decimal import Decimal

from stdnum.ch import esr

from freelancer_os.finance.invoices.parties import Party
from freelancer_os.invoicing.document import codes
from freelancer_os.invoicing.document.document import Document
from freelancer_os.invoicing.document.heads import Json
from freelancer_os.invoicing.document.labels import Section


def shown(document: Document, words: Section) -> dict[str, Json]:
    """The block at the foot of the paper; empty where nothing is to be paid, or nowhere."""
    into = document.pay_into
    is_claim = document.kind in {"invoice", "deposit", "pro_forma"} and document.to_pay > 0
    if into is None or not is_claim:
        return {}
    code = codes.epc_code(document)
    rows = [
        (words["holder"], into.holder),
        (words["iban"], codes.spaced(into.iban)),
        (words["bic"], into.bic),
        (words["reference"], _reference(document, code)),
    ]
    return {
        "words": words["scan" if code else "transfer"],
        "rows": [[label, value] for label, value in rows if value],
        "code": code,
    }


def _reference(document: Document, code: str) -> str:
    number = document.number or ""
    reference = codes.reference_of(number) if code else ""
    return f"{number} ({codes.spaced(reference)})" if reference else number


def swiss(document: Document) -> dict[str, Json]:
    """The payment part of the Swiss QR bill, empty where there is none."""
    into = document.pay_into
    code, reference = codes.swiss_code(document)
    if into is None or not code:
        return {}
    number = esr.format(reference) if reference.isdigit() else codes.spaced(reference)
    return {
        "code": code,
        "account": codes.spaced(into.iban),
        "creditor": list(_lines(document.seller, into.holder)),
        "debtor": list(_lines(document.buyer, document.buyer.name)),
        "reference": number,
        "currency": document.currency,
        "amount": _grouped(codes.amount_of(document)),
    }


def _lines(party: Party, name: str) -> Iterator[str]:
    """A structured address as the bill prints it."""
    yield name
    if party.street:
        yield party.street
    abroad = f"{party.country}-" if party.country not in codes.SWISS else ""
    yield f"{abroad}{party.postal_code} {party.city}"


def _grouped(amount: Decimal) -> str:
    """An amount as the bill prints it, thousands apart by a space: "2 940.00"."""
    return f"{amount:,.2f}".replace(",", " ")
