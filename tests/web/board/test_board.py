"""Boards: by any choice or link; counts and totals of columns, cards that may be moved, folding."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.kinds.link import TARGETS, Link
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Invoice
from freelancer_os.projects.models import Project, Service
from freelancer_os.web.board import columns as boards
from tests.books import DAY, Books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill

BOARDS = [
    "clients", "projects", "services", "invoices", "resources", "contacts", "goals",
    "meetings", "time-entries"
]  # fmt: skip


@pytest.mark.parametrize("slug", BOARDS)
def test_a_board_is_drawn_empty_and_full(slug: str, books: Books, web: Web) -> None:
    assert web.get(f"/{slug}/?view=board").status_code == 200
    record = fill(books)[slug]
    page = web.get(f"/{slug}/?view=board").content.decode()
    assert f'id="card-{record.pk}"' in page
    assert f'data-cell="/{slug}/{record.pk}/cell/' in page


def test_columns_count_and_add_up_and_follow_a_move(books: Books, web: Web) -> None:
    first = books.client("Acme", stage="lead", contract_value=100_000)
    books.client("Beta", stage="lead", contract_value=50_000)
    before = _columns(web)
    assert (before["lead"], before["client"]) == (("2", "€1,500.00"), ("0", ""))
    answer = web.post(
        f"/clients/{first.pk}/cell/stage/",
        {"value": "client", "opened": "lead"},
        headers={
            "hx-request": "true",
            "hx-current-url": "http://127.0.0.1/clients/?view=board",
        },
    )
    assert answer.status_code == 200
    after = _columns(web)
    assert (after["lead"], after["client"]) == (("1", "€500.00"), ("1", "€1,000.00"))
    assert 'id="card-' in answer.content.decode()


def test_own_stages_are_columns(books: Books, web: Web) -> None:
    first = books.client("Acme", stage="lead", contract_value=100_000)
    headers = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/?view=board"}
    cell = f"/clients/{first.pk}/cell/stage/"
    options = web.get(f"{cell}?q=On hold").content.decode()
    assert "+ New: “On hold”" in options
    assert "No stage" not in web.get(cell).content.decode()
    answer = web.post(cell, {"create": "On hold", "opened": "lead"}, headers=headers)
    assert "Stage of Acme is On hold" in answer.content.decode()
    assert _columns(web) == {
        "lead": ("0", ""),
        "negotiation": ("0", ""),
        "client": ("0", ""),
        "on_hold": ("1", "€1,000.00"),
    }
    assert "On hold" in web.get("/clients/").content.decode()  # a tab
    window = web.get("/client/").content.decode()
    assert '<span class="tag tag-blue">On hold</span>' in window
    answer = web.post(cell, {"value": "", "opened": "on_hold"}, headers=headers)
    assert answer.status_code == 422
    books.undo()
    assert "on_hold" not in _columns(web)


def test_a_board_keeps_its_filter(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    mine, other = books.invoice(client=acme), books.invoice(client=beta)
    page = web.get(f"/invoices/?view=board&client={acme.pk}").content.decode()
    assert str(mine.pk) in page
    assert str(other.pk) not in page


def test_a_collection_without_a_board_has_none(books: Books, web: Web) -> None:
    for slug in ("accounts", "payments", "transactions"):
        assert web.get(f"/{slug}/?view=board").status_code == 404


GROUPS = [
    (slug, one.name)
    for slug in BOARDS
    for one in collections.get(slug).groupings  # type: ignore[union-attr]  # all of them are there
]


@pytest.mark.parametrize(("slug", "group"), GROUPS)
def test_a_board_by_every_choice_and_link(slug: str, group: str, books: Books, web: Web) -> None:
    address = f"/{slug}/?view=board&group={group}"
    assert web.get(address).status_code == 200
    record = fill(books)[slug]
    few = _statements(web, address)
    assert_scoped(few)
    fill(books, 3)
    assert len(_statements(web, address)) == len(few), "however many columns and cards"
    sheet = web.get(address).context["sheet"]
    assert sheet.group == group
    holding = [pile for pile in sheet.piles if f"card-{record.pk}" in "".join(pile.column.cards)]
    (pile,) = holding
    assert int(pile.count) == len(pile.column.cards)
    shown = web.get(pile.all_url)
    assert shown.context["layout"] == "table"
    assert shown.context["sheet"].count == pile.count


def test_the_columns_of_a_link_are_the_targets_in_use_by_name(books: Books, web: Web) -> None:
    zeta, acme, _ = books.client("Zeta"), books.client("Acme"), books.client("Idle")
    for client, value in ((zeta, 100), (acme, 200), (acme, 300), (None, None)):
        books.make(Project, name="Site", client=client, value=value)
    assert _piles(web, "/projects/?view=board&group=client") == [
        (str(acme.pk), "2", "€5.00"),
        (str(zeta.pk), "1", "€1.00"),
        ("", "1", "€0.00"),
    ]
    assert _piles(web, "/projects/?view=board&group=client&client=none")[0] == ("", "1", "€0.00")
    page = web.get("/projects/?view=board&group=client").content.decode()
    assert f'data-preset="client={acme.pk}" data-preset-label="Acme"' in page
    assert re.search(r">\s*\+ New in Acme<", page)
    assert "Idle" not in page.split("data-board")[1]


def test_a_card_is_moved_to_another_target_and_to_none(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    mine = books.make(Project, name="Site", client=acme, value=500)
    books.make(Project, name="Other", client=beta)
    address = "/projects/?view=board&group=client"
    for value, wanted in ((str(beta.pk), beta.pk), ("", None), (str(acme.pk), acme.pk)):
        opened = str(books.fresh(mine).client_id or "")
        answer = web.post(
            f"/projects/{mine.pk}/cell/client/",
            {"value": value, "opened": opened},
            headers={"hx-request": "true", "hx-current-url": f"http://127.0.0.1{address}"},
        )
        assert answer.status_code == 200
        assert books.fresh(mine).client_id == wanted
        piles = {pile.column.value: pile for pile in answer.context["sheet"].piles}
        assert any(f"card-{mine.pk}" in card for card in piles[value].column.cards)


def test_counts_are_exact_to_two_hundred_where_they_are_not_kept(books: Books, web: Web) -> None:
    acme = books.client("Acme")

    def many(unit: Unit, number: int) -> None:
        made = (Service(workspace=unit.workspace, name="X", client=acme) for _ in range(number))
        unit.add(made)

    books.do(lambda unit: many(unit, 200))
    address = "/services/?view=board&group=client"
    assert _piles(web, address) == [(str(acme.pk), "200", "€0.00"), ("", "0", "")]
    books.do(lambda unit: many(unit, 1))
    assert _piles(web, address) == [(str(acme.pk), "200+", ""), ("", "0", "")]
    whole = web.get("/services/?view=board").context["sheet"].piles[0]
    assert (whole.count, whole.amount) == ("201", "€0.00"), "kept by the gateway"
    assert len(whole.column.cards) == boards.CARDS and whole.column.has_more


def test_what_is_void_adds_up_in_its_own_column_alone(books: Books, web: Web) -> None:
    client = books.client("Acme")
    for amount in (10_000, 20_000):
        invoice = books.invoice(client=client, due_date=DAY)
        books.income(amount, invoice=invoice)
        invoice = books.call(invoice, "send")
    books.call(invoice, "void")
    by_client = web.get("/invoices/?view=board&group=client").content.decode()
    assert "€100.00</a>" in by_client and "€300.00" not in by_client
    by_status = web.get(f"/invoices/?view=board&client={client.pk}").content.decode()
    assert "€200.00</a>" in by_status
    table = web.get("/invoices/?group=client").content.decode()
    group = table[table.index('class="group-row"') :].partition("</tr>")[0]
    added = re.findall(r'<a class="why" href="[^"]*client=[^"]*">([^<]+)<', group)
    assert added == ["€100.00", "€0.00", "€100.00", "€100.00"]  # total, paid, outstanding, net
    assert 'aria-label="Fold Acme"' in group


def test_the_amounts_of_a_board_say_whether_their_tax_is_in_them(books: Books, web: Web) -> None:
    fill(books)
    said = {slug: web.get(f"/{slug}/?view=board").context["sheet"].caption for slug in BOARDS}
    sums = ("clients", "projects", "services", "invoices")
    assert {slug: said.pop(slug) for slug in sums} == {
        "clients": "Contract value",
        "projects": "Value",
        "services": "Total value",
        "invoices": "Total, with tax",
    }
    assert set(said.values()) == {""}


def test_amounts_of_several_currencies_stand_side_by_side(books: Books, web: Web) -> None:
    acme = books.client("Acme")
    for currency, amount in (("EUR", 100), ("USD", 200), ("USD", 300)):
        rate = {} if currency == "EUR" else {"exchange_rate": 9_000_000_000}
        invoice = books.make(Invoice, client=acme, currency=currency)
        books.income(amount, invoice=invoice, currency=currency, **rate)
    found = _piles(web, "/invoices/?view=board&group=client")
    assert found[0] == (str(acme.pk), "3", "€1.00 + $5.00")


def test_cards_stand_in_the_order_that_is_asked_for(books: Books, web: Web) -> None:
    for name in ("Beta", "Acme", "Gamma"):
        books.client(name)
    cards = _cards(web, "/clients/?view=board&order=name")
    assert [name for name in cards if name] == ["Acme", "Beta", "Gamma"]
    assert _cards(web, "/clients/?view=board") == ["Gamma", "Acme", "Beta"], "newest first"


def test_a_column_is_folded_and_unfolded(books: Books, web: Web) -> None:
    books.client("Acme", stage="lead")
    sheet = web.get("/clients/?view=board").context["sheet"]
    answer = web.get(sheet.piles[0].fold_url)
    folded = answer.context["sheet"].piles[0]
    assert folded.column.is_folded and folded.column.cards == [] and folded.count == "1"
    page = answer.content.decode()
    assert 'aria-expanded="false" aria-label="Unfold Lead"' in page
    assert "New in Lead" not in page and "New in Client" in page
    assert folded.fold_url == "/clients/?view=board"
    both = web.get("/contacts/?view=board&fold=none,legal,nonsense").context["sheet"].piles
    assert [pile.column.value for pile in both if pile.column.is_folded] == ["legal", ""]


def test_more_targets_than_fit_are_told(books: Books, web: Web) -> None:
    for place in range(TARGETS + 2):
        client = books.client(f"Client {place:02}")
        books.make(Project, name="Site", client=client)
    answer = web.get("/projects/?view=board&group=client")
    labels = [pile.column.label for pile in answer.context["sheet"].piles]
    assert labels == [*(f"Client {place:02}" for place in range(TARGETS)), "No client"]
    assert f"The first {TARGETS} columns are shown" in answer.content.decode()


def test_many_columns_show_fewer_cards_each(
    books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "ALL_CARDS", 8)
    monkeypatch.setattr(boards, "FEWEST", 2)
    for place in range(3):
        books.make(Project, name=f"Site {place}", priority="low")
    answer = web.get("/projects/?view=board")
    sheet = answer.context["sheet"]
    assert [len(pile.column.cards) for pile in sheet.piles] == [2, 0, 0]
    assert answer.content.decode().count(">Show all 3</a>") == 1
    assert [pile.column.has_more for pile in sheet.piles] == [True, False, False]


def test_what_is_no_group_is_refused(books: Books, web: Web) -> None:
    for group in ("name", "nonsense", "invoice_amount"):
        answer = web.get(f"/clients/?view=board&group={group}")
        assert answer.status_code == 422
        assert "are not grouped by" in answer.content.decode()
        assert "data-board" in answer.content.decode()


def test_links_are_grouped_by_everywhere(books: Books) -> None:
    """Every link of every collection answers its columns."""
    found = fill(books)
    for collection in collections:
        for one in (f for f in collection.groupings if isinstance(f, Link)):
            record = collection.rows(books.workspace).filter(pk=found[collection.slug].pk).get()
            assert one.column_of(record) == (one.dump(record, None) or "")  # type: ignore[arg-type]


def _piles(web: Web, address: str) -> list[tuple[str, str, str]]:
    sheet = web.get(address).context["sheet"]
    return [(pile.column.value, pile.count, pile.amount) for pile in sheet.piles]


def _cards(web: Web, address: str) -> list[str]:
    page = web.get(address).content.decode().split("data-board")[1]
    return re.findall(r'class="card-title"><a href="[^"]+">([^<]+)<', page)


def _statements(web: Web, address: str) -> list[Any]:
    with CaptureQueriesContext(connection) as captured:
        assert web.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def _columns(web: Web) -> dict[str, tuple[str, str]]:
    context = web.get("/clients/?view=board").context
    return {pile.column.value: (pile.count, pile.amount) for pile in context["sheet"].piles}


def test_cards_stand_as_a_person_has_put_them(books: Books, web: Web) -> None:
    made = {name: books.client(name, stage="lead") for name in "CBA"}
    address = "/clients/?view=board"
    assert _cards(web, address) == ["A", "B", "C"]
    put = _putter(books, web, address)
    assert put(made["C"], "lead", made["A"]) == "Moved C"
    assert _cards(web, address) == ["A", "C", "B"]
    assert put(made["B"], "lead", None) == "Moved B"
    assert _cards(web, address) == ["B", "A", "C"]
    assert _cards(web, f"{address}&order=name") == ["A", "B", "C"], "sorted by a field"
    page = web.get(f"{address}&order=name").content.decode()
    assert 'data-unsorted="/clients/?view=board"' in page
    assert put(made["A"], "client", None) == "Stage of A is Client"
    assert put(made["C"], "client", made["A"]) == "Stage of C is Client"
    assert _cards(web, address) == ["B", "A", "C"]
    for _ in range(4):
        books.undo()
    assert _cards(web, address) == ["A", "B", "C"], "each move was one change"


def test_a_board_of_moved_cards_shows_the_first_of_each_column(books: Books, web: Web) -> None:
    many = boards.CARDS + 20

    def make(unit: Unit) -> None:
        unit.add(Project(workspace=unit.workspace, name=f"P{n:03}") for n in reversed(range(many)))

    books.do(make)
    address = "/projects/?view=board"
    shown = [f"P{n:03}" for n in range(boards.CARDS)]
    assert _cards(web, address) == shown
    last = Project.objects.of(books.workspace).get(name=f"P{many - 1:03}")
    first = Project.objects.of(books.workspace).get(name="P000")
    _putter(books, web, address)(last, "medium", first)
    assert _cards(web, address) == [shown[0], last.name, *shown[1:-1]]


def _putter(books: Books, web: Web, address: str) -> Any:
    """What puts a card into a column under another, and says what the history says."""

    def put(record: Any, column: str, above: Any) -> str:
        model = type(record)
        group = {"Client": "stage", "Project": "priority"}[model.__name__]
        opened = getattr(model.objects.get(pk=record.pk), group)
        answer = web.post(
            f"/{model.__name__.lower()}s/{record.pk}/cell/{group}/",
            {"value": column, "opened": opened, "after": str(above.pk) if above else ""},
            headers={"hx-request": "true", "hx-current-url": f"http://127.0.0.1{address}"},
        )
        assert answer.status_code == 200
        return books.last().sentence

    return put
