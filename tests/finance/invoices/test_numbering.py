"""Invoice numbers: a pattern, and the next one of its series, without gap or double."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.finance.invoices.numbering import preview
from freelancer_os.finance.invoices.patterns import code_of, read, series_of, show
from freelancer_os.finance.models import Invoice
from tests.books import DAY, Books, open_books

PATTERN = "{year}-{seq:03}"


def send(books: Books, **values: Any) -> str | None:
    return books.make(Invoice, status="sent", **values).number


def refused(books: Books, invoice: Invoice, **values: Any) -> dict[str, list[str]]:
    before = books.state()
    with pytest.raises(ValidationError) as found:
        books.edit(invoice, **values)
    assert books.state() == before
    return found.value.message_dict


def test_numbers_follow_each_other_within_the_year_of_issue(books: Books) -> None:
    assert [send(books, issue_date=DAY) for _ in range(3)] == ["2026-001", "2026-002", "2026-003"]
    assert send(books, issue_date=date(2027, 1, 1)) == "2027-001"
    assert send(books, issue_date=DAY) == "2026-004"


def test_each_workspace_has_numbers_of_its_own(books: Books) -> None:
    send(books, issue_date=DAY)
    assert send(open_books(), issue_date=DAY) == "2026-001"


def test_a_number_is_given_when_first_sent_and_stays(books: Books) -> None:
    invoice = books.invoice(issue_date=DAY)
    assert invoice.number is None
    invoice = books.edit(invoice, status="sent")
    assert invoice.number == "2026-001"
    invoice = books.edit(invoice, status="draft")
    assert invoice.number == "2026-001"
    send(books, issue_date=DAY)
    assert books.edit(invoice, status="sent", issue_date=date(2025, 1, 1)).number == "2026-001"


def test_the_number_of_a_sent_invoice_is_fixed(books: Books) -> None:
    invoice = books.make(Invoice, status="sent")
    assert list(refused(books, invoice, number="X")) == ["number"]
    assert list(refused(books, invoice, number=None)) == ["number"]
    assert list(refused(books, books.edit(invoice, status="draft"), number="X")) == ["number"]
    books.edit(invoice, number=invoice.number)


def test_the_number_of_a_voided_draft_is_fixed_too(books: Books) -> None:
    invoice = books.edit(books.invoice(number="X"), status="void")
    assert list(refused(books, invoice, number="Y")) == ["number"]


def test_a_typed_number_that_fits_the_pattern_moves_the_counter(books: Books) -> None:
    draft = books.invoice(number="2026-007")
    assert (draft.status, draft.number) == ("draft", "2026-007")
    assert send(books, issue_date=DAY) == "2026-008"
    assert books.edit(draft, status="sent").number == "2026-007"


@pytest.mark.parametrize(
    "number", ["R-9", "2026-9", "2026-0009", "\uff12\uff10\uff12\uff16-009", "2026-000"]
)
def test_one_that_does_not_fit_moves_nothing(books: Books, number: str) -> None:
    books.invoice(number=number)
    assert send(books, issue_date=DAY) == "2026-001"


def test_a_typed_number_may_be_emptied_again(books: Books) -> None:
    draft = books.invoice(number="2026-007")
    for empty in (None, ""):
        assert books.edit(draft, number=empty).number is None
    assert send(books, issue_date=DAY) == "2026-001"


def test_a_number_is_unique_in_the_workspace(books: Books) -> None:
    send(books, issue_date=DAY)
    draft = books.invoice()
    assert refused(books, draft, number="2026-001") == {
        "number": ["Another invoice has the number 2026-001."]
    }
    with pytest.raises(ValidationError):
        books.invoice(number="2026-001")
    assert open_books().invoice(number="2026-001").number == "2026-001"


def test_a_number_is_one_line_of_bounded_length(books: Books) -> None:
    draft = books.invoice()
    assert list(refused(books, draft, number="x" * 61)) == ["number"]
    assert list(refused(books, draft, number="a\nb")) == ["number"]


def test_a_deleted_draft_gives_its_number_back(books: Books) -> None:
    books.remove(books.invoice(number="2026-001"))
    assert send(books, issue_date=DAY) == "2026-001"


def test_another_pattern_begins_a_series_of_its_own(books: Books) -> None:
    send(books, issue_date=DAY)
    books.do(lambda unit: unit.workspace.edit({"invoice_pattern": "R{seq}/{year}"}))
    books = Books(books.fresh(books.workspace), books.user)
    assert [send(books, issue_date=DAY) for _ in range(2)] == ["R1/2026", "R2/2026"]


def test_a_number_that_was_typed_under_another_pattern_is_passed_over(books: Books) -> None:
    books.invoice(number="R1")
    books.do(lambda unit: unit.workspace.edit({"invoice_pattern": "R{seq}"}))
    books = Books(books.fresh(books.workspace), books.user)
    assert [send(books) for _ in range(2)] == ["R2", "R3"]


@pytest.mark.parametrize(
    "pattern", ["", "{year}", "{seq}-{seq}", "{year}{year}{seq}", "{seq:0}", "{seq:99}", "x" * 60]
)
def test_a_pattern_has_one_place_for_the_number(books: Books, pattern: str) -> None:
    with pytest.raises(ValidationError) as found:
        books.do(lambda unit: unit.workspace.edit({"invoice_pattern": pattern}))
    assert list(found.value.message_dict) == ["invoice_pattern"]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("2026-001", ("2026-{seq:03}", 1)),
        ("2026-1234", ("2026-{seq:03}", 1234)),
        ("2026-01", ("", None)),
        ("2026-0001", ("", None)),
        ("2026-001x", ("", None)),
        ("2026-" + "9" * 30, ("", None)),
        ("0000-001", ("", None)),
    ],
)
def test_a_number_is_read_by_the_pattern(number: str, found: tuple[str, int | None]) -> None:
    assert read(PATTERN, number) == found
    if found[1] is not None:
        assert show(*found) == number


@pytest.mark.parametrize("typed", ["", "R1", "R2"])
def test_the_number_that_is_suggested_is_the_one_that_is_given(books: Books, typed: str) -> None:
    """Also past a number that was typed under another pattern and reads the same."""
    books.invoice(number=typed)
    books.do(lambda unit: unit.workspace.edit({"invoice_pattern": "R{seq}"}))
    books = Books(books.fresh(books.workspace), books.user)
    for _ in range(3):
        suggested = preview(books.workspace)
        assert send(books) == suggested
        suggested = preview(books.workspace)
        assert books.invoice(number=suggested).number == suggested


YEARS = st.integers(1900, 2200).map(lambda year: date(year, 5, 1))
PATTERNS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "R", "RE-", "a.b(c)*", "№"]),
    st.sampled_from(["", "{year}-", "{year}"]),
    st.sampled_from(["{seq}", *(f"{{seq:0{places}}}" for places in range(1, 10))]),
    st.sampled_from(["", "/{year}", "-X", "0"]),
).filter(lambda pattern: pattern.count("{year}") < 2)


@given(PATTERNS, YEARS, st.integers(1, 10**7))
def test_every_number_that_is_given_is_read_as_what_it_is(
    pattern: str, on: date, sequence: int
) -> None:
    series = series_of(pattern, on)
    number = show(series, sequence)
    found = read(pattern, number)
    assert found[1] is not None
    assert show(*found) == number


@given(PATTERNS, st.text(max_size=12) | st.from_regex(r"[A-Z]{0,3}[0-9]{0,9}-?[0-9]{0,4}"))
def test_any_number_is_of_the_series_or_of_none(pattern: str, number: str) -> None:
    series, sequence = read(pattern, number)
    if sequence is None:
        assert series == ""
    else:
        assert show(series, sequence) == number


# Months, clients, starts, kinds


def with_settings(books: Books, **settings: Any) -> Books:
    """The books once their workspace has these settings."""
    books.do(lambda unit: unit.workspace.edit(settings))
    return Books(books.fresh(books.workspace), books.user)


def test_months_are_series_of_their_own(books: Books) -> None:
    books = with_settings(books, invoice_pattern="{year}{month}-{seq:02}")
    assert [send(books, issue_date=DAY) for _ in range(2)] == ["202610-01", "202610-02"]
    assert send(books, issue_date=date(2026, 11, 1)) == "202611-01"
    assert send(books, issue_date=DAY) == "202610-03"


def test_what_has_no_year_never_begins_anew(books: Books) -> None:
    books = with_settings(books, invoice_pattern="R{seq}")
    assert send(books, issue_date=DAY) == "R1"
    assert send(books, issue_date=date(2027, 1, 1)) == "R2"


def test_clients_are_series_of_their_own(books: Books) -> None:
    books = with_settings(books, invoice_pattern="{client}-{seq:02}")
    acme, beta = books.client("Acme & Söhne GmbH"), books.client("Łódź 7")
    assert send(books, client=acme) == "ACMESOHN-01"
    assert send(books, client=beta) == "LODZ-01"
    assert send(books, client=acme) == "ACMESOHN-02"
    assert preview(books.workspace, client="Łódź 7") == "LODZ-02"
    assert preview(books.workspace) == ""


def test_without_a_client_that_pattern_gives_no_number(books: Books) -> None:
    books = with_settings(books, invoice_pattern="{client}-{seq:02}")
    for client in (None, books.client("42")):
        invoice = books.invoice(client=client)
        assert list(refused(books, invoice, status="sent")) == ["client"]
        assert books.fresh(invoice).number is None


@given(st.text(max_size=40))
def test_a_code_is_some_letters_in_capitals(name: str) -> None:
    code = code_of(name)
    assert len(code) <= 8
    assert all(sign.isalpha() for sign in code)
    assert code == code_of(code) or not code.isascii()


def test_a_typed_number_with_month_and_client_moves_their_counter(books: Books) -> None:
    books = with_settings(books, invoice_pattern="{client}{month}/{seq}")
    acme = books.client("Acme")
    books.invoice(client=acme, number="ACME10/7")
    assert send(books, client=acme, issue_date=DAY) == "ACME10/8"
    assert send(books, client=acme, issue_date=date(2026, 11, 1)) == "ACME11/1"
    assert read("{client}{month}/{seq}", "ACME13/7") == ("", None)
    assert read("{client}{month}/{seq}", "42ME10/7") == ("", None)


def test_invoices_begin_where_the_workspace_says_once(books: Books) -> None:
    books = with_settings(books, number_start=42)
    assert preview(books.workspace) == f"{books.workspace.today.year}-042"
    assert [send(books, issue_date=DAY) for _ in range(2)] == ["2026-042", "2026-043"]
    assert send(books, issue_date=date(2027, 1, 1)) == "2027-001"
    assert send(books, issue_date=DAY) == "2026-044"
    books = with_settings(books, number_start=100)
    assert send(books, issue_date=DAY) == "2026-100"


def test_a_start_below_what_was_given_changes_nothing(books: Books) -> None:
    books.invoice(number="2026-007")
    books = with_settings(books, number_start=3)
    assert send(books, issue_date=DAY) == "2026-008"


def test_the_first_number_is_given_back_by_undo(books: Books) -> None:
    books = with_settings(books, number_start=42)
    assert send(books, issue_date=DAY) == "2026-042"
    books.undo()
    assert send(books, issue_date=DAY) == "2026-042"


def test_credit_notes_have_a_series_of_their_own(books: Books) -> None:
    books = with_settings(books, number_start=42)
    assert send(books, issue_date=DAY, kind="credit_note") == "CN-2026-001"
    assert send(books, issue_date=DAY) == "2026-042"
    assert send(books, issue_date=DAY, kind="credit_note") == "CN-2026-002"
    assert send(books, issue_date=DAY, kind="deposit") == "2026-043"
    assert preview(books.workspace, "credit_note", on=DAY) == "CN-2026-003"
    typed = books.invoice(kind="credit_note", number="CN-2026-009")
    assert send(books, issue_date=DAY, kind="credit_note") == "CN-2026-010"
    assert books.edit(typed, kind="invoice").sequence is None


def test_credit_notes_may_share_the_series_of_invoices(books: Books) -> None:
    books = with_settings(books, credit_pattern="{year}-{seq:03}")
    kinds = ["invoice", "credit_note", "invoice"]
    found = [send(books, issue_date=DAY, kind=kind) for kind in kinds]
    assert found == ["2026-001", "2026-002", "2026-003"]


def test_a_pro_forma_takes_no_number_of_an_invoice(books: Books) -> None:
    assert send(books, issue_date=DAY, kind="pro_forma") == "PF-2026-001"
    assert send(books, issue_date=DAY) == "2026-001"
    draft = books.invoice(kind="pro_forma", number="2026-002")
    assert draft.sequence is None
