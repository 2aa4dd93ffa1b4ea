"""A backup of a real installation, restored in another one."""

import hashlib
import json
import stat
from pathlib import Path
from zipfile import ZipFile

from tests.cli.process import command
from tests.settings import ON_POSTGRES
from tests.transfer.installed import STATE, another, inside, listing, started

WRITE = """
from freelancer_os.finance.models import Transaction
books = open_books()
account, client = books.account(), books.client()
print("at work", flush=True)
for number in range(100_000):
    books.income(1_000 + number, account=account, client=client)
    if number % 5 == 4:
        books.undo()
    print(Transaction.objects.count(), flush=True)
"""
TOTALS = """
from freelancer_os.clients.models import Client
from freelancer_os.finance.models import *
print(Transaction.objects.count(), Client.objects.get().income, Account.objects.get().balance)
print(sum(t.amount for t in Transaction.objects.all()))
"""
OLDER = """
from tests.migrating import migrate_to
migrate_to("api", "0001_first")
back_up(Path({path!r}))
"""
MIGRATE = """
from django.core.management import call_command
from tests.migrating import migrate_to
migrate_to("api", "0001_first")
call_command("migrate", verbosity=0)
"""
LEFT = """
from django.contrib.sessions.models import Session
print(Session.objects.count(), OneTimeLink.objects.count(), ApiToken.objects.count())
"""
ENTER = """
from django.test import Client
user = User.objects.get(name="Ada")
Client(headers={"host": "localhost"}).force_login(user)
OneTimeLink.issue(user)
ApiToken.issue(user, Workspace.objects.get())
"""


def test_figures_and_files_come_back(filled: dict[str, str], tmp_path: Path) -> None:
    saved, elsewhere = str(tmp_path / "books.zip"), another(filled)
    assert command("backup", saved, environment=filled).returncode == 0
    restored = command("restore", saved, environment=elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert inside(STATE, elsewhere) == inside(STATE, filled) != ""
    digest = hashlib.sha256(b"hello").hexdigest()
    file = Path(elsewhere["FREELANCER_OS_DATA"], "files", digest[:2], digest)
    assert file.read_bytes() == b"hello"
    assert command("check", environment=elsewhere).returncode == 0
    inside(MIGRATE, elsewhere)  # the database numbers the migrations that it records


def test_a_backup_taken_while_somebody_writes_is_of_one_moment(
    installation: dict[str, str], tmp_path: Path
) -> None:
    counts = [0]
    with started(WRITE, installation) as writer:
        assert writer.stdout is not None
        try:
            for number in range(2):
                while not (line := writer.stdout.readline()).strip().isdigit() or (
                    int(line) <= counts[-1]  # written before the last backup
                ):
                    assert line
                path = str(tmp_path / f"{number}.zip")
                saved = command("backup", path, environment=installation)
                assert saved.returncode == 0, saved.stderr
                counts.append(_restored(path, another(installation)))
        finally:
            writer.kill()
    assert sorted(set(counts)) == counts


def _restored(path: str, elsewhere: dict[str, str]) -> int:
    """How many entries a backup holds, whose totals agree."""
    assert command("restore", path, "--force", environment=elsewhere).returncode == 0
    checked = command("check", environment=elsewhere)
    assert checked.returncode == 0, checked.stdout
    count, income, balance, total = map(int, inside(TOTALS, elsewhere).split())
    assert income == balance == total
    return count


def test_an_older_backup_is_brought_forward(filled: dict[str, str], tmp_path: Path) -> None:
    before, elsewhere = inside(STATE, filled), another(filled)
    path = tmp_path / "older.zip"
    inside(OLDER.format(path=str(path)), filled)
    with ZipFile(path) as archive:
        assert json.loads(archive.read("manifest.json"))["migrations"]["api"] == ["0001_first"]
    restored = command("restore", str(path), environment=elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert "Preparing" not in command("check", environment=elsewhere).stderr
    assert inside(STATE, elsewhere) == before


def test_a_restore_ends_sessions_and_keeps_tokens(filled: dict[str, str], tmp_path: Path) -> None:
    saved, elsewhere = str(tmp_path / "books.zip"), another(filled)
    inside(ENTER, filled)
    assert inside(LEFT, filled) == "1 1 1\n"
    command("backup", saved, environment=filled)
    command("restore", saved, environment=elsewhere)
    assert inside(LEFT, elsewhere) == "0 0 1\n"


def test_its_manifest_tells_every_member_and_the_secret_key_is_none(
    filled: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "books.zip"
    saved = command("backup", str(path), environment=filled)
    assert saved.returncode == 0, saved.stderr
    key = Path(filled["FREELANCER_OS_DATA"], "secret-key").read_bytes().strip()
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    assert manifest["database"] == ("postgresql" if ON_POSTGRES else "sqlite")
    assert manifest["members"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in members.items()
    }
    assert not any(key in content for content in members.values())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["books.zip", "data"]


def test_old_books_are_kept_aside(filled: dict[str, str], tmp_path: Path) -> None:
    path, before = tmp_path / "books.zip", inside(STATE, filled)
    saved = command("backup", str(path), environment=filled)
    assert saved.returncode == 0, saved.stderr
    inside("ours().client('Since then')", filled)
    newer = inside(STATE, filled)
    assert newer != before
    assert command("restore", str(path), "--force", environment=filled).returncode == 0
    assert inside(STATE, filled) == before
    aside = [name for name in listing(filled) if name.startswith("before-restore-")]
    kept = Path(filled["FREELANCER_OS_DATA"]) / aside[0]
    there = another(filled)
    if ON_POSTGRES:
        assert command("restore", str(kept), environment=there).returncode == 0
    else:
        there["FREELANCER_OS_DATA"] = str(kept)
    assert inside(STATE, there) == newer
    assert command("check", environment=there).returncode == 0
