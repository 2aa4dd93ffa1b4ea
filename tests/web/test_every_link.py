"""What holds for every link of every collection on its pages: it leads nowhere outside, through
whichever door it is set or asked for, and what is typed or pasted finds ones own alone."""

import json
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from tests.books import Books, open_books
from tests.web.test_every_collection import ALL, fill

# Of each the slug of its collection, its name, and the slug of what it leads to.
LINKS = [
    (collection.slug, one.name, one.to)
    for collection in ALL
    for one in collection.fields
    if isinstance(one, Link | Links) and not one.read_only
]


class Pair:
    """Two workspaces with one of everything, and the browser of the owner of the first."""

    def __init__(self, mine: Books, web: Web) -> None:
        self.mine, self.theirs, self.web = mine, open_books(), web
        self.own, self.foreign = fill(mine), fill(self.theirs)
        self.before = (mine.state(), self.theirs.state())

    def post(self, slug: str, path: str, given: dict[str, Any]) -> Any:
        here = f"http://127.0.0.1/{slug}/"
        return self.web.post(
            f"/{slug}/{path}", given, headers={"hx-request": "true", "hx-current-url": here}
        )

    def text(self, address: str, **query: str) -> str:
        answer = self.web.get(address, query)
        assert answer.status_code == 200, address
        return str(answer.content.decode())

    def called(self, to: str) -> list[str]:
        """What a record outside goes by: its id, and its name if nobody here has that."""
        theirs = self.foreign[to]
        mine = {str(one) for one in self.mine.all(type(theirs))}
        return [str(theirs.pk), *({str(theirs)} - mine)]

    def assert_refused(self, answer: Any, *of: str) -> None:
        assert answer.status_code == 422, of
        assert (self.mine.state(), self.theirs.state()) == self.before, of


@pytest.fixture
def pair(books: Books, web: Web) -> Pair:
    return Pair(books, web)


def test_there_are_links_and_names_to_try(pair: Pair) -> None:
    assert {slug for slug, _, _ in LINKS} >= {"projects", "transactions", "payments", "meetings"}
    assert [to for to in ("clients", "invoices") if len(pair.called(to)) == 2]


def test_many_rows_are_not_linked_outside(pair: Pair) -> None:
    for slug, name, to in LINKS:
        for called in pair.called(to):
            given = {"ids": str(pair.own[slug].pk), "value": called}
            pair.assert_refused(pair.post(slug, f"bulk/{name}/", given), slug, name, called)


def test_nothing_that_is_pasted_links_outside(pair: Pair) -> None:
    for slug, name, to in LINKS:
        for called in pair.called(to):
            for key in (str(pair.own[slug].pk), ""):
                given = {"rows": json.dumps([[key, [[name, called, None]]]])}
                pair.assert_refused(pair.post(slug, "paste/", given), slug, name, called)
            begun = {"rows": '[["", [["name", "x", null]]]]', "starts": f"{name}={called}"}
            pair.assert_refused(pair.post(slug, "paste/", begun), slug, name, called)


def test_nothing_new_is_linked_outside(pair: Pair) -> None:
    for slug, name, to in LINKS:
        for called in pair.called(to):
            answer = pair.post(slug, "", {"name": "x", "title": "x", name: called})
            assert f'data-field="{name}"' in answer.content.decode()
            pair.assert_refused(answer, slug, name, called)


def test_what_can_be_named_is_ones_own(pair: Pair) -> None:
    for slug, name, to in LINKS:
        key, theirs = pair.own[slug].pk, pair.foreign[to]
        for asked in ({}, {"q": str(theirs)}):
            assert str(theirs.pk) not in pair.text(f"/{slug}/{key}/cell/{name}/", **asked)
            many = pair.text(f"/{slug}/bulk/{name}/", first=str(key), **asked)
            assert str(theirs.pk) not in many, (slug, name)
        outside = pair.web.get(f"/{slug}/bulk/{name}/", {"first": str(pair.foreign[slug].pk)})
        assert outside.status_code == 404, (slug, name)


def test_asked_for_what_is_linked_outside_a_list_is_empty(pair: Pair) -> None:
    for slug, name, to in LINKS:
        text = pair.text(f"/{slug}/", **{name: str(pair.foreign[to].pk)})
        for record in (pair.own[slug], pair.foreign[slug]):
            is_asked_for = record.pk == pair.foreign[to].pk  # a link to its own kind
            assert is_asked_for or str(record.pk) not in text, (slug, name)


def test_a_form_within_a_record_outside_is_not_there(pair: Pair) -> None:
    for slug, name, to in LINKS:
        foreign = pair.foreign[to].pk
        assert pair.web.get(f"/{slug}/new/", {name: str(foreign)}).status_code == 404
        assert pair.web.get(f"/{slug}/loose/{name}/{foreign}/").status_code == 404
