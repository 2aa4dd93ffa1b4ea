"""What is read over the API is written again in another workspace: the same records and figures."""

from typing import Any

import pytest

from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.registry import collections
from tests.api.cast import Program
from tests.books import DAY, Books
from tests.web.test_every_collection import fill

# What is linked to comes first; what setting a payment mode and a transfer make is not sent.
SLUGS = [
    *("accounts", "clients", "projects", "services", "invoices", "transactions", "transfers"),
    *("time-entries", "contacts", "meetings", "resources", "goals", "views", "properties"),
]
OF_CATEGORIES = ("categories", *SLUGS, "budgets")
Ids = dict[str, str]


def of(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None
    return found


def translated(collection: Collection, record: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """A record with the ids of the other workspace."""
    found = {**record, "id": ids.get(record["id"], record["id"])}
    for one in collection.fields:
        if isinstance(one, Link) and found[one.name]:
            found[one.name] = ids[found[one.name]]
        elif isinstance(one, Links):
            found[one.name] = sorted(ids[key] for key in found[one.name])
    return found


def sent(collection: Collection, record: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """What of a record is written, as it was read."""
    found = translated(collection, record, ids)
    names = collection.writable.keys() & found.keys()
    given = {name: found[name] for name in names if found[name] is not None}
    if collection is INVOICES:
        return {name: value for name, value in given.items() if name != "status"}
    if collection.slug == "properties" and not given["options"]:
        given.pop("options")
    if collection.slug == "transactions":
        for name in ("quantity", "unit_price"):  # the amount says both
            given.pop(name)
    return given


@pytest.fixture
def books(me: Program) -> Books:
    """Books with one of everything, an invoice in each state, and foreign money."""
    books = Books(me.workspace, me.user)
    found = fill(books)
    foreign = books.income(999, client=found["clients"], currency="USD", exchange_rate=9 * 10**9)
    books.edit(foreign, account=books.account("Dollars", currency="USD"), paid_on=DAY)
    sent_ = books.invoice(client=found["clients"], due_date=DAY)
    for amount in (333, 333, 334):
        books.income(amount, invoice=sent_, tax_rate=190_000)
    books.edit(sent_, status="sent")
    return books


def test_the_books_are_the_same_there(me: Program, stranger: Program, books: Books) -> None:
    ids: Ids = {me.client_category(): stranger.client_category()}
    for slug in OF_CATEGORIES:
        collection = of(slug)
        records = me.everything(f"{slug}?order=id")
        for record in (one for one in records if one["id"] not in ids):
            made = stranger.made(slug, sent(collection, record, ids))
            ids[record["id"]] = made["id"]
    for invoice in me.everything("invoices"):
        if invoice["status"] == "sent":
            stranger.patch(f"invoices/{ids[invoice['id']]}", {"status": "sent"})
    for slug in OF_CATEGORIES:
        collection = of(slug)
        for record in me.everything(slug):
            there = stranger.read(f"{slug}/{ids[record['id']]}")
            for one in collection.fields:
                if isinstance(one, Links):
                    there[one.name] = sorted(there[one.name])
            wanted = translated(collection, record, ids)
            if slug == "invoices":  # when it was sent there is another instant
                wanted["sent_at"] = wanted["sent_at"] and there["sent_at"]
            assert there == wanted, slug
    assert len(stranger.everything("payments")) == len(me.everything("payments"))


def test_a_record_that_is_sent_again_is_another_one_of_the_same_words(
    me: Program, books: Books
) -> None:
    ids = {r["id"]: r["id"] for one in collections for r in me.everything(one.slug)}
    for slug in SLUGS:
        collection = of(slug)
        for record in me.everything(slug):
            given = sent(collection, record, ids)
            if slug == "invoices":
                given.pop("number", None)
            made = me.made(slug, given)
            assert made["id"] != record["id"]
            assert {name: made[name] for name in given} == given
