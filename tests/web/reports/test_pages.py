"""The reports as pages: the year worked out by hand, periods, what is behind a figure, files."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client as Web

from freelancer_os.core.values.spans import month_after
from freelancer_os.finance.models import Budget, Category, Payment, Recurring
from freelancer_os.reports import owed, statements, year_end
from freelancer_os.reports.sheets import Figure
from freelancer_os.reports.written import packing
from freelancer_os.web.windows.figures import NOT_INVOICED
from tests.books import TAX, Books
from tests.year import FIGURES, write_year

YEAR = "date_from=2026-01-01&date_to=2026-12-31"
REPORTS = ("profit-and-loss", "tax", "receivables", "mine", "balance", "reconciliation")


@pytest.fixture
def year(books: Books) -> Books:
    write_year(books)
    return books


def euros(text: str) -> str:
    """An amount as the page shows it."""
    whole, cents = text.lstrip("-").split(".")
    return f"{'−' if text.startswith('-') else ''}€{int(whole):,}.{cents}"


def text_of(answer: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"[\s\u2066\u2067\u2068\u2069]+", " ", page)


def test_the_overview_shows_the_year(year: Books, web: Web) -> None:
    for basis in ("accrual", "cash"):
        wanted = FIGURES[basis]
        shown = text_of(web.get(f"/finance/?{YEAR}&basis={basis}"))
        for name in ("income", "expenses", "profit"):
            assert euros(wanted[name]) in shown, (basis, name)
        for amount in (*wanted["categories"].values(), *wanted["clients"].values()):
            if amount not in {wanted["categories"]["Client"], wanted["categories"]["Interest"]}:
                assert euros(amount) in shown
    assert "€80.00 more is on no invoice" in shown
    assert "€80.00" in text_of(web.get(NOT_INVOICED))


def cents(text: str) -> int:
    """An amount as the page shows it, in cents."""
    number = int(re.sub(r"[^\d]", "", text))
    return -number if re.match(r"\W*[−-]", text) else number


def test_each_figure_of_the_overview_leads_to_what_adds_up_to_it(year: Books, web: Web) -> None:
    software = next(one for one in year.all(Category) if one.name == "Software")
    year.make(Budget, category=software, year=2026, amount=200_00)
    page = web.get(f"/finance/?{YEAR}").content.decode()
    found = re.findall(r'href="(/reports/entries/[^"]+)"[^>]*>(?:<title>)?([^<]*)<', page)
    assert len(found) > 12  # figures, bars, categories, clients
    for url, text in found:
        amount = re.search(r"[−-]?€[\d,.]+", text)
        assert amount, (url, text)
        behind = web.get(url.replace("&amp;", "&"))
        assert behind.status_code == 200
        assert f": {amount[0]}" in text_of(behind), url
        rows = re.findall(r'<td class="cell-money num">([^<]+)<', behind.content.decode())
        assert sum(map(cents, rows)) == cents(amount[0]), url


def test_by_account_it_shows_what_moved(year: Books, web: Web) -> None:
    for ends in (YEAR, "date_from=2026-02-10&date_to=2026-03-05"):
        first, last = re.findall(r"\d{4}-\d\d-\d\d", ends)
        shown = web.get(f"/finance/?{ends}").context["overview"].accounts
        assert len(shown) > 1
        for account, moved, url in shown:
            paid = Payment.objects.filter(account=account, date__range=(first, last))
            whole = sum(one.flow for one in paid)
            assert cents(moved) == whole
            assert account.currency != "EUR" or moved in web.get(url).content.decode()


def test_profit_and_loss(year: Books, web: Web) -> None:
    shown = text_of(web.get(f"/reports/profit-and-loss/?{YEAR}&compare=year"))
    for part in ("2026", "2025", "By date of the entries (accrual)", "Exchange gain or loss"):
        assert part in shown
    for month in FIGURES["accrual"]["months"].values():
        for amount in month:
            assert euros(amount) in shown


def test_receivables_on_a_day_as_one_writes_it(year: Books, web: Web) -> None:
    shown = text_of(web.get("/reports/receivables/?on=28 Feb 2026"))
    for amount in FIGURES["receivables"]["2026-02-28"]:
        assert euros(amount) in shown
    assert re.search("On (28 Feb|Feb 28,) 2026", shown)


@pytest.mark.parametrize("slug", REPORTS)
def test_each_is_there_with_nothing_in_it(books: Books, web: Web, slug: str) -> None:
    assert web.get(f"/reports/{slug}/").status_code == 200
    for ending in ("csv", "xlsx"):
        answer = web.get(f"/reports/{slug}.{ending}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")


def test_the_list_leads_to_each(books: Books, web: Web) -> None:
    page = web.get("/reports/").content.decode()
    for slug in REPORTS:
        assert f'href="/reports/{slug}/"' in page


def test_a_period_that_makes_no_sense_is_told_and_kept(books: Books, web: Web) -> None:
    for path in ("/finance/", "/reports/tax/"):
        answer = web.get(f"{path}?date_from=someday&date_to=2026-12-31")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="someday"' in page and "Write the date like" in page
    answer = web.get("/reports/tax/?date_from=2026-02-01&date_to=2026-01-01")
    assert "A period ends on or after its first day." in answer.content.decode()
    answer = web.get("/reports/receivables/?on=someday")
    assert answer.status_code == 422 and 'value="someday"' in answer.content.decode()


def test_the_ways_to_the_period_before_and_after(books: Books, web: Web) -> None:
    page = web.get("/reports/tax/?date_from=2026-02-01&date_to=2026-02-28").content.decode()
    found = {way: url for url, way in re.findall(r'href="([^"]+)" data-go data-step="(-?1)"', page)}
    assert "date_from=2026-01-01&amp;date_to=2026-01-31" in found["-1"]
    assert "date_from=2026-03-01&amp;date_to=2026-03-31" in found["1"]


def test_what_is_not_there(books: Books, web: Web) -> None:
    for path in ("none/", "none.csv", "tax.pdf", "entries/?kind=both", "tax.csv?date_from=x"):
        assert web.get(f"/reports/{path}").status_code == 404


def test_the_chart_says_in_words_what_it_draws(year: Books, web: Web) -> None:
    page = web.get(f"/finance/?{YEAR}").content.decode()
    assert 'aria-label="Income January 2026: €1,200.00"' in page
    assert 'aria-label="Expenses December 2026: €200.00"' in page
    table = text_of(web.get(f"/finance/?{YEAR}"))
    assert "Jan 2026 €1,200.00 €100.00" in table


def test_what_is_expected_of_a_month_stands_where_its_bar_leads(books: Books, web: Web) -> None:
    """A sent invoice that is due then, and what recurs."""
    day = month_after(books.workspace.today.replace(day=1), 1)
    invoice = books.invoice()
    books.income(2_160_00, invoice=invoice, tax_rate=TAX)
    books.edit(invoice, status="sent", due_date=day)
    for kind, amount in (("income", 360_00), ("expense", 24_00)):
        books.make(Recurring, kind=kind, description="Plan", amount=amount, every="month",
                   start_date=day, end_date=day)  # fmt: skip
    ends = f"date_from={day - timedelta(days=100)}&date_to={day + timedelta(days=100)}"
    drawn = web.get(f"/finance/?{ends}").context["overview"].chart.svg
    for amount in ("€2,520.00", "€24.00"):
        way = re.search(f'href="([^"]+)"[^>]*aria-label="[^"]*{amount}', drawn)
        assert way and amount in text_of(web.get(way[1].replace("&amp;", "&"))), amount


def test_the_settings_of_the_books(books: Books, web: Web) -> None:
    given = {"basis": "cash", "recovers_tax": "False", "set_aside": "27.5 %"}
    hidden = {"initial-basis": "accrual", "initial-recovers_tax": "True", "initial-set_aside": "0"}
    assert web.post("/settings/save/", {**given, **hidden}).status_code == 302
    workspace = books.fresh(books.workspace)
    assert (workspace.basis, workspace.recovers_tax, workspace.set_aside) == (
        "cash",
        False,
        275_000,
    )
    assert "As it was paid (cash)" in text_of(web.get("/finance/"))
    answer = web.post("/settings/save/", {"set_aside": "130", "initial-set_aside": "27.5"})
    assert answer.status_code == 422
    web.post("/settings/save/", {"closed_until": "2026-01-31", "initial-closed_until": ""})
    assert str(books.fresh(books.workspace).closed_until) == "2026-01-31"
    shown = {"closed_until": "", "initial-closed_until": "31/01/2026"}
    web.post("/settings/save/", shown)
    assert books.fresh(books.workspace).closed_until is None
    wrong = web.post("/settings/save/", {"closed_until": "someday", "initial-closed_until": ""})
    assert wrong.status_code == 422 and 'value="someday"' in wrong.content.decode()


def test_the_year_end_pack(year: Books, web: Web) -> None:
    page = web.get("/reports/year-end/?year=2026").content.decode()
    assert 'href="/reports/year-end.zip?year=2026"' in page
    assert "Expenses without receipt" in page
    answer = web.get("/reports/year-end.zip?year=2026")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert web.get("/reports/year-end/?year=x").status_code == 404
    assert web.get("/reports/tax.zip").status_code == 404


def test_a_large_year_is_made_beside_the_page(
    year: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_end, "LARGE", 3)
    begun: list[Callable[[], None]] = []
    monkeypatch.setattr(packing, "apart", begun.append)
    page, address = "/reports/year-end/?year=2026", "/reports/year-end/pack/?year=2026"
    assert "Make the file of the year" in text_of(web.get(page))
    for _twice in range(2):
        assert web.post(address).status_code == 302
    assert re.search(r"File 0 of \d+", text_of(web.get(address, headers={"hx-request": "true"})))
    (act,) = begun
    act()
    assert re.search(r"Download the year Made .*Make it anew", text_of(web.get(page)))
    answer = web.get("/reports/year-end.zip?year=2026&kept")
    assert ZipFile(BytesIO(b"".join(answer))).testzip() is None
    assert web.get("/reports/year-end.zip?year=2025&kept").status_code == 404


def test_a_pack_that_fails_leaves_nothing_and_says_so(
    year: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_end, "LARGE", 3)
    monkeypatch.setattr(packing, "apart", lambda act: act())
    with monkeypatch.context() as broken:
        broken.setattr(year_end, "paper_of", lambda _invoice: 1 // 0)
        web.post("/reports/year-end/pack/?year=2026")
        assert "could not be made" in text_of(web.get("/reports/year-end/?year=2026"))
        assert not list(packing.folder().glob(f"{year.workspace.pk}*"))
        with pytest.raises(ZeroDivisionError):
            web.get("/reports/year-end.zip?year=2026")
    web.post("/reports/year-end/pack/?year=2026")
    assert "Make it anew" in text_of(web.get("/reports/year-end/?year=2026"))


def test_the_largest_clients_alone_are_listed_and_the_way_to_all(
    year: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are one line that adds up and leads to them; the files have all of them."""
    for module in (statements, owed):
        monkeypatch.setattr(module, "MOST", 1)
    for slug, query in (("profit-and-loss", YEAR), ("receivables", "on=2026-02-28")):

        def listed(address: str) -> dict[str, Figure]:
            rows = web.get(address).context["statement"].sheets[-1].rows
            sums = {row.cells[0]: row.cells[-1] for row in rows if not row.record.startswith("inv")}
            sums.pop("Total", None)
            return sums

        few = listed(f"/reports/{slug}/?{query}")
        assert list(few)[1:] == ["1 more client"]
        every = listed(f"/{few['1 more client'].why}")
        assert len(every) == 2 and "1 more client" not in every
        assert sum(one.minor for one in few.values()) == sum(one.minor for one in every.values())
        file = web.get(f"/reports/{slug}.csv?{query}").content.decode()
        assert all(name in file for name in every)


def test_a_client_leads_to_its_invoices_where_they_are_many(
    year: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed, "MANY", 2)
    page = web.get("/reports/receivables/?on=28 Feb 2026").content.decode()
    assert 'href="/invoices/' not in page.partition("report-table")[2]
    ways = re.findall(r'href="(/reports/receivables/[^"]*client=[^"]*)">([^<]*)<', page)
    assert len(ways) == 2
    for way, amount in ways:
        one = web.get(way.replace("&amp;", "&")).content.decode()
        claims = re.findall(r'<tr class="report-partly">.*?</tr>', one)
        assert claims and all('href="/invoices/' in claim for claim in claims)
        assert sum(cents(re.findall(r"€[\d,.]+", claim)[-1]) for claim in claims) == cents(amount)
    assert web.get("/reports/receivables/?client=x").status_code == 404
