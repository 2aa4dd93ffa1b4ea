"""A year whose figures were worked out by hand (tests/data/year), on both bases, to the cent."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from python_calamine import CalamineWorkbook

from freelancer_os.core import check
from freelancer_os.core.values.money import print_amount
from freelancer_os.core.values.scaled import print_scaled
from freelancer_os.core.values.spans import Span
from freelancer_os.finance import audit
from freelancer_os.finance.balances import balance_on, by_month
from freelancer_os.finance.models import Account
from freelancer_os.finance.movements import movements
from freelancer_os.people.models import Workspace
from freelancer_os.reports.balance import balance_statement
from freelancer_os.reports.catalogue import REPORTS
from freelancer_os.reports.claims import AGES
from freelancer_os.reports.entries import counted, entries
from freelancer_os.reports.profit import profit
from freelancer_os.reports.receivables import receivables
from freelancer_os.reports.sheets import Figure, Rate, Statement
from freelancer_os.reports.statements import profit_statement, tax_statement
from freelancer_os.reports.tax import tax
from freelancer_os.reports.written.csv import as_csv
from freelancer_os.reports.written.excel import as_excel
from tests.books import Books
from tests.year import FIGURES, write_year

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
BASES = ("accrual", "cash")

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(books: Books) -> Books:
    write_year(books)
    return books


def shown(minor: int) -> str:
    return print_amount(minor, "EUR")


def test_profit_and_loss(year: Books) -> None:
    for basis in BASES:
        wanted, found = FIGURES[basis], profit(year.workspace, YEAR, basis)
        for name in ("income", "expenses", "exchange", "profit"):
            assert shown(getattr(found.result, name)) == wanted[name], (basis, name)
        assert shown(found.drafts) == wanted["drafts"]
        months = {
            one.month: list(map(shown, (one.result.income, one.result.expenses, one.result.profit)))
            for one in found.months
        }
        assert len(months) == 12
        assert months == dict.fromkeys(months, ["0.00"] * 3) | wanted["months"]
        assert {p.name: shown(p.amount) for p in found.categories} == wanted["categories"]
        assert {p.name: shown(p.amount) for p in found.clients} == wanted["clients"]


def test_tax(year: Books) -> None:
    for basis in BASES:
        found, wanted = tax(year.workspace, YEAR, basis), FIGURES[basis]
        rates = {
            f"{one.category}-{print_scaled(one.rate, 4)}": [shown(amount) for amount in one[2:]]
            for one in found.rates
        }
        assert rates == wanted["tax"], basis
        assert shown(found.to_pay) == wanted["to_pay"]


def test_a_year_without_recovery(year: Books) -> None:
    year.edit(year.workspace, recovers_tax=False)
    workspace, wanted = year.fresh(year.workspace), FIGURES["without_recovery"]
    found = profit(workspace, YEAR, "accrual").result
    assert shown(found.expenses) == wanted["expenses"]
    assert shown(found.profit) == wanted["profit"]
    assert shown(tax(workspace, YEAR, "accrual").to_pay) == wanted["to_pay"]


def test_receivables_on_any_day(year: Books) -> None:
    for day, wanted in FIGURES["receivables"].items():
        found = receivables(year.workspace, date.fromisoformat(day))
        ages = [shown(found.of(age)) for age in AGES]
        assert [shown(found.total), *ages] == wanted, day


def test_balances(year: Books) -> None:
    found = {one.name: one.balance for one in year.all(Account)}
    assert {name: shown(minor) for name, minor in found.items()} == FIGURES["balances"]


def test_the_balance_of_an_account_over_time(year: Books) -> None:
    bank = next(one for one in year.all(Account) if one.name == "Bank")
    before, months = by_month(bank, YEAR)
    assert shown(before) == "1000.00"
    found = {one.month: shown(one.balance) for one in months}
    assert {month: found[month] for month in FIGURES["bank"]} == FIGURES["bank"]
    days = {date(2026, 1, 19): 100_000, date(2026, 1, 20): 88_100, date(2026, 2, 9): 158_300}
    assert {day: balance_on(bank, day) for day in days} == days
    cut = by_month(bank, Span(date(2026, 2, 10), date(2026, 3, 9)))
    assert cut == (158_300, [("2026-02", 2_380, 160_680), ("2026-03", 70_200, 230_880)])


def test_each_movement_with_the_balance_after_it(year: Books) -> None:
    bank = next(one for one in year.all(Account) if one.name == "Bank")
    before, months = by_month(bank, YEAR)
    found = movements(bank, YEAR, before)
    assert found is not None
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert found[-1].balance == months[-1].balance == bank.balance
    for one in found:
        later = [other for other in found if other.day == one.day]
        assert later[-1].balance == balance_on(bank, one.day)
    assert "Dollars" in {one.name for one in found if one.record.startswith("transfers/")}
    assert movements(bank, Span(date(2025, 1, 1), date(2025, 1, 2)), 0) == []


def test_any_cut_of_the_year_adds_up(year: Books) -> None:
    """Each figure of the year is the sum of those before and from any day."""
    days = [date(2026, 1, 11), date(2026, 3, 1), date(2026, 6, 20), date(2026, 12, 31)]
    for basis in BASES:
        whole = profit(year.workspace, YEAR, basis).result
        for day in days:
            cut = [Span(YEAR.first, date.fromordinal(day.toordinal() - 1)), Span(day, YEAR.last)]
            parts = [profit(year.workspace, span, basis).result for span in cut]
            assert tuple(map(sum, zip(*parts, strict=True))) == tuple(whole), (basis, day)


def test_the_books_add_up(year: Books) -> None:
    faults: list[Any] = [one.line for one in check.run([year.workspace]) if one.faults]
    faults += [one.line for one in audit.run() if one.faults]
    assert faults == []


def test_undone_and_done_again(year: Books) -> None:
    before = year.state()
    year.undo()
    year.redo()
    assert year.state() == before


def test_every_figure_is_the_sum_of_the_entries_behind_it(year: Books) -> None:
    """Page for page, of each report and basis; with recovery of tax and without."""
    for recovers in (True, False):
        year.edit(year.workspace, recovers_tax=recovers)
        workspace = year.fresh(year.workspace)
        for basis in BASES:
            query = {"date_from": "2026-01-01", "date_to": "2026-12-31", "basis": basis}
            for made in (profit_statement, tax_statement):
                figures = list(_figures(made(workspace, {**query, "compare": "year"})))
                assert len(figures) > 8
                for figure in figures:
                    asked = dict(parse_qsl(urlsplit(figure.why).query))
                    assert sum(_all_behind(workspace, dict(asked))) == figure.minor, figure
                    assert counted(workspace, asked) == figure.minor, figure


def test_what_moved_in_a_month_leads_to_its_movements(year: Books) -> None:
    bank = next(one for one in year.all(Account) if one.name == "Bank")
    query = {"account": str(bank.pk), "date_from": "2026-01-01", "date_to": "2026-12-31"}
    found = list(_figures(balance_statement(year.workspace, query)))
    assert len(found) == 12 and any(one.minor for one in found)
    for figure in found:
        asked = dict(parse_qsl(urlsplit(figure.why).query))
        rows = [
            row
            for sheet in balance_statement(year.workspace, asked).sheets[1:]
            for row in sheet.rows
        ]
        assert (
            sum(cell.minor for row in rows if isinstance(cell := row.cells[2], Figure))
            == figure.minor
        )


def _figures(statement: Statement) -> Iterator[Figure]:
    for sheet in statement.sheets:
        for row in sheet.rows:
            yield from (cell for cell in row.cells if isinstance(cell, Figure) and cell.why)


def _all_behind(workspace: Workspace, query: dict[str, str]) -> list[int]:
    amounts: list[int] = []
    while True:
        page = entries(workspace, query, limit=2)
        amounts += [one.amount for one in page.entries]
        if not page.after:
            return amounts
        query["after"] = page.after


@pytest.mark.parametrize("basis", BASES)
def test_the_same_in_csv_and_excel(year: Books, basis: str) -> None:
    query = {"date_from": "2026-01-01", "date_to": "2026-12-31", "basis": basis}
    for report in REPORTS.values():
        given = {name: value for name, value in query.items() if name in report.takes}
        statement = report.made(year.workspace, given)
        book = CalamineWorkbook.from_filelike(io.BytesIO(as_excel(statement)))
        lines = list(csv.reader(io.StringIO(as_csv(statement).decode("utf-8-sig"))))
        for sheet, name in zip(statement.sheets, book.sheet_names, strict=True):
            figures = [c.minor for row in sheet.rows for c in row.cells if isinstance(c, Figure)]
            cells = [c for row in book.get_sheet_by_name(name).to_python()[4:] for c in row]
            numbers = [cell for cell in cells if isinstance(cell, float)]
            rates = [c for row in sheet.rows for c in row.cells if isinstance(c, Rate)]
            assert len(numbers) == len(figures) + len(rates)
            assert Counter(figures) <= Counter(round(number * 100) for number in numbers)
            start = lines.index([sheet.title, *sheet.columns[1:]])
            written = lines[start + 1 : start + 1 + len(sheet.rows)]
            for row, line in zip(sheet.rows, written, strict=True):
                wanted = [shown(c.minor) for c in row.cells if isinstance(c, Figure)]
                assert set(wanted) <= set(line)


def test_what_is_gone_is_in_no_report(books: Books) -> None:
    """A client whose only entry is gone, and which is gone itself."""
    client, kept = books.client("Gone"), books.client("Kept")
    entries = [books.income(500, client=one, date=YEAR.first) for one in (client, kept)]
    bank = books.account()
    for entry in entries:
        books.call(entry, "pay", bank, YEAR.first)
    for row in (entries[0], client):
        books.do(lambda unit, row=row: unit.fresh(row).remove())
    for basis in BASES:
        assert [part.name for part in profit(books.workspace, YEAR, basis).clients] == ["Kept"]
