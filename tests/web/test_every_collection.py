"""What holds for the pages of every collection, from its declaration alone."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.ids import new_id
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import Email, Phone, Website
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Lines, Text, Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import BankLine, Receipt
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.people.models import Membership, User
from tests.books import DAY, NOON, TAX, Books, open_books

ALL = [one for one in collections if one.has_page]
PAGES = ["/client/", "/finance/", "/workflow/"]
EVERY = pytest.mark.parametrize("collection", ALL, ids=lambda one: one.slug)


def signed_in(user: User) -> Web:
    web = Web(headers={"host": "127.0.0.1"})
    web.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return web


def fill(books: Books, times: int = 1) -> dict[str, Any]:
    """One record of every collection, linked to each other; the last of `times`."""
    found: dict[str, Any] = {}
    for _ in range(times):
        client = books.client(f"Acme {uuid4().hex[:6]}", contract_value=100_000)
        project = books.make(model("projects"), name="Site", client=client, value=50_000)
        service = books.make(model("services"), name="Design", project=project, rate=9_000)
        invoice = books.invoice(client=client, due_date=DAY)
        account, other = books.account(), books.account("Cash", kind="cash")
        entry = books.income(service=service, invoice=invoice, tax_rate=TAX, account=account)
        hours = books.make(model("time-entries"), service=service, date=DAY, hours=5400)
        moved = books.make(
            model("transfers"), from_account=account, to_account=other, date=DAY, amount=500
        )
        travel = books.make(model("categories"), name="Travel", kind="expense")
        contact = books.make(model("contacts"), name="Tax office", role="bookkeeper")
        found = {
            "resources": books.make(model("resources"), title="Tax checklist", kind="checklist"),
            "contacts": contact,
            "goals": books.make(model("goals"), title="Lose 10 pounds", target=10, progress=4),
            "meetings": books.make(
                model("meetings"),
                title="Kick-off",
                starts_at=NOON,
                medium="phone",
                clients=[client],
                contacts=[contact],
            ),
            "clients": client,
            "projects": project,
            "services": service,
            "invoices": invoice,
            "accounts": account,
            "transactions": entry,
            "time-entries": hours,
            "transfers": moved,
            "payments": books.payments(entry)[0],
            "recurring": books.make(
                model("recurring"),
                kind="expense",
                description="Rent",
                amount=50_000,
                start_date=DAY,
                account=account,
            ),
            "settlements": books.make(model("settlements"), **_ends(books, client)),
            "categories": books.client_income,
            "budgets": books.make(model("budgets"), category=travel, month="2026-10", amount=9_000),
            "reminders": books.make(model("reminders"), days=7),
            "tax-rates": books.make(model("tax-rates"), name="Standard", rate=190_000),
            "rules": books.make(model("rules"), contains="adobe", category=travel),
            "bank-lines": books.do(partial(_line, account), "Imported a line"),
            "outbox": books.do(partial(_mail, invoice), "Mailed it"),
            "receipts": books.do(_receipt, "Added a receipt"),
        }
        for collection in (one for one in ALL if one.slug not in found):
            values = {one.attribute: given(one, found) for one in _cells(collection)}
            found[collection.slug] = books.make(collection.model, **values)
    return found


def _ends(books: Books, client: Any) -> dict[str, Any]:
    """A deposit and the invoice that it is taken off, both of long ago."""
    given: dict[str, Any] = {"client": client, "due_date": date(2019, 1, 1)}
    deposit, final = (books.invoice(kind=kind, **given) for kind in ("deposit", "invoice"))
    for invoice in (deposit, final):
        books.income(5000, invoice=invoice, date=date(2019, 1, 1))
    return {"from": books.call(deposit, "send"), "to": final}


def _line(account: Any, unit: Any) -> Any:
    """A bank line of long ago, with its entry."""
    line = BankLine.made(
        unit.workspace,
        account=unit.fresh(account),
        date=date(2019, 1, 1),
        amount=-700,
        text="Card",
        identity="1",
    )
    entry, payment = line.book()
    unit.add([entry, line, payment])
    return line


def _receipt(unit: Any) -> Any:
    """A receipt without its file, which has an address of its own."""
    receipt = Receipt(workspace=unit.workspace, name="adobe.pdf", amount=6_645, currency="EUR")
    receipt.save()
    return receipt


def _mail(invoice: Any, unit: Any) -> Any:
    invoice = unit.fresh(invoice)
    return enqueue(invoice, to="ada@example.com", subject="Invoice", body="Dear Ada")


def given(one: Field, found: Mapping[str, Any]) -> Any:
    """A value that a field of a new collection takes."""
    match one:
        case Link():
            return found[one.to]
        case Links():
            return [found[one.to]]
        case Choice():
            return one.choices[0][0]
        case Instant():
            return NOON
        case Day():
            return DAY
        case Flag():
            return True
        case Email():
            return "ada@example.com"
        case Website():
            return "https://example.com/"
        case Phone():
            return "+49 40 5550 112"
        case Title() | Text() | Lines():
            return "Something"
    return 12_500  # an amount, hours, a number


def model(slug: str) -> Any:
    found = collections.get(slug)
    assert found is not None
    return found.model


@EVERY
def test_a_list_is_drawn_empty_and_full(collection: Collection, books: Books, web: Web) -> None:
    assert web.get(f"/{collection.slug}/").status_code == 200
    record = fill(books)[collection.slug]
    page = web.get(f"/{collection.slug}/").content.decode()
    assert f"/{collection.slug}/{record.pk}/" in page
    assert web.get(f"/{collection.slug}/?view=nonsense").status_code == 404


@EVERY
def test_a_list_is_sorted_by_every_column(collection: Collection, books: Books, web: Web) -> None:
    fill(books, 2)
    for one in (f for f in collection.fields if f.sortable):
        for order in (one.name, f"-{one.name}"):
            assert web.get(f"/{collection.slug}/?order={order}").status_code == 200
    assert web.get(f"/{collection.slug}/?order=nonsense").status_code == 422


@EVERY
def test_a_record_and_each_of_its_totals_open(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    assert web.get(f"/{collection.slug}/{record.pk}/").status_code == 200
    for one in collection.fields:
        asked = bool(getattr(one, "why", False))
        answer = web.get(f"/{collection.slug}/{record.pk}/why/{one.name}/")
        assert answer.status_code == (200 if asked else 404), one.name


@EVERY
def test_each_cell_is_saved_as_it_is_shown(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    formats = Formats.of(books.workspace)
    for one in _cells(collection):
        raw = one.raw(collection.rows(books.workspace).get(pk=record.pk), formats)
        if one.name == "status" and raw == "paid":
            continue  # Paid is chosen with an account
        answer = _post(web, collection, record.pk, one, {"value": raw, "opened": raw})
        refusable = {("transfers", "from_account"), ("payments", "transaction")}
        if (collection.slug, one.name) not in refusable:
            assert answer.status_code == 200, (one.name, answer.content.decode()[:300])


@EVERY
def test_each_cell_refuses_nonsense_with_a_sentence(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    before = books.state()
    for one in _cells(collection):
        for bad in _nonsense(one):
            answer = _post(web, collection, record.pk, one, {"value": bad})
            assert answer.status_code == 422, (one.name, bad)
            assert '<p class="problem">' in answer.content.decode()
    assert books.state() == before


@EVERY
def test_a_cell_that_somebody_changed_is_not_overwritten(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    for one in _cells(collection)[:1]:
        answer = _post(web, collection, record.pk, one, {"value": "x", "opened": "something else"})
        assert answer.status_code == 409
        assert "while you were editing" in answer.content.decode()


@EVERY
def test_a_stranger_finds_nothing(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    before = books.state()
    stranger = signed_in(open_books().user)
    here = f"/{collection.slug}/{record.pk}/"
    for address in (here, *(f"{here}why/{one.name}/" for one in collection.fields)):
        assert stranger.get(address).status_code == 404
    for one in _cells(collection):
        assert stranger.get(f"{here}cell/{one.name}/").status_code == 404
        assert _post(stranger, collection, record.pk, one, {"value": ""}).status_code == 404
    assert stranger.post(f"{here}delete/").status_code == 404
    assert str(record.pk) not in stranger.get(f"/{collection.slug}/").content.decode()
    assert books.state() == before


@EVERY
def test_a_link_to_another_workspace_is_refused(
    collection: Collection, books: Books, web: Web
) -> None:
    record, theirs = fill(books)[collection.slug], fill(open_books())
    for one in _cells(collection):
        if isinstance(one, Link | Links):
            foreign = str(theirs[one.to].pk)
            answer = _post(web, collection, record.pk, one, {"value": foreign})
            assert answer.status_code == 422
            answer = _post(web, collection, record.pk, one, {"value": str(new_id())})
            assert answer.status_code == 422


@EVERY
def test_an_accountant_reads_and_writes_nothing(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    before, web = books.state(), signed_in(user)
    page = web.get(f"/{collection.slug}/").content.decode()
    assert str(record.pk) in page
    assert "data-cell" not in page
    for one in _cells(collection):
        assert _post(web, collection, record.pk, one, {"value": ""}).status_code == 403
    assert web.post(f"/{collection.slug}/{record.pk}/delete/").status_code == 403
    assert web.post(f"/{collection.slug}/", {"name": "x"}).status_code == 403
    assert books.state() == before


@pytest.mark.parametrize("address", [*PAGES, *(f"/{one.slug}/" for one in ALL)])
def test_queries_do_not_grow_with_the_rows(address: str, books: Books, web: Web) -> None:
    fill(books)
    few = _queries(web, address)
    fill(books, 4)
    assert len(_queries(web, address)) == len(few)


def _queries(web: Web, address: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert web.get(address).status_code == 200
    return list(captured.captured_queries)


def _cells(collection: Collection) -> list[Field]:
    return [one for one in collection.fields if not one.read_only and one.in_cells]


def _post(web: Web, collection: Collection, pk: Any, one: Field, given: dict[str, str]) -> Any:
    return web.post(
        f"/{collection.slug}/{pk}/cell/{one.name}/",
        given,
        headers={"hx-request": "true", "hx-current-url": f"http://127.0.0.1/{collection.slug}/"},
    )


def _nonsense(one: Field) -> list[str]:
    if isinstance(one, Money | Hours | Number):
        return ["1.234,56", "1e5", "NaN", "9" * 40, "12 apples", "1\x002"]
    if isinstance(one, Title | Text):
        return ["a\x00b", "a" * 20_001]
    if isinstance(one, Instant):
        return [
            "31/11/2026 10:00",
            "yesterday week",
            "2026-02-30 10:00",
            "2026-11-01 25:00",
            "\x00",
        ]
    if isinstance(one, OwnChoice):
        return ["Tax adviser", "ä", "x" * 41, "\x00"]
    if one.kind == "date":
        return ["31/11/2026", "yesterday week", "2026-02-30", "2026-13-01", "\x00"]
    if isinstance(one, Choice | Link | Links):
        return ["nonsense", "\x00", "00000000-0000-0000-0000-000000000000"]
    return ["maybe"]
