"""Filters by operators: trees against an oracle in Python, and what is refused."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.collections.work.services import SERVICES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.conditions import mended, read, where, written
from freelancer_os.engine.query.filters import narrowing
from freelancer_os.projects.models import Service
from freelancer_os.tools.models import Contact, Meeting
from tests.books import DAY, Books, open_books
from tests.engine.oracle import holds

NAMES = ["Ähre", "ahre", "Zoë & Co", "100 %", "under_score"]
DAYS = [None, date(2026, 1, 31), date(2026, 2, 1)]

services = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "client": st.sampled_from([None, 0, 1]),
        "status": st.sampled_from(["not_started", "in_progress", "completed"]),
        "rate": st.sampled_from([None, -1, 0, 12_345]),
        "expected_hours": st.sampled_from([None, 0, 5400]),
        "start_date": st.sampled_from(DAYS),
        "assignees": st.sampled_from(["", "Ada", "ada, BEN"]),
    }
)
amount = st.sampled_from(["-0.01", "0", "123.45", "200"])
day = st.sampled_from(["2026-01-31", "2026-02-01", "2026-03-01"])
words = st.sampled_from(["ähre", "AHRE", "z", "%", "_", "ada", "co", "\\"])
CONDITIONS = {
    "name": (words, ["is", "is_not", "contains", "not_contains", "starts_with", "ends_with"]),
    "assignees": (words, ["is", "is_not", "contains", "not_contains", "starts_with", "ends_with"]),
    "rate": (amount, ["is", "is_not", "greater", "less", "at_least", "at_most"]),
    "expected_hours": (st.sampled_from(["0", "1.5", "2"]), ["is", "is_not", "greater", "at_most"]),
    "start_date": (day, ["is", "before", "after", "on_or_before", "on_or_after"]),
    "status": (
        st.lists(st.sampled_from(["completed", "in_progress"]), min_size=1, unique=True),
        ["is", "is_not"],
    ),
    "client": (st.sampled_from([0, 1, [0, 1]]), ["is", "is_not"]),
}


def conditions(name: str) -> st.SearchStrategy[Any]:
    values, operators = CONDITIONS[name]
    plain = st.tuples(st.just(name), st.sampled_from(operators), values).map(list)
    empty = st.tuples(st.just(name), st.sampled_from(["empty", "not_empty"])).map(list)
    return plain if name == "status" else st.one_of(plain, empty)


def grouped(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    parts = st.lists(inner, min_size=1, max_size=3)
    return st.tuples(st.sampled_from(["and", "or"]), parts).map(lambda pair: dict([pair]))


leaf = st.sampled_from(list(CONDITIONS)).flatmap(conditions)
trees = st.one_of(leaf, grouped(leaf), grouped(st.one_of(leaf, grouped(leaf))))


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(services, min_size=1, max_size=6), st.lists(trees, min_size=1, max_size=6))
def test_a_tree_leaves_what_the_oracle_leaves(
    db: None, values: list[dict[str, Any]], asked: list[Any]
) -> None:
    books = open_books()
    clients = [books.client("Zeta"), books.client("Acme")]
    made = [{**v, "client": None if v["client"] is None else clients[v["client"]]} for v in values]
    books.do(lambda unit: unit.add(Service(workspace=unit.workspace, **one) for one in made))
    ids = [str(client.pk) for client in clients]
    for tree in asked:
        agrees(books, SERVICES, _with_ids(tree, ids))


def _with_ids(node: Any, ids: list[str]) -> Any:
    """The tree with the ids of clients instead of their places."""
    if isinstance(node, dict):
        return {kind: [_with_ids(part, ids) for part in parts] for kind, parts in node.items()}
    name, operator, *value = node
    if name != "client" or not value:
        return node
    (place,) = value
    return [name, operator, [ids[n] for n in place] if isinstance(place, list) else ids[place]]


def agrees(books: Books, collection: Collection, tree: Any) -> None:
    """The database leaves the records that the oracle does."""
    formats = Formats.of(books.workspace)
    rows = collection.rows(books.workspace)
    found = {row.pk for row in rows.filter(where(collection, json.dumps(tree), formats))}
    printed = {
        row.pk: {one.name: one.dump(row, formats) for one in collection.fields} for row in rows
    }
    wanted = {pk for pk, one in printed.items() if holds(collection, one, tree, formats)}
    assert found == wanted, tree


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_instants_are_compared_by_the_days_of_the_time_zone(zone: str, db: None) -> None:
    books = open_books(time_zone=zone)
    noon = datetime(2026, 10, 5, 12, tzinfo=UTC)
    for hours in range(-48, 49, 8):
        books.make(Meeting, title=f"M{hours}", starts_at=noon + timedelta(hours=hours))
    for operator in ("is", "before", "after", "on_or_before", "on_or_after"):
        agrees(books, MEETINGS, ["starts_at", operator, "2026-10-05"])
    agrees(books, MEETINGS, ["starts_at", "between", ["2026-10-04", "2026-10-05"]])
    agrees(books, MEETINGS, ["ends_at", "empty"])


def test_an_instant_is_also_compared_exactly(books: Books) -> None:
    noon = datetime(2026, 10, 5, 12, tzinfo=UTC)
    for hours in (-1, 0, 1):
        books.make(Meeting, title=f"{hours}", starts_at=noon + timedelta(hours=hours))
    at = "2026-10-05T14:00:00+02:00"
    wanted = {"is": {"0"}, "before": {"-1"}, "after": {"1"}, "on_or_after": {"0", "1"}}
    for operator, titles in wanted.items():
        assert _titles(books, MEETINGS, ["starts_at", operator, at]) == titles
    both = ["starts_at", "between", ["2026-10-05T11:00:00Z", at]]
    assert _titles(books, MEETINGS, both) == {"-1", "0"}


def test_several_links(books: Books) -> None:
    ada, ben = books.make(Contact, name="Ada"), books.make(Contact, name="Ben")
    for title, contacts in (("both", [ada, ben]), ("ada", [ada]), ("none", [])):
        books.make(
            Meeting,
            title=title,
            starts_at=datetime(2026, 1, 1, tzinfo=UTC),
            contacts=contacts,
            clients=[books.client()],
        )
    one, two = str(ada.pk), str(ben.pk)
    assert _titles(books, MEETINGS, ["contacts", "contains", two]) == {"both"}
    assert _titles(books, MEETINGS, ["contacts", "contains", [one, two]]) == {"both", "ada"}
    assert _titles(books, MEETINGS, ["contacts", "not_contains", two]) == {"ada", "none"}
    assert _titles(books, MEETINGS, ["contacts", "empty"]) == {"none"}
    assert _titles(books, MEETINGS, ["contacts", "not_empty"]) == {"both", "ada"}


def test_what_follows_from_today(books: Books) -> None:
    today = books.workspace.today
    made = {
        name: books.invoice(due_date=today + timedelta(days=step))
        for name, step in (("late", -1), ("today", 0))
    }
    for invoice in made.values():
        books.income(invoice=invoice)
        books.edit(invoice, status="sent")
    draft = books.invoice(due_date=DAY)
    formats = Formats.of(books.workspace)

    def keys(tree: Any) -> set[Any]:
        rows = INVOICES.rows(books.workspace)
        return {row.pk for row in rows.filter(where(INVOICES, json.dumps(tree), formats))}

    assert keys(["overdue", "is", True]) == {made["late"].pk}
    assert keys(["overdue", "is", False]) == {made["today"].pk, draft.pk}
    assert keys(["due_date", "within", "yesterday"]) == {made["late"].pk}


def _titles(books: Books, collection: Collection, tree: Any) -> set[str]:
    formats = Formats.of(books.workspace)
    rows = collection.rows(books.workspace).filter(where(collection, json.dumps(tree), formats))
    return {str(row) for row in rows}


WRONG = [
    "", "nonsense", "{", "null", "5", '"name"', "[]", '["name"]', '["name", 5]', '[5, "is", "x"]',
    '["name", "is"]', '["name", "is", ""]', '["name", "is", null]', '["name", "is", ["a", "b"]]',
    '["name", "is", " "]', '["name", "empty", "x"]', '["name", "is", "a", "b"]',
    '["name", "is", "a\\u0000b"]', '["name", "is", "\\ud800"]', '["\\ud800", "is", "x"]',
    '["nonsense", "is", "x"]', '["name", "within", "today"]', '["name", "nonsense", "x"]',
    '["rate", "is", 5]', '["rate", "is", "1,5"]', '["rate", "is", "1e5"]', '["rate", "is", "NaN"]',
    '["rate", "is", NaN]', '["rate", "is", "0.001"]', '["rate", "between", "5"]',
    '["rate", "between", ["5"]]', '["rate", "between", ["1", "2", "3"]]',
    '["rate", "between", ["1", null]]', '["rate", "greater", "99999999999999999999999"]',
    '["start_date", "is", "31.12.2026"]', '["start_date", "is", "2026-02-30"]',
    '["start_date", "before", "0001-01-01"]', '["start_date", "within", "this_century"]',
    '["start_date", "within", ["today"]]', '["start_date", "is", {"a": 1}]',
    '["status", "is", "nonsense"]', '["status", "empty"]', '["status", "is", []]',
    '["status", "is", [["completed"]]]', '["client", "is", "nonsense"]', '["client", "is", true]',
    '["expected_hours", "is", "-1"]', '["expected_hours", "is", "0.00001"]',
    '["currency", "is", "euro"]', '["currency", "contains", "E"]',
    '{"and": []}', '{"or": {}}', '{"xor": [["name", "empty"]]}', '{"and": [5]}', '{}',
    '{"and": [["name", "empty"]], "or": [["name", "empty"]]}',
    '{"and":[{"or":[{"and":[{"or":[["name","empty"]]}]}]}]}',
    json.dumps({"and": [["name", "empty"]] * 51}), json.dumps(["name", "is", "x" * 20_000]),
    json.dumps(["status", "is", ["completed"] * 51]), "[" * 100_000, '["name", "is", ' + "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_what_makes_no_sense_is_refused_with_a_sentence(text: str, books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        where(SERVICES, text, Formats.of(books.workspace))
    ((name, sentences),) = refused.value.message_dict.items()
    assert name == "where" and sentences[0].endswith((".", "].", "]"))


def test_three_deep_and_fifty_are_taken(books: Books) -> None:
    formats = Formats.of(books.workspace)
    where(SERVICES, '{"and":[{"or":[{"and":[["name","empty"]]}]}]}', formats)
    where(SERVICES, json.dumps({"or": [["name", "is", "x"]] * 50}), formats)
    where(SERVICES, json.dumps(["status", "is", ["completed"] * 50]), formats)


def test_an_amount_is_meant_in_the_currency_that_it_has(books: Books) -> None:
    for amount, currency in ((500_000, "EUR"), (5_000, "JPY"), (5_000_000, "KWD"), (7_000, "USD")):
        books.expense(amount, currency=currency, exchange_rate=None if currency == "EUR" else 10**8)

    def found(*condition: str) -> set[str]:
        formats, text = Formats.of(books.workspace), json.dumps(["amount", *condition])
        rows = TRANSACTIONS.rows(books.workspace).filter(where(TRANSACTIONS, text, formats))
        return set(rows.values_list("currency", flat=True))

    assert found("is", "5000") == {"EUR", "JPY", "KWD"}
    assert found("is", "70.00") == {"USD"}
    assert found("is_not", "5000") == {"USD"}
    assert found("greater", "100") == {"EUR", "JPY", "KWD"}
    assert found("at_most", "70.50") == {"USD"}
    rows = narrowing(TRANSACTIONS, Formats.of(books.workspace), {"amount": "5000"})
    assert TRANSACTIONS.rows(books.workspace).filter(rows).count() == 3


def test_what_is_gone_is_taken_out_and_said(books: Books) -> None:
    formats = Formats.of(books.workspace)
    tree = read('{"and":[["name","is","x"],{"or":[["gone","is","x"]]},["status","is","gone"]]}')
    found, said = mended(SERVICES, tree, formats)
    assert found is not None and written(found) == '{"and":[["name","is","x"]]}'
    assert len(said) == 2 and "gone" in said[0] and "Status" in said[1]
    assert mended(SERVICES, read('["gone","is","x"]'), formats)[0] is None
