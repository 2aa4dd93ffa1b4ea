"""Files of records: kept on disk by their content, written and undone through the change log."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from freelancer_os.core.attached import care as file_care
from freelancer_os.core.attached.attachments import MOST, Attachment, attach, clean_name
from freelancer_os.core.attached.care import in_bin, missing_files, sweep_files
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files import store as files
from freelancer_os.core.files.media import UNKNOWN, media_type
from freelancer_os.core.files.store import LARGEST, TooLarge, keep, path_of
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.base import Logged
from tests.books import Books, open_books

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """A data folder of this test alone."""
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "files"


def add(books: Books, record: Logged, *contents: bytes, name: str = "a.png") -> list[Attachment]:
    kept = [(name, keep([content])) for content in contents]
    return books.do(lambda unit: attach(unit.fresh(record), kept), f"Added {name}")


def age(folder: Path, days: int = 1) -> None:
    """Let every file be as old as that."""
    then = time.time() - days * 86_400
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# On disk


def test_a_file_lies_under_its_digest_once(folder: Path) -> None:
    first, second = keep([b"hel", b"lo"]), keep([b"hello"])
    assert first == second
    assert first.size == 5
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert stored(folder) == [folder / "2c" / digest]
    assert path_of(digest).read_bytes() == b"hello"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_reads_files(folder: Path) -> None:
    path = path_of(keep([b"secret"]).digest)
    assert path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_too_large_a_file_leaves_nothing(folder: Path) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1024 * 1024

    with pytest.raises(TooLarge):
        keep(endless())
    assert stored(folder) == []
    assert keep([b"x" * LARGEST]).size == LARGEST


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "g" * 64, "a" * 63 + "/"])
def test_nothing_but_a_digest_names_a_file(digest: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(digest)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", UNKNOWN),
        (b"<html>", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_media_type_comes_from_the_content(head: bytes, kind: str) -> None:
    assert media_type(head) == kind


def test_the_signature_may_arrive_in_pieces(folder: Path) -> None:
    assert keep([PNG[:3], PNG[3:]]).media_type == "image/png"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("receipt.pdf", "receipt.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\receipt.pdf", "receipt.pdf"),
        ("..", "file"),
        ("", "file"),
        ("\x00", "file"),
        ("a\x00b\r\nc.png", "ab c.png"),
        ("annexe\u202egnp.exe", "annexegnp.exe"),
        ("\ud800.png", "png"),
        ('a"b<c>.png', "abc.png"),
        ("Beleg  März\t2026.pdf", "Beleg März 2026.pdf"),
        ("u\u0308ber.png", "über.png"),
        ("領収書.pdf", "領収書.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_fit_for_any_system(given: str, name: str) -> None:
    assert clean_name(given) == name


# In the change log


def test_files_are_added_as_one_change_and_undone(books: Books, folder: Path) -> None:
    client = books.client()
    before = books.state()
    first, second = add(books, client, PNG, b"text", name="../a.png")
    assert list(Attachment.objects.of(books.workspace).on(client)) == [first, second]
    assert (first.name, first.size, first.media_type) == ("a.png", len(PNG), "image/png")
    assert first.record() == client
    after = books.state()
    books.undo()
    assert books.state() == before
    assert len(stored(folder)) == 2
    books.redo()
    assert books.state() == after


def test_the_history_of_a_record_tells_of_its_files(books: Books) -> None:
    client = books.client()
    add(books, client, PNG)
    row = ChangeRow.objects.get(change=books.last(), record_id=client.pk)
    assert (row.action, row.before, row.after) == ("update", {}, {})


def test_a_file_goes_and_comes_back(books: Books) -> None:
    client = books.client()
    (attachment,) = add(books, client, PNG)
    before = books.state()
    books.remove(attachment)
    assert not books.has(attachment)
    books.undo()
    assert books.state() == before
    books.redo()
    assert not books.has(attachment)


def test_files_go_with_their_record_and_come_back_with_it(books: Books) -> None:
    income = books.income(account=books.account())
    (payment,) = books.payments(income)
    add(books, income, PNG)
    add(books, payment, b"slip")
    add(books, books.client(), b"other")
    before = books.state()
    books.remove(income)
    left = [len(PNG), len(b"other")]  # that of an entry waits in the tray
    assert [a.size for a in books.all(Attachment)] == left
    books.undo()
    assert books.state() == before
    books.redo()
    assert [a.size for a in books.all(Attachment)] == left


def test_adding_a_file_stands_in_the_way_of_undoing_the_record(books: Books) -> None:
    client = books.client()
    made, ben = books.last(), books.colleague()
    add(ben, client, PNG)
    with pytest.raises(Conflict, match="changed since"):
        books.undo_one(made)
    books.undo_one(made, with_later=True)
    assert not books.has(client)
    assert books.all(Attachment) == []


def test_no_file_comes_back_to_a_record_that_is_gone(books: Books) -> None:
    client = books.client()
    (attachment,) = add(books, client, PNG)
    books.undo()
    books.colleague().remove(client)
    with pytest.raises(Conflict, match="changed since"):
        books.redo()
    assert not books.has(attachment)


def test_other_edits_of_the_record_are_not_in_the_way(books: Books) -> None:
    client = books.client()
    add(books, client, PNG)
    added = books.last()
    books.edit(client, company="Acme Ltd")
    books.undo_one(added)
    assert books.all(Attachment) == []
    assert books.fresh(client).company == "Acme Ltd"


def test_an_empty_file_and_too_many_are_refused(books: Books) -> None:
    client = books.client()
    with pytest.raises(ValidationError, match="is empty"):
        add(books, client, b"")
    add(books, client, *[b"x"] * MOST)
    with pytest.raises(ValidationError, match="At most 100 files"):
        add(books, client, PNG)
    assert len(books.all(Attachment)) == MOST


# What is kept


def test_a_sweep_keeps_what_lives_or_is_in_the_bin(books: Books, folder: Path) -> None:
    client = books.client()
    add(books, client, b"living")
    (binned,) = add(books, client, b"in the bin")
    books.remove(binned)
    add(books, client, b"undone")
    books.undo()
    keep([b"of a change that failed"])
    (folder / "draft-killed").write_bytes(b"half")
    age(folder)
    assert sweep_files() == 2
    assert {path.read_bytes() for path in stored(folder)} == {b"living", b"in the bin", b"undone"}


def test_a_sweep_spares_what_was_written_just_now(books: Books, folder: Path) -> None:
    add(books, books.client(), b"living")
    keep([b"about to be named"])
    (folder / "draft-growing").write_bytes(b"half")
    assert sweep_files() == 0
    assert len(stored(folder)) == 3


def test_a_sweep_spares_a_file_that_another_workspace_names(books: Books, folder: Path) -> None:
    others = open_books()
    add(others, others.client(), PNG)
    (mine,) = add(books, books.client(), PNG)
    books.remove(mine)
    age(folder)
    assert sweep_files() == 0
    assert missing_files() == []


def test_the_folder_of_another_database_is_left_alone(books: Books, folder: Path) -> None:
    keep([b"named by a database that is not this one"])
    age(folder)
    assert sweep_files() == 0
    assert len(stored(folder)) == 1


def test_after_the_bin_a_file_is_gone_and_its_record_stays_gone(
    books: Books, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = books.client()
    (attachment,) = add(books, client, PNG)
    books.remove(client)
    assert in_bin() == {attachment.digest}
    month = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(file_care.timezone, "now", lambda: month)
    age(folder)
    assert sweep_files() == 1
    with pytest.raises(Conflict, match=r"The file a\.png was deleted too long ago"):
        books.undo()
    assert not books.has(client)


def test_what_a_row_named_before_it_was_changed_stays_for_the_undo(
    books: Books, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (attachment,) = add(books, books.client(), b"old")
    old, new = attachment.digest, keep([b"new"]).digest
    books.do(lambda unit: unit.fresh(attachment).edit({"digest": new}))
    age(folder)
    assert in_bin() == {old}
    assert sweep_files() == 0
    month = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(file_care.timezone, "now", lambda: month)
    assert sweep_files() == 1
    with pytest.raises(Conflict, match=r"The file a\.png was deleted too long ago"):
        books.undo()
    assert Attachment.objects.get().digest == new


def test_what_an_undo_took_away_stays_for_the_redo(books: Books, folder: Path) -> None:
    (attachment,) = add(books, books.client(), b"old")
    new = keep([b"new"]).digest
    books.do(lambda unit: unit.fresh(attachment).edit({"digest": new}))
    books.undo()
    age(folder)
    assert in_bin() == {new, attachment.digest}
    assert sweep_files() == 0
    books.redo()
    assert Attachment.objects.get().digest == new


def test_bringing_a_file_back_renews_it(books: Books, folder: Path) -> None:
    (attachment,) = add(books, books.client(), PNG)
    books.remove(attachment)
    age(folder, days=40)
    books.undo()
    assert time.time() - path_of(attachment.digest).stat().st_mtime < files.FRESH


def test_check_finds_what_is_missing_or_damaged(books: Books, folder: Path) -> None:
    client = books.client()
    (lost,) = add(books, client, b"lost", name="lost.txt")
    (spoilt,) = add(books, client, b"spoilt", name="spoilt.txt")
    add(books, client, b"sound")
    assert missing_files() == []
    path_of(lost.digest).unlink()
    path_of(spoilt.digest).write_bytes(b"spoiLt")
    assert sorted(missing_files()) == [
        f"The file lost.txt ({lost.pk}) is missing.",
        f"The file spoilt.txt ({spoilt.pk}) is damaged.",
    ]
