"""The codes for banks: what a banking app reads from them."""

from dataclasses import replace

import pytest
from stdnum import iso11649
from stdnum.ch import esr

from freelancer_os.invoicing.document import codes
from freelancer_os.invoicing.document.document import PayInto
from tests.invoicing.papers import INVOICE, SWISS

QR_IBAN = PayInto("Anna Müller", "CH4431999123000889012")


@pytest.mark.parametrize("number", ["2026-023", "R/7", "Größe 4", "2026-" + "9" * 40])
def test_a_reference_is_one_of_iso_11649(number: str) -> None:
    assert iso11649.is_valid(codes.reference_of(number))


def test_a_number_without_a_letter_or_digit_has_no_reference() -> None:
    assert codes.reference_of("—") == ""


def test_the_code_for_euro_names_holder_account_amount_and_reference() -> None:
    assert codes.epc_code(INVOICE).startswith("<svg")
    assert codes.epc_code(INVOICE) != codes.epc_code(replace(INVOICE, paid=100))


@pytest.mark.parametrize(
    "other",
    [
        replace(INVOICE, currency="USD"),
        replace(INVOICE, pay_into=None),
        replace(INVOICE, kind="credit_note"),
        replace(INVOICE, paid=INVOICE.total),
    ],
)
def test_there_is_no_code_where_nothing_can_be_paid_by_it(other: object) -> None:
    assert codes.epc_code(other) == ""  # type: ignore[arg-type]


def test_a_swiss_bill_has_structured_addresses_and_the_reference_of_its_account() -> None:
    code, reference = codes.swiss_code(SWISS)
    assert code.startswith("<svg") and iso11649.is_valid(reference)
    _, digits = codes.swiss_code(replace(SWISS, pay_into=QR_IBAN))
    assert len(digits) == 27 and esr.is_valid(digits)


def test_a_swiss_bill_is_not_made_of_an_address_that_lacks_a_part() -> None:
    nowhere = replace(SWISS, buyer=replace(SWISS.buyer, city=""))
    assert codes.swiss_code(nowhere) == ("", "")
