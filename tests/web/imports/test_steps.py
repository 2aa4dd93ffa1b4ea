"""Importing on the page: a file, its columns, its lines; and whatever is wrong with them."""

import os
import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from freelancer_os.core.models import Change
from freelancer_os.finance.models import Account, BankLine, Transaction
from freelancer_os.people.models import Membership, User
from freelancer_os.transfer.bank import uploads
from freelancer_os.web.imports import steps as imports
from tests.books import Books, open_books
from tests.web.choosing import Chosen

STATEMENTS = Path(__file__).parents[2] / "data" / "statements"
N26 = (STATEMENTS / "n26.csv").read_bytes()
ROWS = b"Date;Text;Amount\n2026-01-05;Rent;-700.00\n2026-01-06;Invoice 7;1500.00\n"
COLUMNS = ["Date", "Text", "Amount"]
ROLES = ["date", "text", "amount"]


@pytest.fixture
def books(db: None) -> Books:
    return open_books()


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def account(books: Books) -> Account:
    return books.account("Giro")


def browser_of(user: User, *, checks: bool = False) -> Browser:
    browser = Browser(enforce_csrf_checks=checks)
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def upload(books: Books, content: bytes, name: str = "may.csv", **given: str) -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return browser_of(books.user).post("/import/", {**given, "file": file})


def uploaded(books: Books, account: Account, content: bytes = ROWS) -> str:
    """The address of step two."""
    answer = upload(books, content, account=str(account.pk))
    assert answer.status_code == 302
    return str(answer["Location"]).split("?", maxsplit=1)[0]


def send(books: Books, address: str, account: Account, **more: Any) -> Any:
    given = {"account": str(account.pk), "name": COLUMNS, "role": ROLES}
    return browser_of(books.user).post(address, {**given, **more})


def problems(answer: Any) -> list[str]:
    return re.findall(r'<p class="problem" role="alert">(.*?)</p>', answer.content.decode())


def roles(answer: Any) -> dict[str, str]:
    """Column → chosen role, as the page shows them."""
    found = {}
    for head in re.findall(r"<th scope=\"col\">(.*?)</th>", answer.content.decode(), re.DOTALL):
        if name := re.search(r'name="name" value="(.*?)"', head):
            found[name[1]] = Chosen(head).held["role"]
    return found


# Step one


def test_the_first_step_offers_the_accounts_and_a_new_one(books: Books, account: Account) -> None:
    page = browser_of(books.user).get("/import/").content.decode()
    options = [[str(account.pk), "Giro (EUR)"], ["new", "+ New account"]]
    assert Chosen(page).offered["account"] == options
    assert Chosen(page).held["account"] == str(account.pk)


def test_without_an_account_the_new_one_is_chosen(books: Books) -> None:
    page = browser_of(books.user).get("/import/").content.decode()
    assert Chosen(page).held["account"] == "new"


def test_a_file_leads_to_its_columns(books: Books, account: Account) -> None:
    answer = upload(books, N26, account=str(account.pk))
    page = browser_of(books.user).get(answer["Location"])
    assert page.status_code == 200
    assert roles(page) == {
        "Booking Date": "date", "Value Date": "other_date", "Partner Name": "payee",
        "Partner Iban": "", "Type": "kind", "Payment Reference": "text",
        "Account Name": "", "Amount (EUR)": "amount",
        "Original Amount": "", "Original Currency": "", "Exchange Rate": "",
    }  # fmt: skip
    assert "Import 8 lines" in page.content.decode()


def test_an_account_is_made_on_the_way(books: Books) -> None:
    new = {"account": "new", "account_name": "Karte", "kind": "card", "currency": "usd"}
    answer = upload(books, ROWS, **new)
    (made,) = books.all(Account)
    assert (made.name, made.kind, made.currency) == ("Karte", "card", "USD")
    assert str(answer["Location"]).endswith(f"?account={made.pk}")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"account_name": " "}, "Name the new account, or choose one that is there."),
        ({"account_name": "A", "currency": "EURO"}, "Write a currency as its three letters"),
        ({"account_name": "A", "kind": "sock"}, "Kind is one of: bank, card, cash, wallet."),
        ({"account_name": "A" * 121}, "121 characters long"),
    ],
)
def test_a_wrong_new_account_is_told_and_what_was_typed_stays(
    books: Books, given: dict[str, str], sentence: str
) -> None:
    typed = {"account": "new", "kind": "cash", "currency": "EUR", **given}
    answer = upload(books, ROWS, **typed)
    assert answer.status_code == 422
    assert sentence in problems(answer)[0]
    assert f'name="account_name" value="{typed["account_name"]}"' in answer.content.decode()
    assert books.all(Account) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("may.csv", b"", "This file is empty."),
        ("may.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "looks like a PNG image"),
        ("may.csv", b"%PDF-1.7\n%\xff", "looks like a PDF document"),
        ("may.csv", b"Date;Amount\n" * 100_300, "more than 100,000 lines"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_makes_no_account(
    books: Books, name: str, content: bytes, sentence: str
) -> None:
    answer = upload(
        books, content, name, account="new", account_name="Giro", kind="bank", currency="EUR"
    )
    assert answer.status_code == 422
    assert [sentence in problem for problem in problems(answer)] == [True]
    assert 'value="Giro"' in answer.content.decode()
    assert books.all(Account) == []


def test_no_file_is_one_sentence(books: Books, account: Account) -> None:
    answer = browser_of(books.user).post("/import/", {"account": str(account.pk)})
    assert (answer.status_code, problems(answer)) == (422, ["Choose a file first."])


def test_a_file_above_the_limit_is_one_sentence(books: Books, account: Account) -> None:
    answer = upload(books, b"a;b\n" * 5_300_000, account=str(account.pk))
    assert (answer.status_code, problems(answer)) == (422, ["This file is larger than 20 MB."])


def test_a_body_far_above_the_limit_is_not_kept(
    books: Books, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "FORM", -imports.MAX_BYTES + 1000)

    def parsed(request: Any) -> Any:
        raise AssertionError("the body was parsed")

    monkeypatch.setattr(imports, "_start", parsed)
    answer = upload(books, b"a;b\n" * 1000, account=str(account.pk))
    assert (answer.status_code, problems(answer)) == (413, ["This file is larger than 20 MB."])


def test_the_upload_is_protected_against_forgery(books: Books, account: Account) -> None:
    browser = browser_of(books.user, checks=True)
    given = {"account": str(account.pk), "file": SimpleUploadedFile("a.csv", ROWS)}
    assert browser.post("/import/", given).status_code == 403
    assert books.all(BankLine) == []


# Step two


def test_the_preview_shows_what_each_line_becomes(books: Books, account: Account) -> None:
    page = send(books, uploaded(books, account), account).content.decode()
    assert "2 new" in page
    for shown in ("5 Jan", "Rent", "Expense", "−€700.00", "Income", "€1,500.00"):
        assert shown in page
    assert books.all(BankLine) == []


def test_choosing_other_columns_changes_the_preview_and_keeps_the_choice(
    books: Books, account: Account
) -> None:
    content = b"Date;Payee;Purpose;Amount\n2026-01-05;Bakery;Bread;-3.00\n"
    names, chosen = ["Date", "Payee", "Purpose", "Amount"], ["date", "", "text", "amount"]
    address = uploaded(books, account, content)
    answer = send(books, address, account, name=names, role=chosen)
    assert roles(answer) == dict(zip(names, chosen, strict=True))
    lines = answer.content.decode().split("<h2>What the lines become</h2>")[1]
    assert "<td>Bread</td>" in lines


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (["", "text", "amount"], "Choose the column that holds the date."),
        (["date", "text", ""], "Choose the column that holds the amount (or debit and credit)."),
        (["date", "amount", "amount"], "Only one column can be Amount"),
        (["date", "debit", "amount"], "Choose either one column for Amount, or"),
    ],
)
def test_a_wrong_choice_is_told_kept_and_takes_nothing(
    books: Books, account: Account, chosen: list[str], sentence: str
) -> None:
    address = uploaded(books, account)
    for do, status in (("check", 200), ("import", 422)):
        answer = send(books, address, account, role=chosen, do=do)
        assert (answer.status_code, len(problems(answer))) == (status, 1)
        assert problems(answer)[0].startswith(sentence)
        assert roles(answer) == dict(zip(COLUMNS, chosen, strict=True))
    assert books.all(BankLine) == []


def test_problems_are_listed_with_their_rows(books: Books, account: Account) -> None:
    content = ROWS + b"2026-02-30;Nowhere;-1.00\n2026-01-07;Fine;-1.005\n2026-01-08;Cof"
    page = send(books, uploaded(books, account, content), account).content.decode()
    assert "3 cannot be taken" in page
    for row, sentence in (
        (4, "“2026-02-30” is not a date."),
        (5, "“-1.005” has more decimals than EUR has."),
        (6, "This line has no amount."),
    ):
        assert re.search(rf"Row {row}</span>\s*<span>[^<]*{re.escape(sentence)}", page)


def test_other_accounts_and_formats_are_followed(books: Books, account: Account) -> None:
    address = uploaded(books, account, ROWS.replace(b"-700.00", b"-700.00 USD"))
    page = send(books, address, account).content.decode()
    assert "is in USD, so it is no entry of this account." in page
    dollars = books.account("Dollars", currency="USD")
    page = send(books, address, dollars, rate="0,9").content.decode()
    assert "Write the number like" in page
    page = send(books, address, dollars, rate="0.9").content.decode()
    assert "Import 2 lines" in page
    page = send(books, address, dollars, rate="0.9", charges="positive").content.decode()
    assert "US$700.00" in page.replace("\N{NO-BREAK SPACE}", "")


def test_what_is_open_is_asked_with_both_readings_and_then_remembered(
    books: Books, account: Account
) -> None:
    content = b"Date,Text,Amount\n03/04/2026,Rent,-700.00\n05/04/2026,Shop,-5.00\n"
    address = uploaded(books, account, content)
    page = send(books, address, account).content.decode()
    assert "Nothing in the file tells whether “03/04/2026” begins with the day" in page
    assert Chosen(page).offered["dates"][1:] == [
        ["day-first", "Day first: 03/04/2026 = 2026-04-03"],
        ["month-first", "Month first: 03/04/2026 = 2026-03-04"],
    ]
    refused = send(books, address, account, do="import")
    assert problems(refused) == ["Choose an answer to what is asked first."]
    assert books.all(BankLine) == []
    page = send(books, address, account, dates="day-first").content.decode()
    assert "3 Apr" in page
    assert "Import 2 lines" in page
    send(books, address, account, dates="day-first", do="import")
    assert len(books.all(BankLine)) == 2
    later = b"Date,Text,Amount\n06/05/2026,Rent,-700.00\n"
    page = send(books, uploaded(books, account, later), account).content.decode()
    assert "It was so before in this account." in page
    assert "6 May" in page


def test_the_year_of_days_without_one_is_said_for_this_file_alone(
    books: Books, account: Account
) -> None:
    address = uploaded(books, account, b"Date;Text;Amount\n13.01.;Rent;-700,00\n")
    page = send(books, address, account).content.decode()
    assert "The file names no year; its days are taken to be of the last twelve months." in page
    send(books, address, account, year="2019", do="import")
    assert [line.date.isoformat() for line in books.all(BankLine)] == ["2019-01-13"]
    later = uploaded(books, account, b"Date;Text;Amount\n14.01.;Shop;-5,00\n")
    assert "The file names no year" in send(books, later, account).content.decode()


def test_the_preview_says_why_and_what_is_no_entry(books: Books) -> None:
    card = books.account("Card", kind="card")
    content = (
        b"Date,Text,Amount,Status\n2026-01-13,Shop,12.50,Posted\n2026-01-14,Bar,9.00,Pending\n"
    )
    page = browser_of(books.user).get(f"{uploaded(books, card, content)}?account={card.pk}")
    shown = page.content.decode()
    assert "On a card most lines are charges." in shown
    assert "Row 3: “Bar” is pending, not booked yet; it is taken once it is booked." in shown
    assert "1 new · 1 left out" in shown


# Step three


def test_importing_leads_to_the_entries_with_undo(books: Books, account: Account) -> None:
    browser = browser_of(books.user)
    address = uploaded(books, account)
    given = {"account": str(account.pk), "name": COLUMNS, "role": ROLES, "do": "import"}
    answer = browser.post(address, given, follow=True)
    page = answer.content.decode()
    (where, _), *_ = answer.redirect_chain
    assert where == (f"/transactions/?account={account.pk}&date_from=2026-01-05&date_to=2026-01-06")
    assert "Imported 2 bank lines into Giro." in page
    assert "Show them" not in page  # one is there
    assert 'hx-post="/undo/"' in page
    assert "Rent" in page
    assert books.fresh(account).balance == 80000
    browser.post("/undo/", headers={"HX-Request": "true"})
    assert books.all(BankLine) == books.all(Transaction) == []
    assert books.fresh(account).balance == 0


def test_a_second_import_of_the_same_file_says_so(books: Books, account: Account) -> None:
    address = uploaded(books, account)
    send(books, address, account, do="import")
    page = send(books, address, account).content.decode()
    assert "0 new · 2 known already" in page
    assert page.count("Known already") == 2
    answer = send(books, address, account, do="import")
    assert answer.status_code == 422
    assert problems(answer)[0].startswith("Every line of this file is known already")
    assert len(books.all(Transaction)) == 2


def test_the_columns_are_remembered_for_the_next_file(books: Books, account: Account) -> None:
    head, names = b"Date;Payee;Purpose;Amount\n", ["Date", "Payee", "Purpose", "Amount"]
    first = uploaded(books, account, head + b"2026-01-05;Bakery;Bread;-3.00\n")
    send(books, first, account, name=names, role=["date", "", "text", "amount"], do="import")
    second = uploaded(books, account, head + b"2026-02-05;Bakery;Cake;-3.00\n")
    page = browser_of(books.user).get(f"{second}?account={account.pk}")
    assert roles(page) == {"Date": "date", "Payee": "", "Purpose": "text", "Amount": "amount"}


# Whose file, whose account


def test_another_workspace_s_account_is_none(books: Books, account: Account) -> None:
    stranger = open_books()
    for key in (str(stranger.account().pk), str(uuid4()), "", "x"):
        answer = upload(books, ROWS, account=key)
        assert answer.status_code == 422
        assert problems(answer) == ["Choose the account that this statement is of."]
    theirs = stranger.all(Account)[0]
    answer = send(books, uploaded(books, account), theirs, do="import")
    assert (answer.status_code, problems(answer)) == (422, ["Choose an account."])
    assert stranger.all(BankLine) == books.all(BankLine) == []


def test_another_user_s_file_is_none(books: Books, account: Account) -> None:
    address = uploaded(books, account)
    answer = send(books.colleague(), address, account, do="import")
    assert answer.status_code == 422
    assert problems(answer) == ["This file is no longer kept here; choose it again."]
    assert books.all(BankLine) == []


def test_who_may_only_read_imports_nothing(books: Books, account: Account) -> None:
    address, reader = uploaded(books, account), books.colleague()
    Membership.objects.filter(user=reader.user).update(role="accountant")
    for answer in (
        browser_of(reader.user).get("/import/"),
        upload(reader, ROWS, account=str(account.pk)),
        send(reader, address, account, do="import"),
    ):
        assert answer.status_code == 403
        assert problems(answer) == ["You may read this workspace, not change it."]
    assert not Change.objects.filter(user=reader.user).exists()


def test_strangers_are_led_to_sign_in(books: Books, account: Account) -> None:
    address = uploaded(books, account)
    for path in ("/import/", address):
        assert Browser().get(path).status_code == 302


# Between the steps


def test_a_file_is_kept_by_its_content_for_its_user_alone(books: Books, tmp_path: Path) -> None:
    digest = uploads.keep(books.user, ROWS)
    assert uploads.kept(books.user, digest) == ROWS
    assert uploads.kept(books.colleague().user, digest) is None
    (place,) = (tmp_path / "uploads").glob("*/*")
    assert (place.name, place.stat().st_mode & 0o777) == (digest, 0o600)


@pytest.mark.parametrize("name", ["", "../../secret-key", "a" * 63, "A" * 64, "/" + "a" * 63])
def test_no_other_name_is_looked_for(books: Books, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        uploads.kept(books.user, name)


def test_a_file_is_swept_after_a_day(books: Books, account: Account, tmp_path: Path) -> None:
    address = uploaded(books, account)
    (place,) = (tmp_path / "uploads").glob("*/*")
    os.utime(place, (time.time(), time.time() - uploads.KEPT + 60))
    uploads.sweep()
    assert place.exists()
    os.utime(place, (time.time(), time.time() - uploads.KEPT - 60))
    uploads.keep(books.colleague().user, N26)
    assert not place.exists()
    answer = browser_of(books.user).get(f"{address}?account={account.pk}")
    assert problems(answer) == ["This file is no longer kept here; choose it again."]


def test_a_file_need_not_be_chosen_again_when_something_else_was_wrong(books: Books) -> None:
    web = browser_of(books.user)
    file = SimpleUploadedFile("may.csv", ROWS, "text/csv")
    given = {"account": "new", "account_name": "", "kind": "bank", "currency": "EUR"}
    answer = web.post("/import/", {**given, "file": file})
    assert problems(answer) == ["Name the new account, or choose one that is there."]
    shown = answer.content.decode()
    assert "Your file is here." in shown and not re.search(r'type="file"[^>]* required', shown)
    (kept,) = re.findall(r'name="kept" value="(\w+)"', shown)
    answer = web.post("/import/", {**given, "account_name": "Giro", "kept": kept})
    assert answer.status_code == 302 and kept in answer["Location"]
    for wrong in ("0" * 64, "../../secret-key", ""):
        answer = web.post("/import/", {**given, "account_name": "Giro 2", "kept": wrong})
        assert problems(answer) == ["Choose a file first."]
    theirs = open_books()
    answer = browser_of(theirs.user).post("/import/", {**given, "account_name": "A", "kept": kept})
    assert problems(answer) == ["Choose a file first."]
    assert len(books.all(Account)) == 1
