"""Yes or no in a form: chosen of two, and sent as such, or in words before scripts are there."""

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Recurring
from tests.books import Books
from tests.web.choosing import Chosen

RENT = {"kind": "expense", "description": "Rent", "amount": "500", "start_date": "2030-01-31"}


def test_a_form_offers_both_and_begins_with_the_usual_one(web: Web) -> None:
    page = web.get("/recurring/new/", headers={"hx-request": "true"}).content.decode()
    form = Chosen(page)
    assert [value for value, *_words in form.offered["pays_itself"]] == ["false", "true"]
    assert form.held["pays_itself"] == "false"


@pytest.mark.parametrize(("said", "kept"), [("false", False), ("true", True), ("Yes", True)])
def test_what_was_chosen_is_kept(books: Books, web: Web, said: str, *, kept: bool) -> None:
    sent = {**RENT, "account": str(books.account().pk), "pays_itself": said}
    answer = web.post("/recurring/", sent, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert books.all(Recurring)[-1].pays_itself is kept
