"""What the box adds: a sentence, its parts, and what it asks."""

import re

from django.test import Client as Web

from freelancer_os.finance.models import Account, Transaction
from tests.books import Books
from tests.web.palette.test_answers import reader_of

SECTION = re.compile(r'data-section="(\w+)"')


def asked(web: Web, typed: str, **answers: str) -> str:
    given = {f"answer.{name}": value for name, value in answers.items()}
    return web.get("/palette/", {"q": typed, **given}).content.decode()


def test_a_sentence_that_is_clear_stands_first_and_is_booked(books: Books, web: Web) -> None:
    acme, bank = books.client("Acme Robotics"), books.make(Account, name="Bank", kind="bank")
    shown = asked(web, "1200 acme paid bank")
    assert SECTION.findall(shown) == ["add", "linked"]
    assert shown.index(f"/clients/{acme.pk}/") < shown.index(f"/accounts/{bank.pk}/")
    assert "Adds €1,200.00 to Bank." in shown
    assert "data-asked" not in shown
    sent = {"q": "1200 acme paid bank", "makes": "income"}
    assert web.post("/palette/add/", sent).status_code == 302
    (entry,) = books.all(Transaction)
    assert (entry.client_id, entry.paid, books.fresh(bank).balance) == (acme.pk, 120_000, 120_000)


def test_what_is_open_is_asked_behind_what_is_found(books: Books, web: Web) -> None:
    books.client("Figma 18 Ltd")
    books.make(Account, name="Card", kind="card")
    shown = asked(web, "18 figma")
    assert SECTION.findall(shown)[:2] == ["found", "add"]
    shown = asked(web, "18.50 coffee card")
    assert re.search(r'<select [^>]*name="kind" data-asked', shown)
    answered = asked(web, "18.50 coffee card", kind="expense")
    assert "data-asked" not in answered
    assert "Takes €18.50 from Card." in answered
    refused = web.post(
        "/palette/add/",
        {"q": "18.50 coffee card", "makes": "entry"},
        headers={"HX-Request": "true"},
    )
    assert refused.status_code == 422
    assert 'data-field="kind"' in refused.content.decode()
    assert books.all(Transaction) == []


def test_a_part_is_typed_as_the_workspace_writes_it(books: Books, web: Web) -> None:
    books.make(Account, name="Card", kind="card")
    changed = asked(web, "-18.50 coffee card", amount="1,234.5", date="yesterday")
    assert "Add expense €1,234.50" in changed
    assert "Takes €1,234.50 from Card." in changed
    wrong = asked(web, "-18.50 coffee card", amount="12,3,4", date="32/1")
    assert wrong.count('aria-invalid="true"') == 2
    assert 'value="12,3,4"' in wrong
    sent = {"q": "-18.50 coffee card", "answer.amount": "1,234.5", "answer.description": "Beans"}
    assert web.post("/palette/add/", sent).status_code == 302
    (entry,) = books.all(Transaction)
    assert (entry.amount, entry.description) == (123_450, "Beans")


def test_a_word_alone_and_a_mark_add_nothing_but_an_amount_with_a_plus(
    books: Books, web: Web
) -> None:
    assert "add" not in SECTION.findall(asked(web, "1200"))
    assert "add" not in SECTION.findall(asked(web, "> 1200 acme"))
    assert "add" in SECTION.findall(asked(web, "+1200 logo"))
    assert "add" not in SECTION.findall(asked(web, "+ client 12"))


def test_who_only_reads_adds_nothing(books: Books) -> None:
    reader = reader_of(books)
    assert "add" not in SECTION.findall(asked(reader, "-18.50 coffee"))
    sent = {"q": "-18.50 coffee", "makes": "expense"}
    assert reader.post("/palette/add/", sent).status_code == 403
    assert books.all(Transaction) == []
