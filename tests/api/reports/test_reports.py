"""The reports over the API: the year worked out by hand, the files, what is refused."""

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest

from freelancer_os.api.reports import reports
from freelancer_os.core.values.months import month_beside
from freelancer_os.core.values.spans import month_of
from tests.api.cast import Program, new_program
from tests.books import Books
from tests.year import FIGURES, write_year

YEAR = "date_from=2026-01-01&date_to=2026-12-31"
RESULT = ("income", "expenses", "exchange", "profit", "drafts")


@pytest.fixture
def year(me: Program) -> Program:
    write_year(Books(me.workspace, me.user))
    return me


def test_profit_and_loss(year: Program) -> None:
    for basis in ("accrual", "cash"):
        found, wanted = year.read(f"reports/profit-and-loss?{YEAR}&basis={basis}"), FIGURES[basis]
        assert {name: found[name] for name in RESULT} == {name: wanted[name] for name in RESULT}
        assert (found["currency"], found["basis"], found["compared"]) == ("EUR", basis, None)
        months = {one["month"]: [one["income"], one["expenses"]] for one in found["months"]}
        assert months["2026-06"] == wanted["months"]["2026-06"][:2]
        parts = {one["name"]: one["amount"] for one in found["categories"]}
        assert parts == wanted["categories"]
        assert {one["name"]: one["amount"] for one in found["clients"]} == wanted["clients"]


def test_the_basis_of_the_workspace_counts(year: Program) -> None:
    assert year.ask("PATCH", "workspace", {"basis": "cash"}).status_code == 200
    found = year.read(f"reports/profit-and-loss?{YEAR}")
    assert (found["basis"], found["income"]) == ("cash", FIGURES["cash"]["income"])


def test_compared(year: Program) -> None:
    may = "date_from=2026-05-01&date_to=2026-05-31"
    found = year.read(f"reports/profit-and-loss?{may}&compare=before")["compared"]
    assert (found["date_from"], found["date_to"]) == ("2026-04-01", "2026-04-30")
    assert (found["income"], found["profit"]) == ("0.00", "0.00")
    found = year.read(f"reports/profit-and-loss?{YEAR}&compare=year")["compared"]
    assert (found["date_from"], found["income"]) == ("2025-01-01", "0.00")


def test_tax(year: Program) -> None:
    found = year.read(f"reports/tax?{YEAR}&basis=accrual")
    assert found["to_pay"] == FIGURES["accrual"]["to_pay"]
    rates = {f"{one['category']}-{one['rate']}": one["income_tax"] for one in found["rates"]}
    assert rates == {"S-19": "228.00", "S-7": "14.00", "Z-0": "0.00"}


def test_receivables(year: Program) -> None:
    found = year.read("reports/receivables?on=2026-02-28")
    ages = ("total", "not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")
    assert [found[age] for age in ages] == FIGURES["receivables"]["2026-02-28"]
    assert [(one["name"], one["total"]) for one in found["clients"]] == [
        ("Beta", "990.00"),
        ("Acme", "702.00"),
    ]
    (claim,) = found["clients"][1]["invoices"]
    assert (claim["number"], claim["due"], claim["age"]) == ("1", "2026-01-24", "days_31_60")


def test_invoices_that_are_too_many_are_told_of_one_client(
    year: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MANY", 1)
    found = year.read("reports/receivables?on=2026-02-28")["clients"]
    assert [(one["invoices"], one["count"]) for one in found] == [(None, 1), (None, 1)]
    (one,) = year.read(f"reports/receivables?on=2026-02-28&client={found[0]['client']}")["clients"]
    assert [claim["amount"] for claim in one["invoices"]] == [one["total"]] == [found[0]["total"]]


def test_what_is_really_mine(me: Program) -> None:
    """2,000.00 with 19 % come in, a bill of 119.00 waits, 30 % are set aside, some tax is paid."""
    books, today = Books(me.workspace, me.user), me.workspace.today
    bank = books.account()
    books.edit(me.workspace, set_aside=300_000)
    entry = books.income(200_000, tax_rate=190_000, date=today)
    books.call(entry, "pay", bank, today)
    books.expense(11_900, tax_rate=190_000, date=today)
    for counts, amount in (("sales_tax", 10_000), ("income_tax", 5_000), ("private", 7_000)):
        made = me.post("categories", {"name": counts, "kind": "expense", "counts": counts}).json()
        values = {"kind": "expense", "date": today.isoformat(), "category": made["id"]}
        paid = me.post("transactions", {**values, "amount": f"{amount / 100:.2f}"}).json()
        asked = {"account": str(bank.pk), "paid_on": today.isoformat()}
        assert me.ask("PATCH", f"transactions/{paid['id']}", asked).status_code == 200
    found = me.read("reports/mine")
    assert found["in_accounts"] == "2160.00"  # 2,380.00 - 100.00 - 50.00 - 70.00
    assert found["tax_collected"] == "261.00"  # 380.00 - 19.00 - 100.00 paid over
    assert found["tax_set_aside"] == "520.00"  # 30 % of 2,000.00 - 100.00, less 50.00
    assert found["bills_due"] == "119.00"
    assert found["free"] == "1260.00"


def test_the_balance_of_an_account(year: Program) -> None:
    accounts = {one["name"]: one["id"] for one in year.read("accounts")["items"]}
    for name in ("Bank", "Dollars"):
        found = year.read(f"reports/balance?account={accounts[name]}&{YEAR}")
        assert found["closing"] == FIGURES["balances"][name]
    months = {
        one["month"]: one["balance"] for one in year.read(f"reports/balance?{YEAR}")["months"]
    }
    assert {month: months[month] for month in FIGURES["bank"]} == FIGURES["bank"]
    assert found["currency"] == "USD"
    assert year.get("reports/balance?account=x").status_code == 422


def test_the_entries_behind_a_figure(year: Program) -> None:
    found = year.read(f"reports/entries?{YEAR}&kind=expense&basis=accrual")
    assert sum(round(float(one["amount"]) * 100) for one in found["items"]) == 37_860
    assert found["next"] is None


def test_the_balance_of_the_bank_against_ours(year: Program) -> None:
    bank = next(one["id"] for one in year.read("accounts")["items"] if one["name"] == "Bank")
    found = year.read(f"reports/reconciliation?account={bank}&on=2026-12-31&closing=2420.30")
    told = (found["closing"], found["closing_from"], found["ours"], found["agrees"])
    assert told == ("2420.30", "typed", FIGURES["balances"]["Bank"], True)
    found = year.read(f"reports/reconciliation?account={bank}&on=2026-12-31&closing=0")
    assert (found["difference"], found["parts_on"]) == ("-2420.30", "2026-12-31")
    listed = sum(round(float(one["amount"]) * 100) for one in found["only_ours"])
    assert (found["only_bank"], found["unexplained"]) == ([], f"{(listed - 242030) / 100:.2f}")
    found = year.read(f"reports/reconciliation?account={bank}")
    assert (found["closing"], found["agrees"], found["only_ours"]) == (None, None, [])


@pytest.mark.parametrize(
    "slug", ["profit-and-loss", "tax", "receivables", "mine", "balance", "reconciliation"]
)
def test_each_as_a_file(year: Program, slug: str) -> None:
    for ending, start in (("csv", "\ufeff".encode()), ("xlsx", b"PK")):
        answer = year.get(f"reports/{slug}.{ending}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        assert f"{slug}.{ending}" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("reports/profit-and-loss?date_from=2026-02-30", "date_from"),
        ("reports/profit-and-loss?date_from=2026-05-01&date_to=2026-04-01", "date_to"),
        ("reports/profit-and-loss?date_from=1900-01-01&date_to=2026-04-01", "date_to"),
        ("reports/profit-and-loss?basis=both", "basis"),
        ("reports/profit-and-loss?compare=never", "compare"),
        ("reports/receivables?on=tomorrow", "on"),
        ("reports/reconciliation?account=x", "account"),
        ("reports/reconciliation?on=tomorrow", "on"),
        ("reports/entries?kind=both", "kind"),
        ("reports/entries?category=x", "category"),
        ("reports/entries?tax_category=S&tax_rate=%C2%B2", "tax_rate"),
        ("reports/entries?after=x_y", "after"),
        ("reports/entries?of=all", "of"),
        ("reports/mine?on=2026-01-01", "on"),
    ],
)
def test_what_makes_no_sense_is_refused(me: Program, asked: str, field: str) -> None:
    answer = me.get(asked)
    assert answer.status_code in {400, 422}, answer.content
    assert field in answer.content.decode()


def test_a_report_that_is_not_there(me: Program) -> None:
    assert me.get("reports/none.csv").status_code == 404
    assert me.get("reports/none").status_code == 404


def test_nothing_of_another_workspace(year: Program) -> None:
    stranger: Any = new_program()
    found = stranger.read(f"reports/profit-and-loss?{YEAR}")
    assert (found["income"], found["clients"], found["categories"]) == ("0.00", [], [])
    assert stranger.read(f"reports/entries?{YEAR}")["items"] == []


def test_the_year_in_one_file(year: Program) -> None:
    answer = year.get("reports/year-end?year=2026")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    names = ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert {"Entries.xlsx", "Missing.xlsx", "Profit and loss.pdf", "Tax.pdf"} <= set(names)
    assert year.get("reports/year-end?year=26").status_code == 422
    assert year.get("reports/year-end.csv?year=2026").status_code == 200


def test_what_recurs_in_the_coming_months(me: Program) -> None:
    today = me.workspace.today
    rent = {"kind": "expense", "description": "Rent", "amount": "500.00", "every": "month"}
    made = me.made("recurring", {**rent, "start_date": (today + timedelta(days=1)).isoformat()})
    found = me.read("reports/coming")
    assert len(found["items"]) >= 11
    first = found["items"][0]
    assert (first["recurring"], first["title"], first["kind"]) == (made["id"], "Rent", "expense")
    assert (first["date"], first["total"]) == (made["next_date"], "500.00")


def test_the_budgets_of_last_month_once_more(me: Program) -> None:
    category = me.made("categories", {"name": "Tools", "kind": "expense"})["id"]
    assert me.post("budgets/together/again").status_code == 409
    last = month_beside(month_of(me.workspace.today), -1)
    me.made("budgets", {"category": category, "month": last, "amount": "100.00"})
    assert me.post("budgets/together/again").status_code == 200
    found = me.read(f"budgets?month={month_of(me.workspace.today)}")["items"]
    assert [(one["category"], one["amount"]) for one in found] == [(category, "100.00")]
    assert me.post("clients/together/again").status_code == 404
