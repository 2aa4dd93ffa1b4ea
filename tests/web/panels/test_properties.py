"""The properties panel: what is shown, in which order, in tables and on cards."""

import re

from django.test import Client as Web

from freelancer_os.engine.collection import Collection
from tests.books import Books
from tests.web.test_every_collection import EVERY


def panel(web: Web, slug: str, query: str = "", here: str = "", at: str = "") -> str:
    place = f"/{slug}/controls/properties/?{query}"
    answer = web.get(f"{place}&here={here}&at={at or f'/{slug}/'}")
    assert answer.status_code == 200
    return answer.content.decode()


def shown(html: str) -> list[str]:
    return re.findall(r'name="show" value="(\w+)" checked', html)


def address(html: str) -> str:
    found = re.search(r'data-url="([^"]*)"', html)
    assert found is not None
    return found[1].replace("&amp;", "&").replace("%2C", ",")


@EVERY
def test_it_begins_with_what_is_shown(collection: Collection, books: Books, web: Web) -> None:
    html = panel(web, collection.slug)
    assert tuple(shown(html)) == collection.table
    assert set(re.findall(r'name="show" value="(\w+)"', html)) == set(collection.by_name)
    cards = panel(web, collection.slug, here="view%3Dgallery")
    assert set(shown(cards)) <= set(collection.on_card)


def test_fields_are_hidden_shown_and_moved(books: Books, web: Web) -> None:
    html = panel(web, "clients", "sent=1&show=name&show=email&show=stage&do=up.stage")
    assert address(html) == "/clients/?show=name,stage,email"
    assert shown(html) == ["name", "stage", "email"]
    usual = "&".join(f"show={name}" for name in shown(panel(web, "clients")))
    assert address(panel(web, "clients", f"sent=1&{usual}", here="show%3Dname")) == "/clients/"


def test_the_workflow_has_columns_of_its_own(books: Books, web: Web) -> None:
    html = panel(web, "transactions", at="/workflow/")
    assert shown(html)[:4] == ["date", "description", "amount", "invoice"]
    html = panel(web, "transactions", "sent=1&show=date&show=amount", at="/workflow/")
    assert address(html) == "/workflow/?show=date,amount"


def test_nonsense_is_passed_over(books: Books, web: Web) -> None:
    html = panel(web, "clients", "sent=1&show=nonsense&show=name&do=up.nonsense")
    assert shown(html) == ["name"]
    assert address(panel(web, "clients", "sent=1")) == "/clients/"


def test_cards_show_what_was_chosen(books: Books, web: Web) -> None:
    books.client("Acme", company="Acme Ltd", contact="Lena")
    page = web.get("/clients/?view=board&show=company").content.decode()
    assert "Acme Ltd</p>" in page
    assert "Lena" not in page
