"""The declaration of actions, and what the model's `edit` leaves to verbs."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from freelancer_os.collections.work.clients import CLIENTS, MOVE
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.engine.actions import Action
from tests.books import Books


@pytest.mark.parametrize("verb", ["", "Pay", "pay now", "pay_now", "-pay"])
def test_a_verb_is_fit_for_an_address(verb: str) -> None:
    with pytest.raises(ValueError, match="no verb"):
        replace(MOVE, verb=verb)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: replace(MOVE, done="Moved {record} to {place}"),
        lambda: replace(CLIENTS, actions=(replace(MOVE, fields=("place",), done="Moved"),)),
    ],
)
def test_a_wrong_name_fails_at_start(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="has no field place"):
        wrong()


def test_it_asks_for_a_field_of_the_record_as_for_one_of_its_own() -> None:
    def asked(action: Action) -> list[tuple[str, bool]]:
        return [(one.name, one.required) for one in INVOICES.asked(action)]

    assert asked(INVOICES.doing["pay"]) == [
        ("account", True),
        ("paid_on", False),
        ("account_rate", False),
        ("amount", False),
        ("rest", False),
    ]
    assert [(one.label, one.required) for one in CLIENTS.asked(MOVE)] == [("Stage", True)]


def test_edit_leaves_to_verbs_what_they_write(books: Books) -> None:
    entry, invoice = books.income(), books.invoice()
    for record, values in (
        (entry, {"account": books.account()}),
        (entry, {"paid_on": None}),
        (invoice, {"status": "sent"}),
    ):
        with pytest.raises(TypeError, match="written by a verb"):
            books.call(record, "edit", values)
