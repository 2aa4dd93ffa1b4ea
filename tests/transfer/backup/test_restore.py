"""What is no sound backup changes nothing."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cli.process import command
from tests.settings import ON_POSTGRES
from tests.transfer.installed import Members, another, fingerprint, inside, listing, rewrite

FAILING = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP TABLE finance_closingbalance")
back_up(Path({path!r}))
"""
NEWER = """
from django.db.migrations.recorder import MigrationRecorder
from django.db import connection
MigrationRecorder(connection).record_applied("finance", "9999_of_tomorrow")
back_up(Path({path!r}))
"""


@pytest.fixture(scope="module")
def _saved(full: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "books.zip"
    assert command("backup", str(path), environment=full).returncode == 0
    return path


@pytest.fixture
def saved(_saved: Path, tmp_path: Path) -> Path:
    """A sound backup, to be spoiled."""
    return Path(shutil.copy(_saved, tmp_path))


def refused(path: Path, environment: dict[str, str]) -> str:
    """Restore by force what cannot be restored: the one sentence, when all is as it was."""
    there, before = listing(environment), fingerprint(environment)
    tried = command("restore", str(path), "--force", environment=environment)
    assert (tried.returncode, tried.stdout) == (1, ""), tried.stderr
    assert "Traceback" not in tried.stderr
    (sentence,) = tried.stderr.splitlines()
    assert listing(environment) == there
    assert fingerprint(environment) == before
    return sentence


def largest(members: Members) -> str:
    return max(members, key=lambda name: len(members[name]))


def changed_byte(members: Members, manifest: dict[str, Any]) -> None:
    name = largest(members)
    members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])


def longer(members: Members, manifest: dict[str, Any]) -> None:
    members[largest(members)] += b"more"


def too_much(members: Members, manifest: dict[str, Any]) -> None:
    members["readme.txt"] = b"hello"


def too_little(members: Members, manifest: dict[str, Any]) -> None:
    del members[largest(members)]


def climbing(members: Members, manifest: dict[str, Any]) -> None:
    members["../evil"] = b"evil"
    told(members, manifest, "../evil")


def no_database(members: Members, manifest: dict[str, Any]) -> None:
    name = largest(members)
    members[name] = b"no database at all"
    told(members, manifest, name)


def of_another_kind(members: Members, manifest: dict[str, Any]) -> None:
    manifest["database"] = "sqlite" if ON_POSTGRES else "postgresql"


def of_a_newer_format(members: Members, manifest: dict[str, Any]) -> None:
    manifest["version"] = 2


def empty_manifest(members: Members, manifest: dict[str, Any]) -> None:
    del manifest["members"]


def misnamed(members: Members, manifest: dict[str, Any]) -> None:
    name = next(name for name in members if name.startswith("files/"))
    other = f"files/00/{'0' * 64}"
    members[other] = members.pop(name)
    manifest["members"][other] = manifest["members"].pop(name)


def inflated(members: Members, manifest: dict[str, Any]) -> None:
    manifest["padding"] = [{}] * 2_000_000


def told(members: Members, manifest: dict[str, Any], name: str) -> None:
    content = members[name]
    digest = hashlib.sha256(content).hexdigest()
    manifest["members"][name] = {"bytes": len(content), "sha256": digest}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed_byte, "is not as it was written"),
        (longer, "does not hold what it says"),
        (too_much, "does not hold what it says"),
        (too_little, "does not hold what it says"),
        (climbing, "something that does not belong there"),
        (no_database, ""),
        (of_another_kind, "and the books here are kept in"),
        (of_a_newer_format, "newer version"),
        (misnamed, "is not the one that its name says"),
        (inflated, "is no backup of Freelancer OS, or it is damaged"),
        (empty_manifest, "is no backup of Freelancer OS, or it is damaged"),
    ],
)
def test_an_altered_backup_is_refused(
    full: dict[str, str],
    saved: Path,
    change: Callable[[Members, dict[str, Any]], None],
    words: str,
) -> None:
    rewrite(saved, change)
    assert words in refused(saved, full)
    assert not (saved.parent / "evil").exists()


def test_a_truncated_backup_is_refused(full: dict[str, str], saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-1000])
    assert "is no backup of Freelancer OS, or it is damaged" in refused(saved, full)


def test_another_file_is_refused(full: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada")
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "something else"}))
    for name in ("letter.txt", "other.zip"):
        assert "is no backup of Freelancer OS" in refused(tmp_path / name, full)
    assert "No such file" in refused(tmp_path / "nothing.zip", full)


def test_a_backup_of_a_newer_program_is_refused(filled: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "newer.zip"
    inside(NEWER.format(path=str(path)), filled)
    assert "newer version" in refused(path, filled)


def test_what_fails_half_way_is_taken_back(filled: dict[str, str], tmp_path: Path) -> None:
    elsewhere, path = another(filled), tmp_path / "failing.zip"
    inside(FAILING.format(path=str(path)), filled)
    command("login-link", "--email", "a@example.com", environment=elsewhere)
    inside("open_books().client('Mine')", elsewhere)
    assert "The backup" in refused(path, elsewhere)
