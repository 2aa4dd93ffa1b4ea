"""The areas of the client window hide nothing without a word, however much there is."""

import re
from html import unescape

import pytest
from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.engine.formats import COUNTED
from freelancer_os.projects.models import Project, Service
from tests.books import Books
from tests.web.test_every_layout import multiply


def put(books: Books, count: int) -> None:
    """As many of everything, all in one group of their area."""
    if not count:
        return
    client = books.client("Acme", contract_value=1_000)
    project = books.make(Project, name="Site", client=client, value=900)
    service = books.make(Service, name="Design", project=project)
    invoice = books.invoice(client=client)
    entry = books.income(service=service, invoice=invoice)
    for record in (client, project, service, invoice, entry):
        if count > 1:
            multiply(books, books.fresh(record), count - 1)


@pytest.mark.parametrize("count", [0, 3, 30, 300, pytest.param(3_000, marks=pytest.mark.long)])
def test_a_group_shows_its_first_records_and_says_how_many_more_there_are(
    count: int, books: Books, web: Web
) -> None:
    put(books, count)
    answer = web.get("/client/")
    page = answer.content.decode()
    for area in answer.context["areas"]:
        assert [group.count for group in area.groups] == ([count] if count else [])
        part = page.split(f'id="area-{area.collection.slug}"')[1].split("</section>")[0]
        assert part.count('class="list-title"') == min(count, 3)
        more = re.findall(r'class="area-more" href="([^"]+)">(\d+) more<', part)
        assert [int(said) for _, said in more] == ([count - 3] if count > 3 else [])
        for address, _ in more:
            told = str(count) if count <= COUNTED else "1,000+"
            assert web.get(unescape(address)).context["sheet"].count == told


def test_every_group_shows_some_whichever_is_the_newest(books: Books, web: Web) -> None:
    old = books.client("Old", stage="client")
    for name in range(30):
        books.client(f"New {name}", stage="lead")
    (area,) = (
        one for one in web.get("/client/").context["areas"] if one.collection.model is Client
    )
    assert [(group.label, len(group.records)) for group in area.groups] == [
        ("Lead", 3),
        ("Client", 1),
    ]
    assert area.groups[1].records == [old]


def test_the_newest_stands_first_and_what_the_workflow_links_to_next(
    books: Books, web: Web
) -> None:
    linked = books.client("Linked")
    for name in range(9):
        books.client(f"Client {name}")
    books.income(client=linked)
    (area,) = (
        one for one in web.get("/client/").context["areas"] if one.collection.model is Client
    )
    assert [str(one) for one in area.groups[0].records] == ["Client 8", "Linked", "Client 7"]


def test_what_a_group_adds_up_is_named_and_leads_to_its_records(books: Books, web: Web) -> None:
    books.client("Acme", contract_value=1_000, stage="client")
    books.client("Lead", contract_value=500)
    page = web.get("/client/").content.decode()
    clients = page.split('id="area-clients"')[1].split("</section>")[0]
    assert ">Contract value, without tax</p>" in clients
    assert '<span class="num">€10.00</span>' in clients  # of the record, what the group adds up
    assert re.search(r"€0\.00</a> invoiced<", clients)
    found = re.findall(r'<a class="why num" href="(/clients/\?[^"]+)">.*?€([\d.]+)</a>', clients)
    assert found == [("/clients/?stage=lead", "5.00"), ("/clients/?stage=client", "10.00")]
    for address, amount in found:
        sheet = web.get(address).context["sheet"]
        assert sheet.count == "1"
        assert amount in sheet.html
