"""Where receipts belong, putting them there, and that none is lost with its entry."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from freelancer_os.collections.money.bank_lines import accept
from freelancer_os.core.attached.attachments import Attachment, attach
from freelancer_os.core.attached.care import sweep_files
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import keep, path_of
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.bulk import delete_many
from freelancer_os.finance.models import BankLine, Category, Receipt, Rule, Transaction
from freelancer_os.finance.receipts.reading.said import Said
from freelancer_os.finance.receipts.taking import Given, take
from freelancer_os.finance.sorting.accepting import accept_sure
from freelancer_os.finance.sorting.deciding import link
from freelancer_os.finance.sorting.halves import transfer
from freelancer_os.finance.sorting.reopening import ignore, reopen
from freelancer_os.finance.sorting.splitting import Piece, split
from freelancer_os.finance.tray.attaching import (
    attach_best,
    attach_sure,
    attach_to,
    attach_to_line,
    make_expense,
)
from tests.books import Books
from tests.core.attached.test_attachments import age
from tests.finance.receipts.tray import day, drop, held, proposed
from tests.finance.sorting.imported import arrive, assert_sound, decide
from tests.finance.sorting.imported import proposed as lines_proposed

ADOBE = {"amount": Decimal("66.45"), "supplier": "Adobe Systems Ltd"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "files"


def test_a_receipt_is_proposed_to_its_expense(books: Books) -> None:
    fits = books.expense(6_645, description="Adobe Creative Cloud", date=day(3))
    books.expense(6_646, description="Adobe", date=day(1))
    books.income(6_645, description="Adobe", date=day(1))
    (best,) = proposed(books, drop(books, **ADOBE))
    assert (best.targets, best.sure) == ((fits.pk,), True)
    assert best.why == "amount agrees · 2 days apart · supplier agrees"


def test_it_is_not_sure_of_two_or_of_another_supplier(books: Books) -> None:
    receipt = drop(books, **ADOBE)
    other = books.expense(6_645, description="Figma", date=day(1))
    assert [one.sure for one in proposed(books, receipt)] == [False]
    books.edit(other, description="Adobe")
    assert [one.sure for one in proposed(books, receipt)] == [True]
    again = drop(books, name="again.pdf", **ADOBE)
    found = [proposed(books, one)[0].sure for one in (receipt, again)]
    assert found == [True, True]  # each by itself
    assert books.do(attach_sure) == 1  # together, the earlier one
    assert not books.has(receipt) and books.has(again)
    books.expense(6_645, description="Adobe", date=day(2))
    books.expense(6_645, description="Adobe", date=day(1))
    assert [one.sure for one in proposed(books, again)] == [False, False]


def test_the_base_currency_finds_an_entry_in_another(books: Books) -> None:
    entry = books.expense(2_000, currency="USD", exchange_rate=9 * 10**9, date=day(1))
    receipt = drop(books, amount=Decimal("18.00"))
    assert [one.targets for one in proposed(books, receipt)] == [(entry.pk,)]
    far = drop(books, amount=Decimal("18.00"), date=day(1).replace(year=2024))
    assert proposed(books, far) == []
    assert proposed(books, drop(books, amount=None, currency="")) == []


def test_it_is_attached_and_undo_gives_it_back(books: Books) -> None:
    entry = books.expense(6_645, description="Adobe", date=day(1))
    receipt = drop(books, number="17", **ADOBE)
    books.do(lambda unit: attach_best(unit.fresh(receipt)))
    assert held(books, entry) == ["a.png"] and not books.has(receipt)
    books.undo()
    assert held(books, entry) == [] and held(books, receipt) == ["a.png"]
    assert books.fresh(receipt).number == "17"
    books.redo()
    assert held(books, entry) == ["a.png"] and not books.has(receipt)
    nothing = drop(books, name="b.png")
    with pytest.raises(Conflict, match="Nothing is proposed"):
        books.do(lambda unit: attach_best(unit.fresh(nothing)))


def test_a_line_takes_it_to_its_entry_and_on(books: Books) -> None:
    bank, software = books.account("Bank"), books.make(Category, name="Apps", kind="expense")
    (line,) = arrive(books, bank, "2026-10-05;ADOBE SYSTEMS;-66.45")
    receipt = drop(books, **ADOBE)
    (best,) = proposed(books, receipt)
    assert (best.kind, best.targets, best.sure) == ("bank_line", (line.pk,), True)
    books.do(lambda unit: attach_to_line(unit.fresh(receipt), unit.fresh(line)))
    own = books.fresh(line).transaction
    assert held(books, own) == ["a.png"]
    typed = books.expense(6_645, description="Adobe", category=software)
    decide(books, line, link, typed)  # its own entry goes
    assert held(books, typed) == ["a.png"] and not books.has(own)
    books.undo()
    assert held(books, own) == ["a.png"]
    assert_sound(books)


def test_a_new_expense_is_made_of_it(books: Books) -> None:
    bank, software = books.account("Bank"), books.make(Category, name="Apps", kind="expense")
    books.expense(100, description="Adobe Stock", category=software)
    receipt = drop(books, **ADOBE)
    made = books.do(lambda unit: make_expense(unit.fresh(receipt), {"account": unit.fresh(bank)}))
    entry = books.fresh(made)
    assert (entry.total, entry.description, entry.category) == (
        6_645, "Adobe Systems Ltd", software,
    )  # fmt: skip
    assert (entry.outstanding, books.fresh(bank).balance, held(books, entry)) == (
        0,
        -6_645,
        ["a.png"],
    )
    books.undo()
    assert books.has(receipt) and not books.has(entry)
    empty = drop(books, name="photo.png", date=None, currency="")
    with pytest.raises(Exception, match="Enter the"):
        books.do(lambda unit: make_expense(unit.fresh(empty), {}))


def test_the_same_file_is_said_and_not_doubled(books: Books) -> None:
    receipt = drop(books, content=b"\x89PNG\r\n\x1a\nx", **ADOBE)
    given = Given("b.png", keep([b"\x89PNG\r\n\x1a\nx"]), Said())
    made, known = books.do(lambda unit: take(unit, [given]))
    assert made == [] and known[0].why == "“b.png” waits in the tray already, as a.png."
    entry = books.expense(6_645, description="Adobe")
    books.do(lambda unit: attach_to(unit.fresh(receipt), unit.fresh(entry)))
    made, known = books.do(lambda unit: take(unit, [given]))
    assert made == [] and known[0].why == "“b.png” is attached to Adobe already."


# No file is lost when its entry goes


def delete(books: Books, entry: Transaction) -> None:
    books.remove(entry)


def delete_with_others(books: Books, entry: Transaction) -> None:
    other = books.expense(1)
    chosen = [entry.pk, other.pk]
    declared = collections.get("transactions")
    assert declared is not None
    delete_many(declared, books.workspace, books.user, lambda: chosen)


def leave_out(books: Books, entry: Transaction) -> None:
    (line,) = [one for one in books.all(BankLine) if one.transaction_id == entry.pk]
    decide(books, line, ignore)


def to_transfer(books: Books, entry: Transaction) -> None:
    (line,) = [one for one in books.all(BankLine) if one.transaction_id == entry.pk]
    decide(books, line, transfer, books.account("Cash"))


GOING = [delete, delete_with_others, leave_out, to_transfer]


@pytest.mark.parametrize("go", GOING, ids=lambda one: one.__name__)
def test_a_file_goes_back_to_the_tray(
    books: Books, folder: Path, go: Callable[[Books, Transaction], None]
) -> None:
    bank = books.account("Bank")
    arrive(books, bank, "2026-10-05;ADOBE SYSTEMS;-66.45")
    entry = books.all(Transaction)[0]
    first = drop(books, number="17", **ADOBE)
    books.do(lambda unit: attach_to(unit.fresh(first), unit.fresh(entry)))
    kept = keep([b"%PDF-1.7 by hand"])
    books.do(lambda unit: attach(unit.fresh(entry), [("by hand.pdf", kept)]))
    go(books, entry)
    waiting = {one.name: one for one in books.all(Receipt)}
    assert not books.has(entry) and set(waiting) == {"a.png", "by hand.pdf"}
    assert [held(books, one) for one in waiting.values()] == [[name] for name in waiting]
    seen = waiting["a.png"]
    assert (seen.number, seen.amount, seen.supplier) == ("17", 6_645, "Adobe Systems Ltd")
    told = waiting["by hand.pdf"]  # nobody read in it: it says what the entry did
    assert (told.how, told.amount, told.date) == ("none", 6_645, day(5))
    books.undo()
    assert sorted(held(books, entry)) == ["a.png", "by hand.pdf"] and books.all(Receipt) == []
    books.redo()
    assert len(books.all(Receipt)) == 2 and not books.has(entry)
    age(folder, days=90)
    sweep_files()  # the bin is emptied, and they are there
    assert all(path_of(one.digest).is_file() for one in books.all(Attachment))
    assert_sound(books)


def test_it_moves_to_what_a_line_pays(books: Books) -> None:
    bank, fees = books.account("Bank"), books.make(Category, name="Fees", kind="expense")
    (line,) = arrive(books, bank, "2026-10-05;ADOBE SYSTEMS;-66.45")
    receipt = drop(books, **ADOBE)
    books.do(lambda unit: attach_to_line(unit.fresh(receipt), unit.fresh(line)))
    books.do(
        lambda unit: split(
            unit.fresh(line), [Piece(unit.fresh(fees), -6_000), Piece(unit.fresh(fees), -645)]
        )
    )
    first = next(one for one in books.all(Transaction) if one.total == 6_000)
    assert held(books, first) == ["a.png"]
    decide(books, line, reopen)
    assert held(books, books.fresh(line).transaction) == ["a.png"] and books.all(Receipt) == []
    assert_sound(books)


def test_undoing_an_import_keeps_it(books: Books) -> None:
    receipt = drop(books, **ADOBE)
    (line,) = arrive(books, books.account("Bank"), "2026-10-05;ADOBE SYSTEMS;-66.45")
    made = books.last()
    books.do(lambda unit: attach_to_line(unit.fresh(receipt), unit.fresh(line)))
    books.undo_one(made, with_later=True)
    assert held(books, receipt) == ["a.png"] and not books.has(line)


def test_a_line_says_that_a_receipt_was_found_and_takes_it(books: Books) -> None:
    bank, apps = books.account("Bank"), books.make(Category, name="Apps", kind="expense")
    books.make(Rule, contains="figma", category=apps)
    books.make(Rule, contains="adobe", category=apps, amount_max=7_000)
    receipt = drop(books, **ADOBE)
    first, other = books.expense(6_645, account=bank), books.expense(1_800, account=bank)
    line, figma = arrive(books, bank, "2026-10-01;ADOBE SYSTEMS;-66.45", "2026-10-01;FIGMA;-18.00")
    told, plain = lines_proposed(books, line)[0], lines_proposed(books, figma)[0]
    assert told.why.endswith(" · receipt found") and told.receipt == receipt.pk
    assert (plain.receipt, plain.targets) == (None, (other.pk,))
    books.do(accept_sure)
    assert held(books, first) == ["a.png"] and not books.has(receipt)
    books.undo()
    books.do(lambda unit: accept(unit.fresh(line), {"category": unit.fresh(apps)}))
    assert held(books, books.fresh(line).transaction) == ["a.png"]
    assert_sound(books)
