"""What a line of the client window says of a record."""

from dataclasses import replace

import pytest

from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.engine.formats import Formats
from freelancer_os.web.windows.lines import lines
from tests.books import Books
from tests.web.test_every_collection import ALL, fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [one.slug for one in ALL])
def test_any_collection_can_be_an_area(slug: str, books: Books) -> None:
    record = fill(books)[slug]
    collection = next(one for one in ALL if one.slug == slug)
    drawn = lines(collection, [record], Formats.of(books.workspace))
    assert f'<a class="list-title" href="/{slug}/{record.pk}/">' in drawn


def test_a_line_of_which_nothing_is_said_shows_what_stands_first_on_the_cards(books: Books) -> None:
    client = books.client(company="Acme & Sons", email="anna@acme.example")
    other = replace(CLIENTS, slug="customers", card=("company", "email", "stage"))
    drawn = lines(other, [client], Formats.of(books.workspace))
    assert "Acme &amp; Sons" in drawn
    assert "anna@acme.example" in drawn
    assert "Lead" not in drawn
