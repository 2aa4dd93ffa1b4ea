"""A client's private link on its page: made, shown once, told of, ended."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.invoicing.shared import ClientLink
from freelancer_os.people.models import Membership
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in


def address(client: Client) -> str:
    return f"/clients/{client.pk}/share/"


def path_shown(answer: Any) -> str:
    """Where the link leads that an answer shows."""
    return urlsplit(answer.context["url"]).path


def test_the_page_and_the_menu_lead_to_it(books: Books, web: Web) -> None:
    client = books.client("Acme")
    for path in ("", "menu/"):
        page = web.get(f"/clients/{client.pk}/{path}").content.decode()
        assert f'href="{address(client)}"' in page
        assert f'data-dialog="{address(client)}?dialog"' in page


def test_a_link_is_made_shown_once_and_then_told_of(books: Books, web: Web) -> None:
    client = books.client("Acme")
    before = web.get(address(client)).content.decode()
    assert "No link" in before and "End the link" not in before
    made = web.post(address(client))
    assert made.status_code == 200 and made.context["url"].startswith("http://127.0.0.1/c/")
    assert Web().get(path_shown(made)).status_code == 200
    after = web.get(address(client)).content.decode()
    assert path_shown(made) not in after
    assert "In force" in after and "since " in after and "End the link" in after


def test_a_new_one_asks_and_ends_the_old(books: Books, web: Web) -> None:
    client = books.client("Acme")
    first = path_shown(web.post(address(client)))
    page = web.get(address(client)).content.decode()
    assert "no longer works then; send the new one." in page and "data-confirm" in page
    second = path_shown(web.post(address(client)))
    assert Web().get(first).status_code == 410
    assert Web().get(second).status_code == 200


def test_ending_it_says_what_happens_and_ends_it(books: Books, web: Web) -> None:
    client = books.client("Acme")
    path = path_shown(web.post(address(client)))
    assert "no longer works from now on" in web.get(address(client)).content.decode()
    answer = web.post(f"{address(client)}end/")
    assert answer.status_code == 302 and answer["Location"] == address(client)
    assert Web().get(path).status_code == 410
    assert "No link" in web.get(address(client)).content.decode()


def test_in_a_dialog_it_is_drawn_in_place(books: Books, web: Web) -> None:
    client = books.client("Acme")
    asked = web.get(f"{address(client)}?dialog").content.decode()
    assert "<html" not in asked and f'hx-post="{address(client)}?dialog"' in asked
    made = web.post(f"{address(client)}?dialog")
    assert "<html" not in made.content.decode() and "Copy the link" in made.content.decode()
    ended = web.post(f"{address(client)}end/?dialog").content.decode()
    assert "Ended" in ended and ClientLink.of(books.workspace, client.pk) is None


def test_a_dialog_has_a_button_that_closes_it_and_a_page_has_none(books: Books, web: Web) -> None:
    where = address(books.client("Acme"))
    for path in (where, where.replace("share", "statement")):
        assert "data-shut>Close</button>" in web.get(f"{path}?dialog").content.decode()
        assert "data-shut>Close</button>" not in web.get(path).content.decode()


def test_who_may_only_read_makes_and_ends_none(books: Books, web: Web) -> None:
    client = books.client("Acme")
    ClientLink.issue(client)
    Membership.objects.filter(user=books.user).update(role="accountant")
    assert address(client) not in web.get(f"/clients/{client.pk}/").content.decode()
    assert "data-confirm" not in web.get(address(client)).content.decode()
    for path in ("", "end/"):
        assert web.post(f"{address(client)}{path}").status_code == 403
    assert ClientLink.of(books.workspace, client.pk)


def test_a_stranger_finds_nothing(books: Books) -> None:
    client = books.client("Acme")
    stranger = signed_in(open_books().user)
    assert stranger.get(address(client)).status_code == 404
    assert stranger.post(address(client)).status_code == 404
    assert stranger.post(f"{address(client)}end/").status_code == 404
