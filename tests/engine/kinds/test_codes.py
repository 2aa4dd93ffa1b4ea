"""Codes of a standard in cells, lists and pastes: chosen by their names, kept as codes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from freelancer_os.clients.models import Client
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.codes import Country, PaperLanguage
from freelancer_os.engine.query.listing import filtered
from freelancer_os.web.cells.kinds import show
from freelancer_os.web.cells.offers import offered
from tests.books import Books

COUNTRY = CLIENTS.by_name["country"]
assert isinstance(COUNTRY, Country)


def test_a_cell_shows_the_name_for_its_reader(books: Books) -> None:
    client, formats = books.client(country="AT"), Formats.of(books.workspace)
    assert show(COUNTRY, client, formats) == "Austria"
    with translation.override("de"):
        assert show(COUNTRY, client, formats) == "Österreich"
    assert (COUNTRY.dump(client, formats), COUNTRY.raw(client, formats)) == ("AT", "AT")


def test_typing_finds_it_by_name(books: Books) -> None:
    client, formats = books.client(country="AT"), Formats.of(books.workspace)
    found = offered(client, COUNTRY, "aust", formats).options
    assert [(one.value, one.selected) for one in found] == [("AU", False), ("AT", True)]
    assert offered(client, COUNTRY, "", formats).options[-1].value == ""
    assert offered(books.client(), COUNTRY, "", formats).options[0].shown == "Afghanistan"


@pytest.mark.parametrize(
    ("pasted", "kept"), [("DE", "DE"), (" de ", "DE"), ("germany", "DE"), ("", "")]
)
def test_what_is_pasted_is_a_code_or_a_name(books: Books, pasted: str, kept: str) -> None:
    assert COUNTRY.pasted(pasted, Formats.of(books.workspace), {}, None) == kept


@pytest.mark.parametrize("wrong", ["Atlantis", "EU", "zz"])
def test_what_is_none_is_said_in_one_sentence(books: Books, wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        COUNTRY.pasted(wrong, Formats.of(books.workspace), {}, None)
    (sentence,) = refused.value.message_dict["country"]
    assert "is not the code of a country" in sentence and len(sentence) < 100


def test_a_board_has_the_columns_in_use_and_one_for_none(books: Books) -> None:
    books.client(country="FR")
    books.client(country="AT")
    books.client()
    formats = Formats.of(books.workspace)
    columns = COUNTRY.columns(Client.objects.of(books.workspace), formats)
    assert [(value, label) for value, label, _ in columns] == [
        ("AT", "Austria"),
        ("FR", "France"),
        ("", "No country"),
    ]


def test_lists_are_filtered_by_it(books: Books) -> None:
    austrian, homeless = books.client(country="AT"), books.client()
    formats = Formats.of(books.workspace)

    def found(value: Any) -> list[Any]:
        return [*filtered(CLIENTS, formats, {"country": value})]

    assert found("AT") == [austrian]
    assert found("none") == [homeless]


def test_a_language_is_one_that_invoices_are_written_in(books: Books) -> None:
    one = CLIENTS.by_name["language"]
    assert isinstance(one, PaperLanguage)
    formats = Formats.of(books.workspace)
    assert one.pasted("german", formats, {}, None) == "de"
    with pytest.raises(ValidationError):
        one.load("la", formats, {}, None)
