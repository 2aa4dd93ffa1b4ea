"""The year-end pack: everything of the test year in one zip, and what is still missing."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.files.store import keep
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import Transaction
from freelancer_os.reports import sheets
from freelancer_os.reports.owed import receivables_statement
from freelancer_os.reports.written.pdf import report_pdf
from freelancer_os.reports.year_end import missing_statement, write_pack, year_of
from tests.books import Books
from tests.finance.receipts.tray import drop
from tests.web.reports.test_pages import euros
from tests.year import FIGURES, write_year

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(books: Books) -> Books:
    write_year(books)
    return books


def packed(books: Books) -> ZipFile:
    file = io.BytesIO()
    for _part in write_pack(books.fresh(books.workspace), YEAR, file):
        pass
    return ZipFile(file)


def text_of(archive: ZipFile, name: str) -> str:
    return words_of(archive.read(name))


def words_of(paper: bytes) -> str:
    pages = PdfReader(io.BytesIO(paper)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def rows_of(archive: ZipFile, name: str, sheet: int = 0) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read(name)))
    return book.get_sheet_by_index(sheet).to_python()[4:]


def software(books: Books) -> Transaction:
    return next(one for one in books.all(Transaction) if one.amount == 11_900)


@pytest.mark.parametrize("basis", ["accrual", "cash"])
def test_the_papers_say_what_was_worked_out_by_hand(year: Books, basis: str) -> None:
    """Each figure of the year beside its name: profit and loss, tax, balances."""
    year.edit(year.workspace, basis=basis)
    archive, wanted = packed(year), FIGURES[basis]
    profit, tax = text_of(archive, "Profit and loss.pdf"), text_of(archive, "Tax.pdf")
    names = {"income": "Income", "expenses": "Expenses", "profit": "Profit"}
    lines = {names[name]: [wanted[name], "0.00"] for name in names}
    lines |= {name: [amount, "0.00"] for name, amount in wanted["categories"].items()}
    if wanted["exchange"] != "0.00":
        lines["Exchange gain or loss"] = [wanted["exchange"], "0.00"]
    for number in range(1, 13):
        month = date(2026, number, 1)
        lines[f"{month:%B} 2026"] = wanted["months"].get(f"{month:%Y-%m}", ["0.00"] * 3)
    lines["Total"] = [wanted[name] for name in names]
    lines |= {name: [amount] for name, amount in wanted["clients"].items()}
    assert [line for line in map(printed, lines.items()) if line not in profit] == []
    rates = {"S-19": "Taxed 19%", "S-7": "Taxed 7%", "Z-0": "Zero rate 0%"}
    lines = {rates[name]: amounts for name, amounts in wanted["tax"].items()}
    lines["To be paid"] = [wanted["to_pay"]]
    assert [line for line in map(printed, lines.items()) if line not in tax] == []
    bank = text_of(archive, "Balance Bank.pdf")
    for key, balance in FIGURES["bank"].items():
        month = f"{date.fromisoformat(f'{key}-01'):%B} 2026"
        assert re.search(rf"{month} \S+ {re.escape(euros(balance))} ", bank), month
    assert bank.count(euros(FIGURES["balances"]["Bank"])) > 2
    dollars = text_of(archive, "Balance Dollars.pdf")
    assert f"US{euros(FIGURES['balances']['Dollars'])} ".replace("€", "$") in dollars
    missing = text_of(archive, "Missing.pdf")
    assert missing.startswith("Studio Missing") and "Number Nothing in this period." in missing


def test_what_is_owed_is_the_same_on_paper(year: Books) -> None:
    for day, (total, *ages) in FIGURES["receivables"].items():
        paper = report_pdf(year.workspace, receivables_statement(year.workspace, {"on": day}))
        assert printed(("Total", [*ages, total])) in words_of(paper), day


def printed(line: tuple[str, list[str]]) -> str:
    """A line of a report on paper."""
    return " ".join([line[0], *map(euros, line[1])])


def test_every_entry_is_there_and_adds_up(year: Books) -> None:
    rows = rows_of(packed(year), "Entries.xlsx")
    entries = [one for one in year.all(Transaction) if not one.is_void]
    assert len(rows) == len(entries)
    assert round(sum(row[9] for row in rows) * 100) == sum(
        one.base_total if one.kind == "income" else -one.base_total for one in entries
    )


def test_what_is_too_long_for_paper_goes_along_as_a_table(
    year: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = packed(year)
    monkeypatch.setattr(sheets, "MANY", 2)
    archive = packed(year)
    assert "Too many lines to print" in text_of(archive, "Profit and loss.pdf")
    assert "Too many lines to print" not in text_of(whole, "Profit and loss.pdf")
    added = set(archive.namelist()) - set(whole.namelist())
    assert "Profit and loss.xlsx" in added
    assert len(rows_of(archive, "Profit and loss.xlsx", 1)) == 13


def test_receipts_are_named_by_day_and_entry(year: Books) -> None:
    entry = year.edit(software(year), description="Editor: one/year")
    for content in (b"%PDF-1.4 first", b"%PDF-1.4 second"):
        kept = keep([content])
        year.do(lambda unit, k=kept: attach(unit.fresh(entry), [("scan.pdf", k)]))
    archive = packed(year)
    names = ["2026-01-20 Editor--one-year.pdf", "2026-01-20 Editor--one-year 2.pdf"]
    assert [archive.read(f"Receipts/{name}") for name in names] == [
        b"%PDF-1.4 first",
        b"%PDF-1.4 second",
    ]
    row = next(row for row in rows_of(archive, "Entries.xlsx") if row[0] == "Editor: one/year")
    assert row[13] == ", ".join(names)


def test_what_was_sent_goes_along(year: Books) -> None:
    names = {name for name in packed(year).namelist() if name.startswith("Invoices/")}
    assert {"Invoices/1.pdf", "Invoices/2.pdf", "Invoices/4.pdf"} <= names
    assert "Invoices/5.pdf" not in names


def test_nothing_takes_the_place_of_another(books: Books) -> None:
    for _ in range(2):
        books.account("Giro/1")
    for number in ("A/1", "A-1"):
        invoice = books.billed(100, number=number, issue_date=date(2026, 3, 1))
        books.call(invoice, "send")
    names = packed(books).namelist()
    assert len(set(names)) == len(names)
    assert {"Balance Giro-1.pdf", "Balance Giro-1 2.pdf"} <= set(names)
    assert {"Invoices/A-1.pdf", "Invoices/A-1 2.pdf"} <= set(names)


def test_what_is_missing(year: Books) -> None:
    year.expense(100, date=date(2026, 5, 5))
    found = {one.title: len(one.rows) for one in missing_statement(year.workspace, {}).sheets}
    assert set(found) == {
        "Expenses without receipt",
        "Entries without category",
        "Receipts in the tray",
        "Bank lines not sorted",
        "Gaps in numbers",
    }
    of_year = missing_statement(year.workspace, {"year": "2026"})
    counts = {one.title: len(one.rows) for one in of_year.sheets}
    expenses = [one for one in year.all(Transaction) if one.kind == "expense"]
    assert counts["Expenses without receipt"] == len(expenses)
    assert counts["Entries without category"] == 1
    assert counts["Receipts in the tray"] == 0
    drop(year, date=date(2026, 5, 5), amount=Decimal(1))
    drop(year, date=date(2025, 5, 5), amount=Decimal(1))
    (tray,) = [
        one
        for one in missing_statement(year.workspace, {"year": "2026"}).sheets
        if one.title == "Receipts in the tray"
    ]
    assert [row.cells for row in tray.rows] == [("a.png", date(2026, 5, 5))]


def test_gaps_in_numbers(books: Books) -> None:
    for number in ("2026-001", "2026-002", "2026-005"):
        invoice = books.billed(100, number=number, issue_date=date(2026, 3, 1))
        books.call(invoice, "send")
    rows = missing_statement(books.workspace, {"year": "2026"}).sheets[4].rows
    assert [row.cells[0] for row in rows] == ["2026-003", "2026-004"]


@pytest.mark.parametrize(("start", "wanted"), [(1, "2026-01-01"), (4, "2026-04-01")])
def test_the_fiscal_year(books: Books, start: int, wanted: str) -> None:
    books.edit(books.workspace, year_start=start)
    workspace = books.fresh(books.workspace)
    assert year_of(workspace, {"year": "2026"}).first.isoformat() == wanted
    assert year_of(workspace, {}).last < workspace.today
