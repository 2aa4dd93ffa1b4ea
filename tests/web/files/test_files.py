"""Files on the page of a record: who may do what, and how they are served."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import LARGEST, path_of
from freelancer_os.people.models import Membership, User
from freelancer_os.web.files import files
from tests.books import Books, open_books

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
PDF = b"%PDF-1.7\n"
HTML = b"<html><script>alert(1)</script>"
HX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def browser_of(user: User, *, checks: bool = False) -> Browser:
    browser = Browser(enforce_csrf_checks=checks)
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def page(books: Books) -> str:
    """The address of a client's page."""
    return f"/clients/{books.client().pk}/"


def send(books: Books, page: str, *given: tuple[str, bytes], headers: Any = HX) -> Any:
    parts = [SimpleUploadedFile(name, content, "image/png") for name, content in given]
    return browser_of(books.user).post(f"{page}files/", {"files": parts}, headers=headers)


def sent(books: Books, page: str, name: str, content: bytes) -> Attachment:
    answer = send(books, page, (name, content))
    assert answer.status_code == 200, answer.content
    return books.all(Attachment)[-1]


def test_files_are_added_and_listed(books: Books, page: str) -> None:
    answer = send(
        books,
        page,
        ("receipt.png", PNG),
        ("Beleg.pdf", PDF),
        headers={**HX, "HX-Current-URL": f"http://testserver{page}"},
    )
    text = answer.content.decode()
    assert "receipt.png" in text
    assert "Beleg.pdf" in text
    assert "Added 2 files to Acme" in text
    assert len(books.all(Attachment)) == 2


def test_without_script_it_leads_back_to_the_page(books: Books, page: str) -> None:
    answer = send(books, page, ("a.png", PNG), headers={"Referer": f"http://testserver{page}"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    answer = send(books, page, ("a.png", b""), headers={})
    assert (answer.status_code, answer["Location"]) == (302, page)


def test_an_image_is_shown_and_may_do_nothing(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    answer = browser_of(books.user).get(f"/files/{file.pk}/")
    assert b"".join(answer) == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="receipt.png"'
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Security-Policy"].endswith("frame-ancestors 'none'; sandbox")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_pdf_is_shown(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.exe", PDF)
    answer = browser_of(books.user).get(f"/files/{file.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_list_says_what_can_be_previewed(books: Books, page: str) -> None:
    for name, content in (("a.png", PNG), ("b.pdf", PDF), ("c.html", HTML)):
        sent(books, page, name, content)
    listed = browser_of(books.user).get(page).context["opened"].files
    assert [(one.preview, one.has_thumbnail) for one in listed] == [
        ("image", True),
        ("pdf", False),
        ("", False),
    ]
    drawn = browser_of(books.user).get(page).content.decode()
    assert drawn.count("<img ") == 1
    assert 'alt="" width="40" height="40" loading="lazy"' in drawn


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", HTML), ("a.svg", b"<svg/>"), ("a.html", HTML), ("a.pdf", b" %PDF-1.7")],
)
def test_what_only_calls_itself_an_image_is_a_download(
    books: Books, page: str, name: str, content: bytes
) -> None:
    file = sent(books, page, name, content)
    answer = browser_of(books.user).get(f"/files/{file.pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../secret-key", "secret-key"),
        ("..\\..\\secret-key", "secret-key"),
        ("rechnung\u202egnp.exe", "rechnunggnp.exe"),
        ("Beleg “März”.pdf", "Beleg “März”.pdf"),
        ("領収書.txt", "領収書.txt"),
        ("a\x00b.txt", "ab.txt"),
    ],
)
def test_odd_names(books: Books, page: str, given: str, name: str) -> None:
    file = sent(books, page, given, b"text")
    assert file.name == name
    answer = browser_of(books.user).get(f"/files/{file.pk}/")
    plain = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quote(name)}"
    assert answer["Content-Disposition"] == f"attachment; {plain}"


@pytest.mark.parametrize(
    "path", ["/files/../secret-key/", "/files/%2e%2e/", "/files/secret-key/", "/files/"]
)
def test_only_ids_are_served(books: Books, path: str) -> None:
    assert browser_of(books.user).get(path).status_code == 404


def test_too_large_a_file_is_refused_whole(books: Books, page: str) -> None:
    answer = send(books, page, ("a.png", PNG), ("big.bin", b"x" * (LARGEST + 1)))
    assert answer.status_code == 413
    assert "“big.bin” is" in answer.content.decode()
    assert books.all(Attachment) == []


def test_too_long_a_body_is_not_read(books: Books, page: str) -> None:
    answer = browser_of(books.user).generic(
        "POST", f"{page}files/", b"", headers=HX, CONTENT_LENGTH=str(files.LONGEST_BODY + 1)
    )
    assert answer.status_code == 413
    assert "Add at most 10 files" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "Choose a file first."),
        ([("empty.png", b"")], "“empty.png” is empty."),
        ([("a.png", PNG)] * 11, "Add at most 10 files at a time."),
    ],
)
def test_what_is_no_file_is_refused(
    books: Books, page: str, given: list[tuple[str, bytes]], sentence: str
) -> None:
    answer = send(books, page, *given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert books.all(Attachment) == []


def test_another_workspace_sees_nothing(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    stranger = open_books()
    assert browser_of(stranger.user).get(f"/files/{file.pk}/").status_code == 404
    assert browser_of(stranger.user).post(f"/files/{file.pk}/delete/").status_code == 404
    assert send(stranger, page, ("a.png", PNG)).status_code == 404
    assert books.has(file)
    assert stranger.all(Attachment) == []


def test_an_accountant_reads_and_writes_nothing(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    user = User.objects.create_user("accountant@example.com")
    role = Membership.Role.ACCOUNTANT
    Membership.objects.create(workspace=books.workspace, user=user, role=role)
    accountant = browser_of(user)
    assert accountant.get(f"/files/{file.pk}/").status_code == 200
    text = accountant.get(page).content.decode()
    assert "receipt.png" in text
    assert "add-files" not in text
    assert accountant.post(f"/files/{file.pk}/delete/").status_code == 403
    assert accountant.post(f"{page}files/", {}).status_code == 403
    assert books.all(Attachment) == [file]


def test_nobody_else_gets_in(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    for answer in (Browser().get(f"/files/{file.pk}/"), Browser().post(f"{page}files/")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/auth/")


def test_a_forged_form_is_refused(books: Books, page: str) -> None:
    browser = browser_of(books.user, checks=True)
    given = {"files": [SimpleUploadedFile("a.png", PNG)]}
    assert browser.post(f"{page}files/", given).status_code == 403
    browser.get(page)
    token = browser.cookies["freelancer_os_csrf"].value
    given = {"files": [SimpleUploadedFile("a.png", PNG)]}
    headers = {**HX, "X-CSRFToken": token}
    assert browser.post(f"{page}files/", given, headers=headers).status_code == 200


def test_deleted_and_undone_on_the_page(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    browser = browser_of(books.user)
    here = {**HX, "HX-Current-URL": f"http://testserver{page}"}
    answer = browser.post(f"/files/{file.pk}/delete/", headers=here)
    assert "Deleted receipt.png of Acme" in answer.content.decode()
    assert browser.get(f"/files/{file.pk}/").status_code == 404
    browser.post("/undo/", headers=here)
    assert b"".join(browser.get(f"/files/{file.pk}/")) == PNG


def test_deleting_the_record_takes_its_files_along(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    browser = browser_of(books.user)
    assert "With it goes: 1 file." in browser.get(f"{page}menu/").content.decode()
    browser.post(f"{page}delete/", headers=HX)
    assert browser.get(f"/files/{file.pk}/").status_code == 404
    browser.post("/undo/", headers=HX)
    assert b"".join(browser.get(f"/files/{file.pk}/")) == PNG


def test_a_file_that_is_missing_on_disk(books: Books, page: str) -> None:
    file = sent(books, page, "receipt.png", PNG)
    path_of(file.digest).unlink()
    assert browser_of(books.user).get(f"/files/{file.pk}/").status_code == 404


# The note of an entry


def test_a_note_keeps_its_lines(books: Books) -> None:
    entry = books.expense()
    cell = f"/transactions/{entry.pk}/cell/note/"
    browser = browser_of(books.user)
    browser.post(cell, {"value": "first\r\nsecond", "opened": ""}, headers=HX)
    assert books.fresh(entry).note == "first\nsecond"
    text = browser.get(f"/transactions/{entry.pk}/").content.decode()
    assert 'data-kind="note" data-raw="first\nsecond"' in text
    answer = browser.post(cell, {"value": "x" * 2001, "opened": "first\nsecond"}, headers=HX)
    assert answer.status_code == 422
    answer = browser.post(cell, {"value": "mine", "opened": "older"}, headers=HX)
    assert answer.status_code == 409
    assert "This is “first second” now." in answer.content.decode()
    assert books.fresh(entry).note == "first\nsecond"
