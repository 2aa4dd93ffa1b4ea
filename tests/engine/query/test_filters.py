"""Plain filters: each is a condition, and means what the same condition means in a tree."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.conditions import Condition
from freelancer_os.engine.query.filters import asked, plain
from freelancer_os.engine.query.listing import filtered
from freelancer_os.tools.models import Meeting
from tests.books import Books

KEY = "01920000-0000-7000-8000-000000000000"
SAME: list[tuple[Collection, str, str, list[Any]]] = [
    (CLIENTS, "name", "Acme", ["name", "is", "Acme"]),
    (CLIENTS, "name", "none", ["name", "is", "none"]),
    (CLIENTS, "company", "none", ["company", "empty"]),
    (CLIENTS, "company", "", ["company", "empty"]),
    (CLIENTS, "contract_value", "none", ["contract_value", "empty"]),
    (INVOICES, "status", "sent", ["status", "is", "sent"]),
    (INVOICES, "client", KEY, ["client", "is", KEY]),
    (INVOICES, "client", "none", ["client", "empty"]),
    (INVOICES, "overdue", "true", ["overdue", "is", True]),
    (INVOICES, "date_from", "2026-11-01", ["issue_date", "on_or_after", "2026-11-01"]),
    (MEETINGS, "date_to", "2026-11-01", ["starts_at", "on_or_before", "2026-11-01"]),
    (MEETINGS, "clients", KEY, ["clients", "contains", KEY]),
    (MEETINGS, "clients", "none", ["clients", "empty"]),
    (TRANSACTIONS, "amount", "5", ["amount", "is", "5"]),
]


@pytest.mark.parametrize(("collection", "name", "text", "condition"), SAME)
def test_a_plain_filter_is_a_condition(
    collection: Collection, name: str, text: str, condition: list[Any]
) -> None:
    assert plain(collection, name, text) == Condition(*condition)
    tree = asked(collection, {"where": json.dumps(condition), "q": "x", "order": "-id"})
    assert tree == {"where": Condition(*condition)}


def found(books: Books, collection: Collection, **query: str) -> set[str]:
    return {str(row) for row in filtered(collection, Formats.of(books.workspace), query)}


def test_the_case_of_a_text_does_not_matter(books: Books) -> None:
    books.client("Acme", company="Acme Inc.")
    books.client("Beta")
    assert found(books, CLIENTS, company="ACME inc.") == {"Acme"}
    assert found(books, CLIENTS, company="Acme") == set()
    assert found(books, CLIENTS, company="") == found(books, CLIENTS, company="none") == {"Beta"}


def test_several_filters_hold_at_once(books: Books) -> None:
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    for name in ("Acme", "Beta"):
        books.make(Meeting, title=name, starts_at=noon, clients=[books.client(name)])
    day = {"date_from": "2026-11-01", "date_to": "2026-11-01"}
    assert found(books, MEETINGS, **day, q="be") == {"Beta"}
    where = '["title","is_not","Beta"]'
    assert found(books, MEETINGS, **day, where=where, clients="none") == set()
    assert found(books, MEETINGS, **day, where=where) == {"Acme"}


def test_a_question_is_asked_both_ways_and_only_plainly(books: Books) -> None:
    for amount, on in ((100, None), (200, books.account())):
        entry = books.expense(amount, description=str(amount), date=date(2026, 11, 1))
        if on is not None:
            books.edit(entry, account=on)
    assert found(books, TRANSACTIONS, unpaid="true") == {"100"}
    assert found(books, TRANSACTIONS, unpaid="false") == {"200"}
    assert found(books, TRANSACTIONS, workflow="true") == set()
    assert len(found(books, TRANSACTIONS, linked="false")) == 2
    with pytest.raises(ValidationError, match="no field “unpaid”"):
        found(books, TRANSACTIONS, where='["unpaid","is",true]')


@pytest.mark.parametrize(
    ("collection", "query", "sentence"),
    [
        (TRANSACTIONS, {"unpaid": "maybe"}, "Unpaid is true or false."),
        (TRANSACTIONS, {"nonsense": "1"}, "Entries have no filter “nonsense”."),
        (TRANSACTIONS, {"date_from": "1 May"}, "Write the date like 2026-12-31."),
        (ACCOUNTS, {"date_to": "2026-11-01"}, "Accounts have no date."),
        (INVOICES, {"client": "nobody"}, "Client is the id of a client."),
        (INVOICES, {"q": "x" * 201}, "200"),
    ],
)
def test_a_refusal_names_the_parameter(
    collection: Collection, query: dict[str, str], sentence: str, books: Books
) -> None:
    with pytest.raises(ValidationError) as refused:
        filtered(collection, Formats.of(books.workspace), query)
    ((name, (said,)),) = refused.value.message_dict.items()
    assert [name] == list(query)
    assert sentence in said
