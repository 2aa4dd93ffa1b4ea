"""Boards: counts and totals of columns, cards that may be moved, filters."""

import pytest
from django.test import Client as Web

from tests.books import Books, open_books
from tests.web.test_every_collection import fill, signed_in

BOARDS = [
    "clients", "projects", "services", "invoices", "resources", "contacts", "goals"
]  # fmt: skip


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)


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
    assert _columns(web) == {"lead": ("2", "€1,500.00"), "client": ("0", "")}
    answer = web.post(
        f"/clients/{first.pk}/cell/stage/",
        {"value": "client", "opened": "lead"},
        headers={
            "hx-request": "true",
            "hx-current-url": "http://127.0.0.1/clients/?view=board",
        },
    )
    assert answer.status_code == 200
    assert _columns(web) == {"lead": ("1", "€500.00"), "client": ("1", "€1,000.00")}
    assert 'id="card-' in answer.content.decode()


def test_a_board_keeps_its_filter(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    mine, other = books.invoice(client=acme), books.invoice(client=beta)
    page = web.get(f"/invoices/?view=board&client={acme.pk}").content.decode()
    assert str(mine.pk) in page
    assert str(other.pk) not in page


def test_a_collection_without_a_board_has_none(books: Books, web: Web) -> None:
    for slug in ("accounts", "payments", "transactions"):
        assert web.get(f"/{slug}/?view=board").status_code == 404


def _columns(web: Web) -> dict[str, tuple[str, str]]:
    context = web.get("/clients/?view=board").context
    piles = {pile.column.value: pile for pile in context["sheet"].piles}
    return {value: (piles[value].count, piles[value].amount) for value in ("lead", "client")}
