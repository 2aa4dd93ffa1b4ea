"""The status of an invoice: what its cell offers, what each says, and what then happens."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.work.invoice_life import ACCOUNTS, Life, effect
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.write.cells import Edit, save
from freelancer_os.finance.models import Account, Invoice
from tests.books import Books, open_books

NOBODY = "0192a4b0-0000-7000-8000-000000000000"
LIFE = INVOICES.by_name["status"]
assert isinstance(LIFE, Life)


@pytest.fixture
def formats(books: Books) -> Formats:
    return Formats.of(books.workspace)


def one(books: Books, state: str, amount: int = 10_000) -> Invoice:
    """An invoice in this state, with one line."""
    invoice = books.invoice(number="2026-007" if state == "void" else "")
    books.income(amount, invoice=invoice)
    account = {"account": books.account("Till")} if state == "paid" else {}
    return invoice if state == "draft" else books.edit(invoice, status=state, **account)


def enter(books: Books, invoice: Invoice, value: str) -> Invoice:
    edit = Edit(value=value, ways=frozenset({"take_back"}))
    save(INVOICES, books.workspace, books.user, invoice.pk, LIFE, edit)
    return books.fresh(invoice)


STATES = ["draft", "sent", "paid", "void"]


@pytest.mark.parametrize("state", STATES)
def test_it_offers_each_status_once_and_paid_once_for_each_account(
    books: Books, formats: Formats, state: str
) -> None:
    invoice = one(books, state)
    books.account("Bank")
    accounts = {f"paid:{account.pk}" for account in books.all(Account)}
    values = [offer.value for offer in LIFE.offers(books.fresh(invoice), formats)]
    wanted = {
        "draft": {"draft", "sent"} | accounts,  # without a number it is deleted, not void
        "sent": {"draft", "sent", "void"} | accounts,
        "paid": {"draft", "sent", "paid"},
        "void": {"void"},
    }
    assert set(values) == wanted[state]
    assert len(set(values)) == len(values)


def test_an_empty_draft_is_not_offered_to_be_paid(books: Books, formats: Formats) -> None:
    invoice, _account = books.invoice(number="A-1"), books.account()
    values = [offer.value for offer in LIFE.offers(invoice, formats)]
    assert values == ["draft", "sent", "void"]


@pytest.mark.parametrize("state", STATES)
def test_every_offer_is_taken(books: Books, formats: Formats, state: str) -> None:
    invoice = one(books, state)
    books.account("Bank")
    start = books.state()
    for offer in LIFE.offers(books.fresh(invoice), formats):
        wanted = offer.value.partition(":")[0]
        found = enter(books, invoice, offer.value)
        assert found.state == wanted
        if books.state() != start:
            books.undo()
        assert books.state() == start


def test_paid_on_an_account_moves_it_by_what_it_says(books: Books, formats: Formats) -> None:
    invoice, account = one(books, "sent"), books.account("Bank")
    (offer,) = [o for o in LIFE.offers(books.fresh(invoice), formats) if "paid:" in o.value]
    assert offer.words == "Paid on Bank"
    assert offer.effect == (f"Marks {invoice} as Paid and adds €100.00 to Bank. Undo with Ctrl+Z.")
    assert enter(books, invoice, offer.value).state == "paid"
    assert books.fresh(account).balance == 10_000


def test_sending_gives_the_number_that_it_says(books: Books, formats: Formats) -> None:
    invoice = one(books, "draft")
    said = effect(books.fresh(invoice), "sent", formats)
    sent = enter(books, invoice, "sent")
    assert said == f"Gives it the number {sent.number}, which then stays."
    assert effect(sent, "sent", formats) == ""


def test_what_a_paid_one_gives_back_is_said(books: Books, formats: Formats) -> None:
    invoice = one(books, "paid")
    for value in ("draft", "sent", "void"):
        said = effect(invoice, value, formats)
        assert said.startswith("Takes back its payments: ")
        assert said.endswith(" on Till.")
    assert enter(books, invoice, "sent").paid == 0


def test_no_more_accounts_are_offered_than_one_looks_through(
    books: Books, formats: Formats
) -> None:
    invoice = one(books, "draft")
    for n in range(ACCOUNTS + 3):
        books.account(f"Account {n:02}")
    found = [o.more for o in LIFE.offers(books.fresh(invoice), formats) if "paid:" in o.value]
    assert found == [f"on Account {n:02}" for n in range(ACCOUNTS)]


@pytest.mark.parametrize("value", ["paid:", "paid:x", f"paid:{NOBODY}", "paid", "", "sent "])
def test_what_is_no_offer_is_refused_and_changes_nothing(books: Books, value: str) -> None:
    invoice = one(books, "draft")
    before = books.state()
    with pytest.raises(ValidationError):
        enter(books, invoice, value)
    assert books.state() == before


def test_the_account_of_another_workspace_pays_nothing(books: Books) -> None:
    invoice, theirs = one(books, "sent"), open_books().account()
    before = books.state()
    with pytest.raises(ValidationError, match="There is no such account"):
        enter(books, invoice, f"paid:{theirs.pk}")
    assert books.state() == before
