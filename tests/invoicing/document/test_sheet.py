"""The words of a document: what is printed for which facts."""

from dataclasses import replace
from typing import Any

from freelancer_os.invoicing.document.document import Tax, Worked
from freelancer_os.invoicing.document.sheet import Sheet
from tests.invoicing.papers import INVOICE, LINES, SELLER


def drawn(**other: Any) -> dict[str, Any]:
    return dict(Sheet(replace(INVOICE, **other)).drawn())


def test_an_invoice_says_what_the_law_asks_for() -> None:
    sheet = drawn()
    assert sheet["title"] == "Invoice" and sheet["number"] == "2026-023"
    assert ["Issued", "18 November 2026"] in sheet["facts"]
    assert ["Due", "18 December 2026"] in sheet["facts"]
    assert ["Your reference", "PO-4471"] in sheet["facts"]
    assert sheet["seller"]["numbers"] == ["VAT HR33392005961"]
    assert sheet["buyer"]["lines"][-1] == "VAT DE811569869"
    assert sheet["sums"] == [
        ["Net", "€2,520.00"],
        ["VAT 19% on €2,030.00", "€385.70"],
        ["VAT 7% on €490.00", "€34.30"],
    ]
    assert sheet["due"] == ["To pay", "€2,940.00"]


def test_a_line_says_quantity_price_rate_and_the_sum_so_far() -> None:
    first, second, third = drawn()["lines"]
    assert first["quantity"] == "12 h" and first["price"] == "€90.00" and first["tax"] == "19%"
    assert second["quantity"] == "1 day" and third["quantity"] == "14"
    assert [line["running"] for line in (first, second, third)] == [
        "€1,080.00",
        "€2,030.00",
        "€2,520.00",
    ]


def test_a_discount_of_a_line_and_of_the_whole_are_told() -> None:
    cheaper = replace(LINES[0], discount=100_000)
    sheet = drawn(lines=(cheaper, *LINES[1:]), discount=-10_000)
    assert sheet["lines"][0]["more"] == "10% discount"
    assert sheet["sums"][:2] == [["Subtotal", "€2,620.00"], ["Discount", "−€100.00"]]


def test_what_was_paid_and_withheld_is_taken_off() -> None:
    sheet = drawn(paid=94_000, withheld=37_800)
    assert sheet["sums"][-3:] == [
        ["Total", "€2,940.00"],
        ["Withholding tax", "−€378.00"],
        ["Already paid", "−€940.00"],
    ]
    assert sheet["due"] == ["To pay", "€1,622.00"]


def test_no_tax_says_why() -> None:
    why = "Reverse charge, Article 196 of Directive 2006/112/EC"
    sheet = drawn(taxes=(Tax("AE", 0, 252_000, 0, why),))
    assert sheet["reasons"] == [why]


def test_a_draft_says_so_and_has_no_number_yet() -> None:
    sheet = drawn(is_draft=True, number=None, language="de")
    assert sheet["draft"] == "Entwurf" and sheet["number"] == ""


def test_a_credit_note_asks_for_nothing() -> None:
    sheet = drawn(kind="credit_note", credits="2026-020")
    assert sheet["title"] == "Credit note" and sheet["payment"] == {}
    assert ["Credits invoice", "2026-020"] in sheet["facts"]
    assert sheet["due"][0] == "Credited"


def test_paper_is_that_of_the_seller_s_country() -> None:
    assert drawn()["paper"] == "a4"
    assert drawn(seller=replace(SELLER, country="US"))["paper"] == "us-letter"


def test_the_annex_adds_up_its_hours() -> None:
    day = INVOICE.issue_on
    annex = drawn(annex=(Worked(day, "Sketches", 5400), Worked(day, "Review", 1800)))["annex"]
    assert annex["total"] == "2" and len(annex["rows"]) == 2
