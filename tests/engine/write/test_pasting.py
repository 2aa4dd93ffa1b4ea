"""What comes from a spreadsheet is written as one change, or not at all."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.collections.work.services import SERVICES
from freelancer_os.core.models import Change
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.cells import Stale
from freelancer_os.engine.write.pasted import Cell, Row
from freelancer_os.engine.write.pasting import paste
from tests.books import DAY, Books, open_books
from tests.web.test_every_collection import fill


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


def put(books: Books, collection: Collection, *rows: dict[str, str], **more: Any) -> str:
    """Paste new rows, or into those whose record stands under `record`."""
    asked = [
        Row(
            getattr(row.get("record"), "pk", None),
            [Cell(name, text) for name, text in row.items() if name != "record"],
        )
        for row in rows
    ]
    more.setdefault("starts", {})
    return str(paste(collection, books.workspace, books.user, asked, **more).sentence)


def test_new_rows_are_one_change_and_one_undo(books: Books) -> None:
    before, count = books.state(), Change.objects.count()
    said = put(
        books,
        CLIENTS,
        {"name": "Acme", "stage": "Negotiation", "contract_value": "€1,234.50"},
        {"name": "Beta", "stage": "lead", "contract_value": ""},
    )
    assert said == "Added 2 clients"
    acme, beta = books.all(CLIENTS.model)
    assert (acme.stage, acme.contract_value) == ("negotiation", 123_450)
    assert (beta.stage, beta.contract_value) == ("lead", None)
    assert Change.objects.count() == count + 1
    books.undo()
    assert books.state() == before


def test_links_are_found_by_their_names(books: Books) -> None:
    client = books.client("Łódź GmbH")
    starts = {"kind": "income", "category": str(books.client_income.pk)}
    put(
        books,
        TRANSACTIONS,
        {"date": "2026-10-01", "amount": "100", "client": "lodz gmbh"},
        starts=starts,
    )
    (entry,) = books.all(TRANSACTIONS.model)
    assert (entry.client_id, entry.amount, entry.date) == (client.pk, 10_000, DAY)
    books.client("Łódź GmbH")
    with pytest.raises(ValidationError, match="several called"):
        put(books, TRANSACTIONS, {"record": entry, "client": "Łódź GmbH"})
    with pytest.raises(ValidationError, match="no client called “Nobody”"):
        put(books, TRANSACTIONS, {"record": entry, "client": "Nobody"})


def test_several_links_stand_with_commas_between_them(books: Books) -> None:
    for name in ("Acme", "Beta"):
        books.client(name)
    row = {"title": "Kick-off", "starts_at": "2026-10-01 10:00", "clients": "Acme, Beta"}
    put(books, MEETINGS, row)
    (meeting,) = books.all(MEETINGS.model)
    assert [str(one) for one in meeting.clients] == ["Acme", "Beta"]


def test_no_more_links_are_pasted_than_fit(books: Books) -> None:
    row = {"title": "All", "starts_at": "2026-10-01 10:00", "clients": "Acme," * 51}
    with pytest.raises(ValidationError, match="At most 50 clients fit"):
        put(books, MEETINGS, row)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 2_000])
def test_a_broken_name_is_refused(text: str, books: Books) -> None:
    entry = books.income()
    for name in ("invoice", "client"):
        with pytest.raises(ValidationError):
            put(books, TRANSACTIONS, {"record": entry, name: text})


def test_an_own_value_is_made_of_its_words(books: Books) -> None:
    put(books, CONTACTS, {"name": "Eve", "role": "Tax adviser"}, {"name": "Bob", "role": "Legal"})
    assert [one.role for one in books.all(CONTACTS.model)] == ["tax_adviser", "legal"]


def test_each_problem_is_told_with_its_place_and_nothing_is_written(books: Books) -> None:
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        put(
            books,
            CLIENTS,
            {"name": "Acme"},
            {"name": "", "stage": "…"},
            {"name": "Beta", "contract_value": "a lot"},
        )
    said = " ".join(refused.value.messages)
    assert "Row 2, Stage: " in said
    assert "Row 3, Contract value: " in said
    assert books.state() == before


@pytest.mark.parametrize(
    ("collection", "row", "known"),
    [
        (INVOICES, {"status": "owed"}, "Status is one of: Draft, Sent, Paid, Void."),
        (SERVICES, {"name": "One", "pricing": "free"}, "Pricing is one of: Hourly, Fixed."),
    ],
)
def test_a_word_that_is_no_choice_is_refused_with_those_there_are(
    collection: Collection, row: dict[str, str], known: str, books: Books
) -> None:
    """In the words that a person reads, not in the keys of the API."""
    with pytest.raises(ValidationError) as refused:
        put(books, collection, row)
    assert known in " ".join(refused.value.messages)


def test_many_problems_are_cut_short(books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        put(books, CLIENTS, *({"name": ""} for _ in range(50)))
    assert len(refused.value.messages) == 7


def test_what_somebody_changed_is_not_overwritten(books: Books) -> None:
    client = books.client("Acme", company="Acme Ltd")
    row = Row(client.pk, [Cell("company", "Mine", "Theirs")])
    with pytest.raises(Stale, match="Company of Acme"):
        paste(CLIENTS, books.workspace, books.user, [row], starts={})
    paste(CLIENTS, books.workspace, books.user, [row], starts={}, force=True)
    assert books.fresh(client).company == "Mine"


@pytest.mark.parametrize(
    "collection", [one for one in collections if one.has_page], ids=lambda one: one.slug
)
def test_a_row_pasted_onto_itself_changes_nothing(collection: Collection, books: Books) -> None:
    """Every cell of every collection takes what it gives; totals are passed over."""
    record = fill(books)[collection.slug]
    formats, before = Formats.of(books.workspace), books.state()
    stored = collection.rows(books.workspace).get(pk=record.pk)
    skipped = {"from_account", "status", "transaction"}
    cells = [
        Cell(one.name, one.raw(stored, formats), one.raw(stored, formats))
        for one in collection.fields
        if one.name not in skipped and one.kind != "links"
    ]
    paste(collection, books.workspace, books.user, [Row(record.pk, cells)], starts={})
    assert books.state() == before


def test_what_is_no_column_is_passed_over_in_old_rows_and_in_new_ones(books: Books) -> None:
    invoice, account = books.invoice(), books.account()
    collection = collections.get("invoices")
    assert collection is not None
    row = {"record": invoice, "due_date": "2026-12-01", "account": str(account.pk),
           "paid_on": "2026-10-01", "total": "5", "nonsense": "x"}  # fmt: skip
    assert put(books, collection, row) == "Changed 1 invoice"  # type: ignore[arg-type]
    stored = books.fresh(invoice)
    assert (stored.due_date, stored.status, stored.total) == (date(2026, 12, 1), "draft", 0)
    assert put(books, collection, {"due_date": "2026-12-02", "account": "x"}) == "Added 1 invoice"
    assert books.fresh(account).balance == 0
