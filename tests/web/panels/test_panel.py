"""The panels that keep a look: saving it as a view, and what is done with a saved one."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client as Web

from freelancer_os.engine.models import View
from freelancer_os.web.panels.panel import PANELS
from tests.books import Books, open_books
from tests.web.test_every_collection import EVERY, signed_in

HERE = "http://127.0.0.1/clients/"


def panel(web: Web, name: str, here: str = "", slug: str = "clients") -> tuple[int, str]:
    answer = web.get(f"/{slug}/controls/{name}/?here={quote(here)}&at=/{slug}/")
    return answer.status_code, answer.content.decode()


def hidden(html: str) -> dict[str, str]:
    """What a form sends besides what is typed."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found}


def post(web: Web, address: str, given: dict[str, str]) -> int:
    headers = {"hx-request": "true", "hx-current-url": HERE}
    return web.post(address, given, headers=headers).status_code


@EVERY
def test_what_is_saved_is_what_one_looks_at(collection: object, books: Books, web: Web) -> None:
    slug = collection.slug  # type: ignore[attr-defined]  # of a collection
    code, html = panel(web, "save", "view=gallery&q=a%26b&order=-id&month=2026-11", slug)
    assert code == 200
    sent = hidden(html)
    assert sent == {"collection": slug, "layout": "gallery", "query": "q=a%26b&order=-id"}
    assert post(web, "/views/", {**sent, "name": "Mine"}) == 200
    (view,) = books.all(View)
    assert (view.collection, view.layout, view.parameters()) == (
        slug,
        "gallery",
        {"q": "a&b", "order": "-id"},
    )
    assert web.get(f"/{slug}/?view=mine").status_code == 200


@pytest.fixture
def view(books: Books) -> View:
    return books.make(View, name="A <b> & c", collection="clients", query="stage=lead&order=name")


def test_a_saved_one_is_copied_as_it_is(books: Books, web: Web, view: View) -> None:
    code, html = panel(web, "view", f"view={view.slug}")
    assert code == 200
    sent = hidden(html.partition('id="view-copy"')[2])
    assert post(web, "/views/", sent) == 200
    copy = next(one for one in books.all(View) if one.pk != view.pk)
    assert (copy.name, copy.query, copy.layout) == (f"{view.name} (copy)", view.query, view.layout)
    assert copy.slug != view.slug


def test_a_saved_one_is_renamed_made_the_default_and_deleted(
    books: Books, web: Web, view: View
) -> None:
    _, html = panel(web, "view", f"view={view.slug}")
    before = books.state()
    for action in re.findall(r'hx-post="([^"]+)"', html):
        given = {"value": "Other"} if action.endswith("/name/") else {"value": "true"}
        if action == "/views/":
            continue
        assert post(web, action, given) == 200, action
        assert books.state() != before
        books.undo()
        assert books.state() == before


def test_the_words_of_a_name_are_words(books: Books, web: Web, view: View) -> None:
    _, html = panel(web, "view", f"view={view.slug}")
    assert "<b>" not in html
    assert 'value="A &lt;b&gt; &amp; c"' in html


def test_without_a_view_there_is_nothing_to_do_with_it(books: Books, web: Web) -> None:
    assert panel(web, "view")[0] == 404
    assert panel(web, "view", "view=gallery")[0] == 404
    assert panel(web, "nonsense")[0] == 404
    assert panel(web, "save", slug="nonsense")[0] == 404


def test_the_view_of_another_workspace_is_none(books: Books, view: View) -> None:
    stranger = signed_in(open_books().user)
    code, html = panel(stranger, "view", f"view={view.slug}")
    assert code == 404
    assert "A &lt;b&gt;" not in html


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_stands_on_a_page_of_ours_whatever_is_asked(
    name: str, books: Books, web: Web, view: View
) -> None:
    here = quote(f"view={view.slug}")
    for at in ("//elsewhere.example/", "https://elsewhere.example/", "javascript:x", "/finance/"):
        answer = web.get(f"/clients/controls/{name}/?here={here}&at={quote(at)}")
        assert answer.status_code == 200
        assert "elsewhere" not in answer.content.decode()
        assert "javascript:" not in answer.content.decode()
