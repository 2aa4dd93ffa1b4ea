"""The history of a record says which fields a change set, and from what to what."""

import re
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.words import said
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.write.writing import sentence_of
from freelancer_os.finance.models import Category
from freelancer_os.projects.models import Project
from tests.books import Books
from tests.web.test_every_collection import EVERY, fill

EDITED = re.compile(r'log-edited">(.*?): <del>(.*?)</del>.*?<ins>(.*?)</ins>')


def edited(web: Web, slug: str, record: Record) -> list[tuple[str, ...]]:
    page = web.get(f"/{slug}/{record.pk}/history/").content.decode()
    return EDITED.findall(page)


@pytest.mark.parametrize("way", ["alone", "many"])
def test_a_value_is_told_before_and_after(way: str, books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta", stage="negotiation")
    both = {"ids": f"{acme.pk},{beta.pk}", "value": "client"}
    if way == "alone":
        answer = web.post(f"/clients/{acme.pk}/cell/stage/", {"value": "client", "opened": "lead"})
    else:
        answer = web.post("/clients/bulk/stage/", both)
    assert answer.status_code < 400, answer.content
    assert edited(web, "clients", acme) == [("Stage", "Lead", "Client")]
    if way == "many":
        assert edited(web, "clients", beta) == [("Stage", "Negotiation", "Client")]


def test_amounts_links_and_what_is_empty_are_told_in_words(books: Books, web: Web) -> None:
    acme = books.client("Acme")
    site = books.make(Project, name="Site", client=acme, value=90_000)
    books.edit(site, value=None)
    books.edit(books.fresh(site), client=books.client("Beta"))
    assert edited(web, "projects", site) == [
        ("Client", "Acme", "Beta"),
        ("Value", "€900.00", "empty"),
    ]
    tools = books.make(Category, name="Tools", kind="expense")
    bill = books.expense(category=tools)
    books.edit(bill, category=None)
    books.remove(tools)
    assert ("Category", "deleted", "empty") in edited(web, "transactions", bill)


def test_the_status_of_an_invoice_is_told_though_paid_follows(books: Books, web: Web) -> None:
    invoice = books.invoice(client=books.client())
    entry = books.income(invoice=invoice)
    books.edit(books.fresh(invoice), status="sent")
    today = show_date(books.workspace.today, books.workspace.locale, today=books.workspace.today)
    assert ("Status", "Draft", "Sent") in edited(web, "invoices", invoice)
    assert ("Issued", "empty", today) in edited(web, "invoices", invoice)
    at = f"/invoices/{invoice.pk}/cell/status/"
    here = {"hx-request": "true"}
    assert web.post(at, {"value": f"paid:{books.account().pk}"}, headers=here).status_code == 200
    for record, slug in ((invoice, "invoices"), (entry, "transactions")):
        page = web.get(f"/{slug}/{record.pk}/history/").content.decode()
        assert f"Status of {books.fresh(invoice)} is Paid" in page


def test_what_a_change_needs_to_know_is_no_field_that_it_sets(books: Books) -> None:
    invoice = books.invoice(client=books.client(), number="7")
    sentence = sentence_of(INVOICES, Formats.of(books.workspace), invoice, ["status", "account"])
    assert said(sentence).plain == "Status of 7 is Draft"


@EVERY
def test_every_choice_is_told(collection: Collection, books: Books, web: Web) -> None:
    record: Any = fill(books)[collection.slug]
    for one in collection.fields:
        if isinstance(one, Choice) and not one.read_only:
            for value, _label, _colour in one.choices:
                web.post(f"/{collection.slug}/{record.pk}/cell/{one.name}/", {"value": value})
    assert web.get(f"/{collection.slug}/{record.pk}/history/").status_code == 200
