"""Another base currency on its page: looked at first, then changed, and undone."""

import pytest

from freelancer_os.finance.models import Transaction
from tests.books import Books
from tests.web.conftest import Web

PAGE = "/settings/currency/"


def test_home_and_the_settings_lead_to_it(web: Web) -> None:
    for page in ("/", "/settings/"):
        assert f'href="{PAGE}"' in web.get(page).content.decode()
    assert web.get(PAGE).status_code == 200


def test_what_changes_is_looked_at_first(web: Web, books: Books) -> None:
    books.account(opening_balance=10_050)
    invoice = books.billed(20_051)
    books.edit(invoice, status="sent")
    before = books.state()
    answer = web.post(f"{PAGE}preview/", {"currency": "JPY", "how": "relabel"})
    page = answer.content.decode()
    assert answer.status_code == 200
    for told in ("From EUR to JPY", "€100.50", "¥101", "€200.51", "¥201", "2026-001"):
        assert told in page
    assert books.state() == before
    assert books.fresh(books.workspace).currency == "EUR"


def test_it_is_changed_and_undone(web: Web, books: Books) -> None:
    books.income(10_000)
    typed = {"currency": "CHF", "how": "convert", "rate": "0.95", "date": ""}
    assert "9,500.00" not in web.get("/").content.decode()
    answer = web.post(f"{PAGE}save/", typed)
    assert answer.status_code == 302
    assert [one.base_net for one in books.all(Transaction)] == [9_500]
    assert books.last().words == "Changed the base currency from EUR to CHF, at 0.95"
    assert "CHF" in web.get("/finance/").content.decode()
    books.undo()
    assert [one.base_net for one in books.all(Transaction)] == [10_000]
    assert books.fresh(books.workspace).currency == "EUR"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"currency": "EUR", "how": "relabel"}, "The books are in EUR already."),
        ({"currency": "KWD", "how": "convert"}, "Enter the rate."),
        ({"currency": "CHF", "how": "convert", "rate": "much"}, "Write the number like"),
        ({"currency": "CHF", "how": "convert", "rate": "0"}, "above zero"),
        ({"currency": "CHF", "how": "convert", "date": "someday"}, "Write the date like"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "save"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    web: Web, books: Books, typed: dict[str, str], sentence: str, step: str
) -> None:
    answer = web.post(f"{PAGE}{step}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed.get("rate", "")}"' in page
    assert books.fresh(books.workspace).currency == "EUR"
