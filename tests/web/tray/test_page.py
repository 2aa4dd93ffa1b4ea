"""The page of receipts: files into the tray, what is drawn, and where its buttons lead."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.finance.models import Receipt
from freelancer_os.people.models import Membership
from tests.books import DAY, Books
from tests.finance.receipts.tray import drop, held
from tests.web.test_every_collection import signed_in

HEADERS = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/receipts/"}
PNG = b"\x89PNG\r\n\x1a\n"
ADOBE = {"amount": Decimal("66.45"), "supplier": "Adobe Systems"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def page(web: Web) -> str:
    return web.get("/receipts/").content.decode()


def post(web: Web, address: str, given: dict[str, Any]) -> Any:
    return web.post(f"/receipts/{address}", given, headers=HEADERS)


def kept(web: Web, name: str, content: bytes) -> Any:
    return post(web, "keep/", {"files": SimpleUploadedFile(name, content)})


def test_files_are_kept_one_by_one_and_taken_as_one(books: Books, web: Web) -> None:
    tokens = [json.loads(kept(web, f"{n}.png", PNG + n.encode()).content)["token"] for n in "ab"]
    assert books.all(Receipt) == []
    html = post(web, "add/", {"token": " ".join(tokens)}).content.decode()
    assert "Added 2 receipts" in html and "2 receipts wait for their entries" in html
    assert [held(books, one) for one in books.all(Receipt)] == [["a.png"], ["b.png"]]
    again = post(web, "add/", {"token": tokens[0]}).content.decode()
    assert "“a.png” waits in the tray already, as a.png." in again
    books.undo()
    assert books.all(Receipt) == []
    assert post(web, "add/", {"token": "nonsense"}).status_code == 422
    without_script = web.post("/receipts/add/", {"files": SimpleUploadedFile("c.png", PNG + b"c")})
    assert without_script.status_code == 302 and books.all(Receipt)[0].name == "c.png"


def test_many_files_cost_the_statements_of_few(books: Books, web: Web) -> None:
    def add(names: range) -> tuple[int, str]:
        tokens = [
            json.loads(kept(web, f"{n}.png", PNG + bytes([n])).content)["token"] for n in names
        ]
        with CaptureQueriesContext(connection) as counted:
            html = post(web, "add/", {"token": " ".join(tokens)}).content.decode()
        return len(counted), html

    few, _html = add(range(2))
    many, html = add(range(20))
    assert many <= few + 4 and "Added 18 receipts" in html
    assert "“1.png” waits in the tray already, as 1.png." in html
    _again, html = add(range(20))
    assert "“2.png” waits" in html and "“3.png” waits" not in html and "17 more are here." in html


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.docx", b"PK", "is no PDF, picture"), ("a.png", b"", "is empty")],
)
def test_what_is_no_receipt_is_refused_in_words(
    books: Books, web: Web, name: str, content: bytes, said: str
) -> None:
    answer = kept(web, name, content)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_row_says_what_was_read_and_where_it_belongs(books: Books, web: Web) -> None:
    entry = books.expense(6_645, description="Adobe Cloud", date=DAY)
    receipt, photo = drop(books, **ADOBE), drop(books, name="photo.png", date=None, currency="")
    html = page(web)
    row = html.partition(f'id="receipt-{receipt.pk}"')[2].partition("<li ")[0]
    assert "Adobe Systems" in row and "€66.45" in row and "supplier agrees" in row
    assert f'name="transaction" value="{entry.pk}"' in row and "btn-primary" in row
    assert "Its amount could not be read." in html and "Attach the 1 sure one" in html
    answer = post(web, f"{receipt.pk}/do/attach/", {"transaction": entry.pk})
    assert answer.status_code == 200 and held(books, entry) == ["a.png"]
    assert post(web, f"{photo.pk}/delete/", {}).status_code == 200
    assert "Every receipt is with its entry." in page(web)
    assert books.all(Attachment)[0].record() == books.fresh(entry)


def test_another_entry_is_found_by_words_or_amount(books: Books, web: Web) -> None:
    receipt = drop(books, **ADOBE)
    books.expense(1_200, description="Paper", date=DAY)
    books.expense(999, description="Long ago", date=DAY.replace(year=2020))
    dialog = web.get(f"/receipts/{receipt.pk}/choose/", headers=HEADERS).content.decode()
    assert "Paper" in dialog and "Long ago" not in dialog
    for typed in ("long", "9.99"):
        found = web.get(f"/receipts/{receipt.pk}/choose/", {"q": typed}, headers=HEADERS)
        assert "Long ago" in found.content.decode() and b"Paper" not in found.content


def test_a_new_expense_asks_what_is_missing(books: Books, web: Web) -> None:
    receipt = drop(books, **ADOBE)
    form = web.get(f"/receipts/{receipt.pk}/do/expense/", headers=HEADERS).content.decode()
    assert 'value="66.45"' in form and "Adobe Systems" in form
    photo = drop(books, name="photo.png", date=None, currency="")
    assert post(web, f"{photo.pk}/do/expense/", {}).status_code == 422
    assert post(web, f"{receipt.pk}/do/expense/", {"description": "Cloud"}).status_code == 200
    assert not books.has(receipt)


def test_three_thousand_cost_what_few_cost(books: Books, web: Web) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            html = page(web)
        assert html.count("tray-line") <= 50 and len(html) < 400_000
        return len(captured.captured_queries)

    drop(books, **ADOBE)
    few = statements()
    told: dict[str, Any] = {"date": DAY, "currency": "EUR"}
    rows = [
        Receipt.made(books.workspace, name=f"{n}.pdf", amount=n, **told) for n in range(1, 3_000)
    ]
    books.do(lambda unit: unit.add(rows))
    assert statements() <= few
    html = page(web)
    assert "Attach all sure ones" in html
    after = html.partition("/more/?after=")[2].partition('"')[0]
    assert web.get(f"/receipts/more/?after={after}").content.count(b"tray-line") == 50


def test_an_accountant_only_looks(books: Books) -> None:
    drop(books, **ADOBE)
    colleague = books.colleague()
    Membership.objects.filter(user=colleague.user).update(role="accountant")
    reader = signed_in(colleague.user)
    html = page(reader)
    assert "Adobe Systems" in html and "tray-drop" not in html and "data-accept" not in html
    assert kept(reader, "a.png", PNG).status_code == 403
