"""Receipts over the API: files into the tray, what is proposed, and where they go."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.api.cast import Program
from tests.finance.receipts.papers import pdf

ADOBE = ("Adobe Systems Ltd", "Invoice number A-17", "Invoice date: 2026-11-03", "Total EUR 66.45")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "files"


def send(me: Program, path: str, *files: tuple[str, bytes], **headers: str) -> Any:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    raw = encode_multipart(BOUNDARY, {"files": given})
    return me.send("POST", path, raw, MULTIPART_CONTENT, **headers)


def test_a_file_waits_is_proposed_and_attached(me: Program) -> None:
    entry = me.made(
        "transactions",
        {"kind": "expense", "date": "2026-11-05", "amount": "66.45", "description": "Adobe"},
    )
    answer = send(me, "receipts", ("adobe.pdf", pdf(*ADOBE)))
    assert answer.status_code == 201
    made = answer.json()
    assert answer["Location"].endswith(made["id"])
    said = {name: made[name] for name in ("date", "amount", "currency", "supplier", "number")}
    assert list(said.values()) == ["2026-11-03", "66.45", "EUR", "Adobe Systems Ltd", "A-17"]
    (best,) = me.read(f"receipts/{made['id']}")["proposals"]
    assert (best["kind"], best["target"], best["sure"]) == ("transaction", entry["id"], True)
    assert (best["amount"], made["file"]["media_type"]) == ("66.45", "application/pdf")
    attached = me.post(f"receipts/{made['id']}/attach", {})
    assert (attached.status_code, attached.json()["id"]) == (200, entry["id"])
    assert me.read("receipts")["items"] == []
    assert me.get(f"receipts/{made['id']}").status_code == 404
    (file,) = me.read(f"transactions/{entry['id']}/attachments")["items"]
    assert file["name"] == "adobe.pdf"
    assert me.post("undo", {}).status_code == 200
    assert [one["id"] for one in me.read("receipts")["items"]] == [made["id"]]


def test_what_was_not_read_is_written_by_hand(me: Program) -> None:
    made = send(me, "receipts", ("photo.png", PNG)).json()
    assert (made["amount"], made["date"], made["supplier"]) == (None, None, "")
    address = f"receipts/{made['id']}/correct"
    said = {"date": "2026-11-03", "amount": "1200.00", "supplier": "Zorp", "number": "7"}
    answer = me.post(address, said).json()
    assert {name: answer[name] for name in said} == said and answer["currency"] == "EUR"
    assert me.post(address, {"currency": "JPY"}).json()["amount"] == "1200"
    assert me.post(address, {"amount": "12.05", "currency": "EUR"}).json()["amount"] == "12.05"
    refused = me.post(address, {"currency": "JPY"})
    assert refused.status_code == 422 and "JPY has no such amount." in refused.content.decode()


def test_several_at_once_and_those_that_are_known(me: Program) -> None:
    files = [("a.png", PNG + b"a"), ("b.png", PNG + b"b"), ("again.png", PNG + b"a")]
    told = send(me, "receipts", *files).json()
    assert [one["name"] for one in told["items"]] == ["a.png", "b.png"]
    (known,) = told["known"]
    assert known["why"] == "“again.png” waits in the tray already, as a.png."
    assert me.read(known["url"])["id"] == told["items"][0]["id"]
    one = send(me, "receipts", ("a.png", PNG + b"a"))
    assert (one.status_code, "already" in one.json()["detail"]) == (409, True)
    first = told["items"][0]["id"]
    assert me.delete(f"receipts/{first}").status_code == 204
    assert send(me, "receipts", ("a.png", PNG + b"a")).status_code == 201


def test_the_same_key_takes_it_once(me: Program) -> None:
    key = {"Idempotency-Key": "one"}
    first = send(me, "receipts", ("a.png", PNG), **key)
    assert send(me, "receipts", ("a.png", PNG), **key).json() == first.json()
    assert send(me, "receipts", ("b.png", PNG + b"b"), **key).status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04", "is no PDF"),
        ("a.pdf", b"", "empty"),
        ("a.html", b"<html>", "no PDF"),
    ],
)
def test_what_is_no_receipt_is_refused_with_a_sentence(
    me: Program, folder: Path, name: str, content: bytes, said: str
) -> None:
    answer = send(me, "receipts", (name, content), ("b.png", PNG + name.encode()))
    assert answer.status_code == 422 and said in answer.json()["errors"]["files"][0]
    assert me.read("receipts")["items"] == []
    assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_what_is_no_form_with_files_is_refused(me: Program) -> None:
    assert me.post("receipts", {}).status_code == 415
    assert me.send("POST", "receipts", b"nonsense", "multipart/form-data").status_code == 400
    assert me.send("POST", "receipts", b"--x--", "multipart/form-data; boundary=x").status_code in {
        400,
        422,
    }
    assert me.patch("receipts/0192a4b0-0000-7000-8000-00000000abcd", {}).status_code == 404


def test_a_new_expense_and_all_that_is_sure(me: Program) -> None:
    first = send(me, "receipts", ("adobe.pdf", pdf(*ADOBE))).json()
    made = me.post(f"receipts/{first['id']}/expense", {})
    assert (made.status_code, made.json()["total"]) == (201, "66.45")
    assert made.json()["description"] == "Adobe Systems Ltd"
    photo = send(me, "receipts", ("photo.png", PNG)).json()
    missing = me.post(f"receipts/{photo['id']}/expense", {})
    assert (missing.status_code, set(missing.json()["errors"])) == (422, {"date"})
    both = me.post(
        f"receipts/{photo['id']}/attach",
        {"transaction": made.json()["id"], "bank_line": made.json()["id"]},
    )
    assert both.status_code == 422
    me.delete(f"transactions/{made.json()['id']}")  # the file goes back to the tray
    me.made("transactions", {"kind": "expense", "date": "2026-11-03", "amount": "66.45"})
    assert me.post("receipts/attach-sure").json() == {"attached": 1}
    assert [one["name"] for one in me.read("receipts")["items"]] == ["photo.png"]


def test_files_are_added_to_any_record(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    path = f"clients/{client['id']}/attachments"
    (made,) = send(me, path, ("a.txt", b"hello")).json()["items"]
    assert (made["name"], made["size"]) == ("a.txt", 5)
    assert me.read(path)["items"] == [made]
    assert send(me, path).status_code == 422
    receipt = send(me, "receipts", ("a.png", PNG)).json()
    assert send(me, f"receipts/{receipt['id']}/attachments", ("b", b"b")).status_code == 405
