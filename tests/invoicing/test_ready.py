"""What an invoice lacks is named, with the way to mend it."""

from dataclasses import replace

from freelancer_os.invoicing.document.document import Document, Tax
from freelancer_os.invoicing.ready import lacking
from tests.invoicing.papers import BUYER, INVOICE, SELLER

CLIENT = "/clients/1/"


def said(document: Document, client: str = CLIENT) -> list[str]:
    return [lack.sentence for lack in lacking(document, client)]


def test_a_complete_one_is_ready() -> None:
    assert said(INVOICE) == []


def test_only_a_line_is_needed() -> None:
    bare = replace(INVOICE, lines=(), taxes=(), pay_into=None)
    first, *further = lacking(bare, CLIENT)
    assert first.sentence == "It has no line yet." and first.is_needed
    assert further and not any(lack.is_needed for lack in further)


def test_what_is_missing_of_oneself_is_mended_in_the_settings() -> None:
    nobody = replace(SELLER, street="", tax_id="")
    found = lacking(replace(INVOICE, seller=nobody), CLIENT)
    assert [lack.sentence for lack in found] == [
        "Your own address is not complete.",
        "Your tax number is missing.",
    ]
    assert {lack.at for lack in found} == {"/settings/#letterhead"}


def test_what_is_missing_of_a_client_is_mended_on_its_page() -> None:
    found = lacking(replace(INVOICE, buyer=replace(BUYER, city="")), CLIENT)
    assert [(lack.sentence, lack.at) for lack in found] == [
        ("The address of Acme Robotics GmbH is not complete.", CLIENT)
    ]
    assert said(replace(INVOICE, buyer=replace(BUYER, name="")), "") == ["It has no client yet."]


def test_reverse_charge_needs_the_buyer_s_number_and_a_reason() -> None:
    owed = replace(INVOICE, taxes=(Tax("AE", 0, 252_000, 0),), buyer=replace(BUYER, tax_id=""))
    assert said(owed) == [
        "A line without tax does not say why.",
        "Acme Robotics GmbH owes the tax, and their tax number is missing.",
    ]


def test_where_to_pay_is_asked_of_a_claim_alone() -> None:
    nowhere = replace(INVOICE, pay_into=None)
    assert len(said(nowhere)) == 1
    assert said(replace(nowhere, kind="credit_note")) == []
