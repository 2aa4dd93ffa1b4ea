"""Answers are compressed for those who take it: pages, what htmx asks for, the API."""

import gzip
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.cast import Program, new_program
from tests.web.test_every_collection import signed_in

TAKES = {"accept-encoding": "gzip, deflate, br"}
NAMED = 8  # the header has a name: of random length, so that no size tells a secret
HTMX = {**TAKES, "hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/"}


@pytest.fixture
def me(db: None) -> Program:
    return new_program()


def unpacked(answer: Any) -> bytes:
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert answer.content[3] == NAMED
    assert len(answer.content) == int(answer["Content-Length"])
    return gzip.decompress(answer.content)


def test_pages_and_what_htmx_asks_for(me: Program) -> None:
    web = signed_in(me.user)
    page = web.get("/clients/")
    assert "Content-Encoding" not in page
    assert len(unpacked(web.get("/clients/", headers=TAKES))) > 1024
    part = unpacked(web.get("/clients/", headers=HTMX))
    assert part.lstrip().startswith(b"<title>")
    written = web.post("/clients/", {"name": "Acme"}, headers=HTMX)
    assert b"Acme" in unpacked(written)


def test_the_api_where_an_answer_is_long(me: Program) -> None:
    for number in range(5):
        me.made("clients", {"name": f"Acme {number}"})
    listed = unpacked(me.get("clients", **TAKES))
    assert listed == me.get("clients").content
    refused = me.post("clients", {}, **TAKES)
    assert "Content-Encoding" not in refused  # a sentence or two


def test_a_record_keeps_the_tag_of_its_version(me: Program) -> None:
    made = me.made(
        "clients", {"name": "Acme", "company": "A" * 200, "website": f"https://{'a' * 180}.example"}
    )
    path = f"clients/{made['id']}"
    plain, packed = me.get(path), me.get(path, **TAKES)
    assert packed["ETag"] == plain["ETag"]
    assert me.patch(path, {"company": "B"}, If_Match=packed["ETag"]).status_code == 200


def test_files_are_sent_as_they_are(me: Program) -> None:
    web, client = signed_in(me.user), me.made("clients", {"name": "Acme"})
    file = SimpleUploadedFile("long.txt", b"text " * 1000, "text/plain")
    here = f"/clients/{client['id']}/"
    web.post(
        f"{here}files/",
        {"files": file},
        headers={"hx-request": "true", "hx-current-url": f"http://127.0.0.1{here}"},
    )
    address = web.get(here).content.decode().partition('href="/files/')[2].partition('"')[0]
    answer = web.get(f"/files/{address}", headers=TAKES)
    assert "Content-Encoding" not in answer
    assert b"".join(answer.streaming_content) == b"text " * 1000
