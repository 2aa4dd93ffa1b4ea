"""Every form of a page works before its scripts are there, or without them."""

from html.parser import HTMLParser

import pytest

from tests.web.test_every_address import House, house  # noqa: F401  # a fixture
from tests.web.test_every_collection import signed_in

PAGES = ["/", "/client/", "/finance/", "/history/", "/settings/", "/import/", "/clients/",
         "/clients/?compose=client", "/contacts/?compose=contact", "/clients/?view=board",
         "/meetings/?view=calendar"]  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page: their attributes, and the names of what they send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str | None], set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append((given, set()))
        elif self.found and given.get("name"):
            self.found[-1][1].add(str(given["name"]))


@pytest.mark.parametrize("page", [*PAGES, "record", "peek", "view", "toast"])
def test_a_form_says_where_it_is_sent(house: House, page: str) -> None:  # noqa: F811
    web, client = signed_in(house.books.user), house.client
    others = {
        "record": f"/clients/{client.pk}/",
        "peek": f"/clients/?peek=clients:{client.pk}",
        "view": f"/clients/?view={house.view.slug}&q=a",
        "toast": "/contacts/",
    }
    if page == "toast":
        web.post(f"/clients/{client.pk}/cell/company/", {"value": "Told Ltd"})
    forms = Forms(web.get(others.get(page, page)).content.decode()).found
    assert forms or page in {"/clients/?view=board", "/meetings/?view=calendar"}
    for given, names in forms:
        assert given.get("action"), given
        if given.get("method") == "get":  # which asks, and writes nothing
            assert "csrfmiddlewaretoken" not in names, given
            continue
        assert given.get("method") == "post", given
        assert "csrfmiddlewaretoken" in names, given
        if "hx-post" in given:
            assert str(given["action"]).partition("?")[0] == given["hx-post"]
