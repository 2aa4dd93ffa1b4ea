"""The six fields of an e-invoice (EN 16931) in its two syntaxes: CII (Factur-X, ZUGFeRD, XRechnung)
and UBL. Elements are told by their own names, whatever the version of their namespace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from freelancer_os.finance.receipts.reading.said import EINVOICE, Said

LARGEST = 5_000_000  # bytes
CREDITS = frozenset({"381", "396", "261"})  # UNCL 1001: credit notes


def read_xml(raw: bytes) -> Said | None:
    """What an e-invoice says; None for what is none. Entities are refused."""
    if len(raw) > LARGEST:
        return None
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    reader = _READERS.get(_name(root))
    said = reader(root) if reader else None
    return said.tidied() if said else None


def _cii(root: Element) -> Said:
    head = _at(root, "ExchangedDocument", "HeaderExchangedDocument")
    seller = _at(_deep(root, "SellerTradeParty"), "Name")
    sums = _deep(
        root,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    issued = _at(_at(head, "IssueDateTime"), "DateTimeString")
    currency = _text(_deep(root, "InvoiceCurrencyCode"))
    is_credit = _text(_at(head, "TypeCode")) in CREDITS
    return Said(
        EINVOICE,
        _day(_text(issued)),
        _amount(_text(_at(sums, "GrandTotalAmount")), is_credit=is_credit),
        currency,
        _text(seller),
        _text(_at(head, "ID")),
    )


def _ubl(root: Element) -> Said:
    party = _at(_at(root, "AccountingSupplierParty"), "Party")
    name = _at(_at(party, "PartyName"), "Name")
    legal = _at(_at(party, "PartyLegalEntity"), "RegistrationName")
    totals = _at(root, "LegalMonetaryTotal")
    return Said(
        EINVOICE,
        _day(_text(_at(root, "IssueDate"))),
        _amount(
            _text(_at(totals, "TaxInclusiveAmount", "PayableAmount")),
            is_credit=_name(root) == "CreditNote",
        ),
        _text(_at(root, "DocumentCurrencyCode")),
        _text(name) or _text(legal),
        _text(_at(root, "ID")),
    )


_READERS: dict[str, Callable[[Element], Said]] = {
    "CrossIndustryInvoice": _cii,
    "CrossIndustryDocument": _cii,
    "Invoice": _ubl,
    "CreditNote": _ubl,
}


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _at(element: Element | None, *names: str) -> Element | None:
    """The first child of the first of these names that there is."""
    for name in names if element is not None else ():
        for child in element if element is not None else ():
            if _name(child) == name:
                return child
    return None


def _deep(root: Element, *names: str) -> Element | None:
    """The first element of such a name, however deep."""
    return next(_all(root, names), None)


def _all(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    return (one for one in root.iter() if _name(one) in names)


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _day(text: str) -> date | None:
    for pattern in ("%Y%m%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:10], pattern).date()
        except ValueError:
            continue
    return None


def _amount(text: str, *, is_credit: bool) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return -value if is_credit else value
