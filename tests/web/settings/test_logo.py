"""The logo of the letterhead: chosen on the settings page, shown, taken away, undone."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from freelancer_os.people.letterhead import LARGEST_LOGO
from freelancer_os.people.models import Membership
from tests.books import Books, open_books

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


@pytest.fixture
def inside(client: Client, books: Books, settings: Any, tmp_path: Path) -> Client:
    settings.DATA_FOLDER = tmp_path
    client.force_login(books.user)
    return client


def _send(client: Client, content: bytes, name: str = "logo.png") -> Any:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/settings/"}
    file = SimpleUploadedFile(name, content)
    return client.post("/settings/logo/save/", {"logo": file}, headers=headers)


@pytest.mark.parametrize(("content", "media"), [(PNG, "image/png"), (SVG, "image/svg+xml")])
def test_it_is_taken_shown_and_kept_harmless(
    inside: Client, books: Books, content: bytes, media: str
) -> None:
    assert inside.get("/settings/logo/").status_code == 404
    answer = _send(inside, content)
    assert (answer.status_code, "Changed the logo" in answer.content.decode()) == (200, True)
    assert 'src="/settings/logo/?' in answer.content.decode()
    shown = inside.get("/settings/logo/")
    assert b"".join(shown) == content
    assert shown["Content-Type"] == media
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "script" not in shown["Content-Security-Policy"]
    books.undo()
    assert inside.get("/settings/logo/").status_code == 404


def test_it_is_taken_away(inside: Client, books: Books) -> None:
    _send(inside, PNG)
    inside.post("/settings/logo/remove/")
    assert books.fresh(books.workspace).logo == ""
    assert books.last().words == "Removed the logo"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "A logo is a picture"),
        (PNG + b"x" * LARGEST_LOGO, "at most 1 MB"),
        (PNG + b"x" * 3 * LARGEST_LOGO, "at most 1 MB"),
    ],
)
def test_what_is_no_logo_leaves_nothing(
    inside: Client, books: Books, tmp_path: Path, content: bytes, sentence: str
) -> None:
    answer = _send(inside, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert books.fresh(books.workspace).logo == ""
    assert not [path for path in tmp_path.rglob("files/*/*") if path.is_file()]


def test_only_those_who_write_change_it_and_strangers_see_none(
    inside: Client, books: Books, client: Client
) -> None:
    _send(inside, PNG)
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)
    assert _send(inside, SVG).status_code == 403
    assert inside.post("/settings/logo/remove/").status_code == 403
    assert inside.get("/settings/logo/").status_code == 200
    client.force_login(open_books().user)
    assert client.get("/settings/logo/").status_code == 404
