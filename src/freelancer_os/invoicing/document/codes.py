"""The codes that a banking app scans, and the reference that comes back with the money.

EPC069-12 version 002 for euro, the Swiss QR bill (Implementation Guidelines 2.3, addresses of
type S) for francs and euro into Swiss accounts, ISO 11649 for the reference.
"""

import re
from decimal import Decimal
from io import BytesIO

import segno
from qrbill import QRBill
from segno.helpers import make_epc_qr
from stdnum.ch import esr
from stdnum.iso7064 import mod_97_10

from freelancer_os.core.values.currency import exponent
from freelancer_os.core.values.text import fold
from freelancer_os.finance.invoices.parties import Party
from freelancer_os.invoicing.document.document import Document, PayInto

LONGEST_NAME = 70
LARGEST = 99_999_999_999  # minor units: what both codes can ask for
SWISS = ("CH", "LI")
QR_IID = range(30_000, 32_000)  # clearing numbers of accounts that want a reference of 27 digits
_LONGEST_REFERENCE = 21  # signs of an ISO 11649 reference behind its check digits


def reference_of(number: str) -> str:
    """The ISO 11649 reference of an invoice's number, "" if nothing of it can stand in one.

    "2026-023" is RF632026023.
    """
    plain = re.sub(r"[^A-Z0-9]", "", fold(number).upper())[-_LONGEST_REFERENCE:]
    return f"RF{mod_97_10.calc_check_digits(f'{plain}RF')}{plain}" if plain else ""


def spaced(reference: str) -> str:
    """A reference or an IBAN as people read it, in groups of four."""
    return " ".join(re.findall(".{1,4}", reference))


def is_swiss(document: Document) -> bool:
    """Whether it is paid with the Swiss QR bill."""
    into = document.pay_into
    return (
        into is not None and into.iban[:2] in SWISS and document.currency in {"CHF", "EUR"}
    ) and _is_payable(document)


def epc_code(document: Document) -> str:
    """The EPC code as SVG, "" where there is none: another currency, nothing to pay, no IBAN."""
    into = document.pay_into
    if into is None or document.currency != "EUR" or not _is_payable(document):
        return ""
    reference = reference_of(document.number or "")
    return _drawn(
        make_epc_qr(
            name=into.holder[:LONGEST_NAME],
            iban=into.iban,
            bic=into.bic or None,
            amount=amount_of(document),
            reference=reference or None,
            text=None if reference else document.seller.name,
            encoding=1,
        )
    )


def swiss_code(document: Document) -> tuple[str, str]:
    """The Swiss QR code as SVG and its reference; both "" where the bill cannot be made.

    It cannot while an address lacks its postal code or its city.
    """
    into = document.pay_into
    if into is None or not is_swiss(document):
        return "", ""
    reference = _swiss_reference(into, document.number or "")
    try:
        bill = QRBill(
            account=into.iban,
            creditor=_address(document.seller, into.holder),
            debtor=_address(document.buyer, document.buyer.name),
            amount=amount_of(document),
            currency=document.currency,
            reference_number=reference or None,
            additional_information="" if reference else (document.number or ""),
        )
    except ValueError:
        return "", ""
    return _drawn(segno.make(bill.qr_data(), error="m", boost_error=False)), reference


def amount_of(document: Document) -> Decimal:
    """What is to be paid, as a decimal number."""
    return Decimal(document.to_pay).scaleb(-exponent(document.currency))


def _is_payable(document: Document) -> bool:
    is_claim = document.kind in {"invoice", "deposit"}
    return is_claim and 0 < document.to_pay <= LARGEST


def _swiss_reference(into: PayInto, number: str) -> str:
    """The reference that fits the account: 27 digits for a QR-IBAN, ISO 11649 for any other."""
    if int(into.iban[4:9]) not in QR_IID:
        return reference_of(number)
    digits = re.sub(r"\D", "", number)[-26:].zfill(26)
    return f"{digits}{esr.calc_check_digit(digits)}"


def _address(party: Party, name: str) -> dict[str, str]:
    return {
        "name": name[:LONGEST_NAME],
        "street": party.street[:LONGEST_NAME],
        "pcode": party.postal_code,
        "city": party.city,
        "country": party.country,
    }


def _drawn(code: segno.QRCode) -> str:
    out = BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()
