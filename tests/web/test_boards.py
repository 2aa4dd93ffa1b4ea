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


def test_own_stages_are_columns_while_somebody_is_in_them(books: Books, web: Web) -> None:
    first = books.client("Acme", stage="lead", contract_value=100_000)
    headers = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/?view=board"}
    cell = f"/clients/{first.pk}/cell/stage/"
    options = web.get(f"{cell}?q=On hold").content.decode()
    assert "+ New stage “On hold”" in options
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
    assert '<span class="tag tag-stone">On hold</span>' in window
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


def _columns(web: Web) -> dict[str, tuple[str, str]]:
    context = web.get("/clients/?view=board").context
    return {pile.column.value: (pile.count, pile.amount) for pile in context["sheet"].piles}
