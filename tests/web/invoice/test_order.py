"""Lines of an invoice are put into another order on its page."""

from datetime import date

from django.test import Client as Web

from freelancer_os.finance.models import Invoice, Transaction
from tests.books import Books


def lines_of(web: Web, invoice: Invoice) -> list[str]:
    page = web.get(f"/invoices/{invoice.pk}/").content.decode().split('class="invoice-lines"')[1]
    return sorted("ABC", key=lambda name: page.index(f"Line {name}"))


def filled(books: Books) -> tuple[Invoice, dict[str, Transaction]]:
    invoice = books.invoice()
    return invoice, {n: books.income(description=f"Line {n}", invoice=invoice) for n in "ABC"}


def test_a_line_is_put_after_another_and_undone(books: Books, web: Web) -> None:
    invoice, made = filled(books)
    where = f"/invoices/{invoice.pk}/order/"
    given = {"line": str(made["C"].pk), "after": str(made["A"].pk)}
    assert web.post(where, given).status_code == 302
    assert lines_of(web, invoice) == ["A", "C", "B"]
    assert books.last().words == "Moved Line C on Draft"
    web.post(where, {"line": str(made["B"].pk), "after": ""})
    assert lines_of(web, invoice) == ["B", "A", "C"]
    books.undo()
    assert lines_of(web, invoice) == ["A", "C", "B"]


def test_the_page_has_the_order_of_the_paper(books: Books, web: Web) -> None:
    invoice = books.invoice()
    for name, day in (("B", 2), ("A", 1), ("C", 3)):
        books.income(description=f"Line {name}", invoice=invoice, date=date(2026, 5, day))
    assert lines_of(web, invoice) == ["A", "B", "C"]


def test_what_is_no_line_of_it_is_not_found(books: Books, web: Web) -> None:
    invoice, loose = books.invoice(), str(books.income().pk)
    line = str(books.income(invoice=invoice).pk)
    for given in ({"line": loose}, {"line": "x"}, {}, {"line": line, "after": loose}):
        assert web.post(f"/invoices/{invoice.pk}/order/", given).status_code == 404


def test_the_menu_of_a_line_moves_it(books: Books, web: Web) -> None:
    invoice, made = filled(books)
    where = f"/transactions/{made['B'].pk}/"
    menu = web.get(f"{where}menu/").content.decode()
    assert "Move up" in menu and "Move down" in menu
    web.post(f"{where}do/move-up/")
    assert lines_of(web, invoice) == ["B", "A", "C"]
    answer = web.post(f"{where}do/move-up/", headers={"hx-request": "true"})
    assert answer.status_code == 422 and "It is the first line." in answer.content.decode()
