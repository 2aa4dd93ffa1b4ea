"""Home: figures, attention, what was just changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Budget, Category, Invoice
from freelancer_os.people.models import Membership
from freelancer_os.transfer.sample.adding import add_sample
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.windows.home import greeting
from tests.books import Books, open_books


@pytest.fixture
def books(db: None) -> Books:
    return open_books()


@pytest.fixture
def inside(client: Client, books: Books) -> Client:
    client.force_login(books.user)
    return client


def _figures(client: Client) -> dict[str, tuple[str, str]]:
    return {f.label: (f.value, f.note) for f in client.get("/").context["figures"]}


def _sent(books: Books, *, due: int, amount: int = 10_000) -> Invoice:
    today = books.workspace.today
    invoice = books.invoice(client=books.client(), due_date=today + timedelta(days=due))
    books.income(amount, invoice=invoice, date=today)
    return books.edit(invoice, status="sent")


def test_an_empty_home_says_what_comes_next(inside: Client) -> None:
    page = inside.get("/").content.decode()
    assert "Nothing is overdue" in page
    assert "What you change shows here" in page
    assert _figures(inside)["Money in accounts"] == ("€0.00", "No account yet")


def test_the_doorways_lead_into_both_windows(inside: Client) -> None:
    page = inside.get("/").content.decode()
    for address in (
        "/finance/?compose=income",
        "/finance/?compose=expense",
        "/import/",
        "/clients/?compose=client",
        "/invoices/?compose=invoice",
        "/workflow/",
    ):
        assert f'href="{address}"' in page


def test_money_in_accounts_adds_up_the_base_currency_and_names_the_others(
    inside: Client, books: Books
) -> None:
    books.account("Bank", opening_balance=100_000)
    books.account("Cash", opening_balance=2_050)
    books.account("Wise", opening_balance=30_000, currency="USD")
    found = _figures(inside)["Money in accounts"]
    assert found == ("€1,020.50", "3 accounts, plus US$300.00")


def test_still_to_be_paid_counts_what_is_overdue(inside: Client, books: Books) -> None:
    _sent(books, due=-1, amount=10_000)
    _sent(books, due=0, amount=5_000)
    assert _figures(inside)["Still to be paid"] == ("€150.00", "1 invoice overdue")


def test_what_is_still_to_be_paid_is_that_of_sent_invoices_and_says_so(
    inside: Client, books: Books
) -> None:
    _sent(books, due=9, amount=10_000)
    books.income(70_000)
    assert _figures(inside)["Still to be paid"] == ("€100.00", "Nothing overdue")
    for address in ("/", "/finance/"):
        assert ">Of sent invoices, with tax</span>" in inside.get(address).content.decode()


def test_profit_is_that_of_this_month(inside: Client, books: Books) -> None:
    today = books.workspace.today
    books.income(50_000, date=today, tax_rate=190_000)
    books.expense(11_900, date=today, tax_rate=190_000, tax_included=True)
    books.income(70_000, date=today.replace(day=1) - timedelta(days=1))
    found = _figures(inside)["Profit this month"]
    assert found == ("€400.00", "€500.00 earned, €100.00 spent to today, without tax")


def test_the_month_costs_the_same_with_many_entries(inside: Client, books: Books) -> None:
    today = books.workspace.today
    books.income(50_000, date=today)
    with CaptureQueriesContext(connection) as few:
        inside.get("/")
    for _ in range(20):
        books.income(50_000, date=today)
    with CaptureQueriesContext(connection) as many:
        assert _figures(inside)["Profit this month"][0] == "€10,500.00"
    assert len(few) == len(many)
    summed = [query["sql"] for query in many if "SUM" in query["sql"]]
    assert summed == []


def _done(client: Client) -> list[bool]:
    return [step.is_done for step in client.get("/").context["first"].steps]


def test_a_step_ticks_itself_by_what_was_really_done(inside: Client, books: Books) -> None:
    assert _done(inside) == [True] + [False] * 6
    add_sample(books.workspace, books.user)
    assert _done(inside) == [True] + [False] * 6  # the sample is not what a person did
    account, acme = books.account(), books.client()
    books.income()
    assert _done(inside) == [True, True, False, True, False, False, False]
    invoice = books.invoice(client=acme)
    books.income(invoice=invoice)
    assert _done(inside)[4:] == [True, False, False]
    books.call(books.edit(invoice, status="sent"), "mark_paid", account)
    assert _done(inside) == [True, True, False, True, True, True, True]
    Membership.objects.get(user=books.user).guide("finance", "ended")
    assert all(_done(inside))
    page, folded = inside.get("/").content.decode(), '<details class="panel" id="home-set-up">'
    assert page.index('id="home-changed"') < page.index(folded) < page.index('class="steps"')


def test_the_steps_are_put_away_and_called_back(inside: Client, books: Books) -> None:
    folded = '<details class="panel" id="home-set-up">'
    assert folded not in inside.get("/").content.decode()
    inside.post("/first-steps/", {"away": "1"})
    assert folded in inside.get("/").content.decode()
    inside.post("/first-steps/", {"away": ""})
    assert folded not in inside.get("/").content.decode()


def test_home_offers_the_sample_until_there_is_money_in_the_books(
    inside: Client, books: Books
) -> None:
    offer = 'action="/settings/sample/add/"'
    assert offer in inside.get("/").content.decode()
    inside.post("/settings/sample/add/")
    page = inside.get("/").content.decode()
    assert offer not in page and 'href="/settings/sample/"' in page
    books.undo()
    books.client()
    assert offer in inside.get("/").content.decode()
    books.income()
    assert offer not in inside.get("/").content.decode()


def test_what_is_not_yet_invoiced_opens_what_adds_up_to_it(inside: Client, books: Books) -> None:
    books.income(7_000)
    _sent(books, due=3)
    (figure,) = [f for f in inside.get("/").context["figures"] if f.label == "Not yet invoiced"]
    assert figure.value == "€70.00"
    assert "€70.00" in inside.get(figure.url).content.decode()


def test_under_contract_says_how_much_of_it_is_invoiced(inside: Client, books: Books) -> None:
    acme = books.client(contract_value=40_000)
    books.client("Northwind", contract_value=60_000)
    books.income(25_000, invoice=books.invoice(client=acme))
    assert _figures(inside)["Under contract"] == ("€1,000.00", "25% invoiced")


def test_the_oldest_overdue_invoices_stand_first_and_no_more_than_five(
    inside: Client, books: Books
) -> None:
    invoices = [_sent(books, due=due) for due in (-1, -7, -3, -5, -2, -6)]
    late = [one.invoice.pk for one in inside.get("/").context["late"]]
    assert late == [invoices[i].pk for i in (1, 5, 3, 2, 4)]


def test_client_income_without_a_client_needs_attention(inside: Client, books: Books) -> None:
    books.income()
    books.income(client=books.client())
    books.income(category=None)
    assert inside.get("/").context["unlinked"] == "1 client income without a client"


def test_each_recent_change_has_its_undo(inside: Client, books: Books) -> None:
    books.client("First")
    mine = books.last()
    books.colleague().client("Theirs")
    found = inside.get("/").context["changes"]
    assert [(line.who, line.may_undo) for line in found] == [("Ben", True), ("You", True)]
    inside.post(f"/history/{mine.pk}/undo/")
    assert [line.who for line in inside.get("/").context["changes"]] == ["Ben"]


def test_home_costs_the_same_however_much_there_is(inside: Client, books: Books) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert inside.get("/").status_code == 200
        return len(captured)

    _sent(books, due=-1)
    books.income()
    few = statements()
    for _ in range(6):
        _sent(books, due=-1)
        books.income()
        books.expense()
        books.account()
    assert statements() == few


def test_home_shows_nothing_of_another_workspace(inside: Client, books: Books) -> None:
    stranger = open_books()
    _sent(stranger, due=-1)
    stranger.account("Theirs", opening_balance=99_900)
    found = inside.get("/")
    assert found.context["late"] == []
    assert found.context["changes"] == []
    assert _figures(inside)["Money in accounts"] == ("€0.00", "No account yet")
    assert "Theirs" not in found.content.decode()


def _desk(books: Books) -> Desk:
    return Desk(books.user, books.workspace, Membership(), Formats.of(books.workspace))


@pytest.mark.django_db
def test_the_greeting_follows_the_clock_of_the_workspace() -> None:
    desk = _desk(open_books(time_zone="Europe/Berlin"))  # an hour ahead of UTC in winter
    parts = {3: "evening", 4: "morning", 10: "morning", 11: "afternoon", 16: "afternoon"}
    parts[17] = "evening"
    for hour, words in parts.items():
        assert greeting(datetime(2026, 1, 15, hour, tzinfo=UTC), desk) == f"Good {words}, Ada"


def test_home_answers_htmx_with_its_main_part(inside: Client) -> None:
    page = inside.get("/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert '<main id="main"' in page


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (7_900, ""),
        (8_000, "nearly used up: €20.00 of €100.00 left"),
        (10_000, "used up: €100.00 of €100.00"),
        (12_000, "overspent: €120.00 of €100.00"),
    ],
)
def test_a_budget_warns_when_most_of_it_is_gone(
    inside: Client, books: Books, spent: int, said: str
) -> None:
    today = books.workspace.today
    tools = books.make(Category, name="Tools", kind="expense")
    for period in ({"month": f"{today:%Y-%m}"}, {"year": today.year - 1}):
        books.make(Budget, category=tools, amount=10_000, **period)
    books.expense(spent, category=tools, date=today)
    answer = inside.get("/")
    assert [one.words for one in answer.context["budgets"]] == ([said] if said else [])
    assert ("Tools, " in answer.content.decode()) is bool(said)
