"""What a new record begins with in a list that is filtered."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.projects import PROJECTS
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.starts import starts
from tests.books import Books

KEY = "01a21798-4281-72cd-8836-f8fa2c417ca8"


def begun(books: Books, collection: Collection, where: Any = None, **query: str) -> dict[str, str]:
    asked = {**query, **({"where": json.dumps(where)} if where else {})}
    return starts(collection, Formats.of(books.workspace), asked)


@pytest.mark.parametrize(
    ("collection", "where", "wanted"),
    [
        (CLIENTS, ["stage", "is", "client"], {"stage": "client"}),
        (CLIENTS, ["stage", "is", ["negotiation", "client"]], {"stage": "negotiation"}),
        (CLIENTS, ["company", "is", "Acme Ltd"], {"company": "Acme Ltd"}),
        (PROJECTS, ["client", "is", KEY], {"client": KEY}),
        (MEETINGS, ["clients", "contains", [KEY]], {"clients": KEY}),
        (
            PROJECTS,
            {"and": [["status", "is", "in_progress"], {"or": [["priority", "is", "high"]]}]},
            {"status": "in_progress", "priority": "high"},
        ),
        (CLIENTS, {"or": [["stage", "is", "lead"], ["stage", "is", "client"]]}, {"stage": "lead"}),
        # What names the record, what it is not, what no value says, what follows from others.
        (CLIENTS, ["name", "is", "Acme"], {}),
        (CLIENTS, ["stage", "is_not", "client"], {}),
        (CLIENTS, ["contract_value", "at_least", "100"], {}),
        (CLIENTS, ["company", "empty"], {}),
        (PROJECTS, ["income", "is", "0"], {}),
    ],
)
def test_it_begins_with_what_fulfils_the_filter(
    books: Books, collection: Collection, where: Any, wanted: dict[str, str]
) -> None:
    assert begun(books, collection, where) == wanted


def test_plain_filters_and_their_questions(books: Books) -> None:
    assert begun(books, CLIENTS, stage="client", q="acme", order="name") == {"stage": "client"}
    assert begun(books, TRANSACTIONS, kind="expense", unpaid="true") == {"kind": "expense"}


def test_days_are_today_or_the_nearest(books: Books) -> None:
    today = books.workspace.today
    before, after = ((today + timedelta(days=by)).isoformat() for by in (-9, 9))
    at = "start_date"
    assert begun(books, PROJECTS, [at, "within", "this_year"]) == {at: today.isoformat()}
    assert begun(books, PROJECTS, [at, "on_or_before", before]) == {at: before}
    assert begun(books, PROJECTS, [at, "on_or_after", after]) == {at: after}
    assert begun(books, TRANSACTIONS, date_from=before, date_to=after) == {
        "date": today.isoformat()
    }
    assert begun(books, TRANSACTIONS, date_from=after, date_to=after) == {"date": after}


def test_what_is_no_filter_is_refused(books: Books) -> None:
    with pytest.raises(ValidationError):
        begun(books, CLIENTS, nonsense="1")
    with pytest.raises(ValidationError):
        begun(books, CLIENTS, ["stage", "is", []])
