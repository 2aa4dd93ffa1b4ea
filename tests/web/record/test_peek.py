"""The record beside the page: drawn within the answer of any page, by its address alone."""

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Membership, User
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import ALL, EVERY, PAGES, fill, signed_in

ASIDE = '<aside id="peek"'


def key(collection: Collection, record: Any) -> str:
    return f"{collection.slug}:{record.pk}"


def peek(page: str) -> str:
    """The part of a page that is the peek."""
    return page.split(ASIDE)[1].split("</aside>", maxsplit=1)[0]


def repeated(page: str) -> list[str]:
    """The ids that stand on a page more than once."""
    counts = Counter(re.findall(r'\sid="([^"]+)"', page))
    return [name for name, count in counts.items() if count > 1]


def page_of(web: Web, address: str) -> str:
    answer = web.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@EVERY
def test_a_record_is_drawn_beside_its_list_and_beside_itself(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    own = f"/{collection.slug}/{record.pk}/"
    for address in (f"/{collection.slug}/", own):
        page = page_of(web, f"{address}?peek={key(collection, record)}")
        main = page.split('<main id="main"')[1].split("</main>")[0]
        assert f'data-record="{key(collection, record)}"' in peek(main)
        assert f'href="{own}" data-whole' in peek(main)
        assert f'href="{address}" data-close-peek' in peek(main)
        assert repeated(page) == []
    history = page_of(web, f"{own}?peek={key(collection, record)}:history")
    assert 'class="log"' in peek(history)
    assert repeated(history) == []


@EVERY
def test_a_stranger_sees_the_page_without_it(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    stranger = signed_in(open_books().user)
    for more in ("", ":history"):
        page = page_of(stranger, f"/{collection.slug}/?peek={key(collection, record)}{more}")
        assert ASIDE not in page
        assert str(record.pk) not in page.split('<main id="main"')[1]


@EVERY
def test_an_accountant_reads_it(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    page = page_of(signed_in(user), f"/{collection.slug}/?peek={key(collection, record)}")
    assert not re.search(r"data-cell|data-new|data-loose|data-edit-note|hx-post", peek(page))


@EVERY
def test_queries_do_not_grow_with_what_is_linked(
    collection: Collection, books: Books, web: Web
) -> None:
    first = fill(books)
    record = first[collection.slug]
    address = f"/{collection.slug}/?peek={key(collection, record)}"
    few = statements(web, address)
    for relation in ("invoices", "projects", "services", "transactions", "meetings"):
        multiply(books, relation, first)
    fill(books, 2)
    many = statements(web, address)
    assert len(many) <= len(few)  # what became of mails is asked only where something was sent
    assert_scoped(many)


def multiply(books: Books, slug: str, found: dict[str, Any]) -> None:
    """Twelve more records of a collection, linked as that of `found` is."""
    collection = collections.get(slug)
    assert collection is not None
    one = collection.rows(books.workspace).get(pk=found[slug].pk)
    values = {link.name: link.value(one) for link in collection.pointing if link.name != "account"}
    named = {"name": "More"} if "name" in collection.by_name else {}
    required = {
        n: getattr(one, n) for n in ("kind", "date", "amount", "starts_at") if hasattr(one, n)
    }
    if slug == "meetings":
        named, required = {"title": "More"}, {"starts_at": required["starts_at"]}

    def make(unit: Any) -> None:
        for _ in range(12):
            collection.model(workspace=books.workspace).edit({**required, **named, **values})

    books.do(make)


def statements(web: Web, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        page_of(web, address)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize(
    "nonsense",
    [
        "clients",
        "clients:",
        "clients:1",
        "clients:01a21054-d917-76c3-988c-e4ae1d2981c9",
        "CLIENTS:01a21054-d917-76c3-988c-e4ae1d2981c9",
        "nothing:01a21054-d917-76c3-988c-e4ae1d2981c9",
        "views:01a21054-d917-76c3-988c-e4ae1d2981c9",
        "clients:01a21054-d917-76c3-988c-e4ae1d2981c9:past",
        "../clients:01a21054-d917-76c3-988c-e4ae1d2981c9",
        "\x00",
        "x" * 5_000,
    ],
)
def test_nonsense_leaves_the_page_as_it_is(books: Books, web: Web, nonsense: str) -> None:
    answer = web.get("/clients/", {"peek": nonsense})
    assert answer.status_code == 200
    assert ASIDE not in answer.content.decode()


@pytest.mark.parametrize("address", [*PAGES, "/", "/history/", "/bin/", "/settings/", "/import/"])
def test_any_page_has_it(address: str, books: Books, web: Web) -> None:
    client = books.client()
    page = page_of(web, f"{address}?peek=clients:{client.pk}")
    assert "Acme" in peek(page)
    assert repeated(page) == []


def test_the_rest_of_the_address_stays(books: Books, web: Web) -> None:
    client = books.client()
    page = page_of(web, f"/clients/?view=board&q=ac&peek=clients:{client.pk}")
    assert 'href="/clients/?view=board&amp;q=ac" data-close-peek' in page
    assert f'href="/clients/?view=board&amp;q=ac&amp;peek=clients:{client.pk}:history"' in page
    assert "Remove the filter Peek" not in page


def test_a_write_answers_the_page_and_what_is_beside_it(books: Books, web: Web) -> None:
    client = books.client(contract_value=100_000)
    books.income(25_000, client=client, invoice=books.invoice(client=client))
    here = {"hx-request": "true"}
    here["hx-current-url"] = f"http://127.0.0.1/clients/?peek=clients:{client.pk}"
    answer = web.post(
        f"/clients/{client.pk}/cell/contract_value/", {"value": "500"}, headers=here
    ).content.decode()
    assert answer.split(ASIDE)[0].count("50%") == 1
    assert peek(answer).count("50%") == 1
    gone = web.post(f"/clients/{client.pk}/delete/", headers=here).content.decode()
    assert ASIDE not in gone
    assert "Deleted client Acme" in gone


def test_who_is_not_signed_in_sees_nothing(books: Books) -> None:
    client = books.client()
    answer = Web().get(f"/auth/login/?peek=clients:{client.pk}")
    assert ASIDE not in answer.content.decode()


def test_every_collection_with_a_page_is_tried() -> None:
    assert len(ALL) == len([one for one in collections if one.has_page]) > 10
