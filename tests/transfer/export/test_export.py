"""The export: whole, exact, without secrets, at a cost that grows with nothing but its rows."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.attached.attachments import Attachment, attach
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import keep, path_of
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import create
from freelancer_os.finance.models import BankLine, Transaction
from freelancer_os.people.models import ApiToken, OneTimeLink, User
from freelancer_os.transfer.export.export import export, in_cell
from freelancer_os.transfer.sample.adding import add_sample
from tests.books import Books, business_models, open_books
from tests.engine.properties import SAMPLES, add_every_kind, clients

pytestmark = pytest.mark.django_db(transaction=True)

Members = dict[str, bytes]


@pytest.fixture
def full(settings: Any, tmp_path: Path) -> Books:
    """Sample books with a file and a bank line."""
    settings.DATA_FOLDER = tmp_path / "data"
    books = open_books()
    add_sample(books.workspace, books.user)
    client = books.client("=1+1")
    books.do(lambda unit: attach(unit.fresh(client), [("Über uns.txt", keep([b"hello"]))]))
    line = {"account": books.account(), "date": date(2026, 10, 1), "amount": -4_200}
    books.make(BankLine, text="Rent", identity="1", raw={"Text": "Rent"}, **line)
    return books


def exported(books: Books, path: Path) -> Members:
    export(books.workspace, path)
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(members: Members, name: str) -> list[dict[str, Any]]:
    found = json.loads(members[f"{name}.json"])
    assert isinstance(found, list)
    return found


def test_every_record_is_there_as_the_api_prints_it(full: Books, tmp_path: Path) -> None:
    members, formats = exported(full, tmp_path / "a.zip"), Formats.of(full.workspace)
    for collection in collections:
        records = collection.rows(full.workspace).order_by("pk")
        fields = [one for one in collection.fields if not one.is_asked]
        names = {"id", *(one.name for one in fields)}
        assert [
            {name: value for name, value in row.items() if name in names}
            for row in rows(members, collection.slug)
        ] == [
            {"id": str(one.pk), **{f.name: f.dump(one, formats) for f in fields}} for one in records
        ]
    assert len(rows(members, "transactions")) == Transaction.objects.count() > 10


def test_own_properties_are_columns_of_their_own(full: Books, tmp_path: Path) -> None:
    add_every_kind(full, "clients")
    collection, formats = clients(full), Formats.of(full.workspace)
    values = {one.name: SAMPLES[one.name.removeprefix("own_")].values[0] for one in collection.own}
    acme, _ = create(collection, full.workspace, full.user, {"name": "Acme", **values})
    members = exported(full, tmp_path / "a.zip")
    printed = next(one for one in rows(members, "clients") if one["id"] == str(acme.pk))
    assert printed == {
        "id": str(acme.pk),
        **{f.name: f.dump(acme, formats) for f in collection.fields},
    }
    assert {name: printed[name] for name in values} == values
    table = csv.DictReader(io.StringIO(members["clients.csv"].decode(), newline=""))
    row = next(one for one in table if one["id"] == str(acme.pk))
    assert (row["own_number"], row["own_multi_select"]) == ("-1.5", '["red", "green"]')
    assert [one["name"] for one in rows(members, "properties")][:2] == ["text", "number"]
    assert "own_text" not in rows(members, "projects")[0]


def test_no_kind_of_row_is_forgotten(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    ids = {
        one["id"] for name in members if name.endswith(".json") for one in _listed(members, name)
    }
    for model in [*business_models(), Change, ChangeRow]:
        assert {str(pk) for pk in model._default_manager.values_list("pk", flat=True)} <= ids


def _listed(members: Members, name: str) -> list[dict[str, Any]]:
    found = json.loads(members[name])
    return found if isinstance(found, list) else []


def test_a_table_holds_what_the_json_holds(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    for name in ("transactions", "invoices", "bank-lines", "attachments"):
        table = csv.DictReader(io.StringIO(members[f"{name}.csv"].decode(), newline=""))
        expected = [
            {column: str(in_cell(value)) for column, value in one.items()}
            for one in rows(members, name)
        ]
        assert list(table) == expected != []


def test_bank_lines_carry_decimal_amounts(full: Books, tmp_path: Path) -> None:
    lines = rows(exported(full, tmp_path / "a.zip"), "bank-lines")
    line = next(one for one in lines if one["text"] == "Rent")
    assert (line["amount"], line["date"], line["raw"]) == ("-42.00", "2026-10-01", {"Text": "Rent"})


def test_files_lie_under_their_own_names(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    one = rows(members, "attachments")[-1]  # the first is the receipt of the sample
    assert one["collection"] == "clients"
    assert one["file"].endswith("/Über uns.txt")
    assert members[one["file"]] == b"hello"


def test_notes_name_their_records(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    notes = rows(members, "notes")
    assert {one["collection"] for one in notes} == {"clients", "projects", "transactions"}
    (signed,) = [one for one in notes if "- [x] Signed contract" in one["body"]]
    assert signed["record"] in {one["id"] for one in rows(members, "clients")}
    assert "Signed contract" in members["notes.csv"].decode()


def test_a_missing_file_is_told_and_stops_nothing(
    full: Books, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path_of(Attachment.objects.get(name="Über uns.txt").digest).unlink()
    members = exported(full, tmp_path / "a.zip")
    assert rows(members, "attachments")[-1]["file"] is None
    assert "Über uns.txt" in caplog.text


def test_history_and_settings_go_along(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    sentences = [one["sentence"] for one in rows(members, "changes")]
    assert "Added the sample data" in sentences
    changes = {one["id"] for one in rows(members, "changes")}
    assert {one["change_id"] for one in rows(members, "change-rows")} == changes
    settings = json.loads(members["workspace.json"])
    assert (settings["name"], settings["currency"]) == ("Studio", "EUR")
    assert settings["members"][0]["email"] == full.user.email


def test_the_manifest_tells_every_member(full: Books, tmp_path: Path) -> None:
    members = exported(full, tmp_path / "a.zip")
    manifest = json.loads(members.pop("manifest.json"))
    assert manifest["version"] == 1
    assert manifest["counts"]["transactions"] == Transaction.objects.count()
    assert manifest["members"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in members.items()
    }


def test_no_secret_and_nothing_of_others_is_in_it(full: Books, tmp_path: Path) -> None:
    user = User.objects.get()
    user.set_password("correct horse")
    user.save()
    token = ApiToken.issue(user, full.workspace)
    link = OneTimeLink.issue(user)
    stranger = open_books()
    stranger.client("Somebody else's")
    text = b"".join(exported(full, tmp_path / "a.zip").values())
    digests = [one.digest for one in (*ApiToken.objects.all(), *OneTimeLink.objects.all())]
    assert len(digests) == 2
    for secret in (token, link, user.password, *digests, "Somebody else's", stranger.user.email):
        assert secret.encode() not in text


def test_more_rows_need_no_more_queries(full: Books, tmp_path: Path) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        exported(full, tmp_path / "few.zip")
    account = full.account("Another")
    for number in range(5):
        full.income(account=account, client=full.client(f"Client {number}"))
        full.invoice()
    with CaptureQueriesContext(connection) as many:
        exported(full, tmp_path / "many.zip")
    assert len(many) == len(few)


def test_a_file_that_is_there_is_overwritten_by_force_only(full: Books, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"precious")
    with pytest.raises(Conflict, match="is there already"):
        export(full.workspace, path)
    assert path.read_bytes() == b"precious"
    export(full.workspace, path, force=True)
    assert ZipFile(path).testzip() is None
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["a.zip"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        ("-12.50", "-12.50"),
        ("+49 30 / 12 34-5", "+49 30 / 12 34-5"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ({"a": "ä"}, '{"a": "ä"}'),
        ("Acme", "Acme"),
    ],
)
def test_a_cell_is_no_formula(value: object, cell: str) -> None:
    assert in_cell(value) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a; =1+1", "a;' =1+1"),
        ("a|@SUM(1)", "a|'@SUM(1)"),
        ("a\t+cmd|x", "a\t'+cmd|x"),
        ("a\n=1", "a\n'=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20x", "'\uff20x"),
        ("a;\uff0d1+cmd", "a;'\uff0d1+cmd"),
        ("one; two; 3", "one; two; 3"),
        ("to do:\n- buy milk", "to do:\n- buy milk"),
        ("from 3;-5", "from 3;-5"),
    ],
)
def test_nothing_inside_a_text_becomes_a_formula_elsewhere(text: str, cell: str) -> None:
    assert in_cell(text) == cell
