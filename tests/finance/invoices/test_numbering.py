"""Invoice numbers: a pattern, and the next one of its series, without gap or double."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.finance.invoices.numbering import preview, read, series_of, show
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
