"""Data on disks that are damaged, read-only or full: a sentence each, and nothing is lost."""

import http.client
import json
import os
import random
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import PROGRAM, Serving, command, serving
from tests.cli.test_serve import CREATE
from tests.settings import ON_POSTGRES
from tests.transfer.installed import FILL, inside, started

pytestmark = pytest.mark.skipif(ON_POSTGRES, reason="of SQLite's file and the data folder")
SPACE = ("unshare", "--mount", "--map-root-user", "sh", "-c")
MOUNTS = (
    bool(shutil.which("unshare"))
    and not subprocess.run(
        [*SPACE, "mount -t tmpfs tmpfs /mnt"], check=False, capture_output=True
    ).returncode
)
mounting = pytest.mark.skipif(
    not MOUNTS, reason="this system lets nobody mount a disk of their own"
)
PAGE = 4096
WORDS = ["check", "login-link --email ada@example.com", "export {out}", "backup {out}", "serve"]


@pytest.fixture
def books(installation: dict[str, str]) -> dict[str, str]:
    made = command(*CREATE, environment=installation, typed="correct horse")
    assert made.returncode == 0, made.stderr
    return installation


def file_of(installation: dict[str, str]) -> Path:
    return Path(installation["FREELANCER_OS_DATA"]) / "freelancer-os.sqlite3"


def one_sentence(told: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert told.returncode == 1, told.stdout
    assert words in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("line", WORDS)
@pytest.mark.parametrize("how", ["garbage", "cut off"])
def test_a_damaged_file_is_a_sentence(
    how: str, line: str, books: dict[str, str], tmp_path: Path
) -> None:
    file = file_of(books)
    whole = file.read_bytes()
    spoilt = (
        random.Random(1).randbytes(len(whole)) if how == "garbage" else whole[: len(whole) // 3]
    )
    file.write_bytes(spoilt)
    words = line.format(out=tmp_path / "out.zip").split()
    one_sentence(command(*words, environment=books), "The database is damaged")
    assert not (tmp_path / "out.zip").exists()


def test_damage_of_any_page_is_found(books: dict[str, str], tmp_path: Path) -> None:
    file = file_of(books)
    with closing(sqlite3.connect(file)) as found:
        (free,) = found.execute("PRAGMA freelist_count").fetchone()
    assert not free
    whole = file.read_bytes()
    pages = random.Random(7).sample(range(len(whole) // PAGE), 6)
    for page in pages:
        start = page * PAGE
        file.write_bytes(whole[:start] + b"\xaa" * PAGE + whole[start + PAGE :])
        told = command("check", environment=books)
        assert told.returncode == 1, page
        assert "Traceback" not in told.stderr, page
        one_sentence(command("backup", str(tmp_path / "x.zip"), environment=books), "damaged")
        assert not (tmp_path / "x.zip").exists()


LONG = """
from freelancer_os.core.attached.notes import write_note
books.do(lambda unit: write_note(unit.fresh(paper), "long " * 4_000))
"""
EACH = """
import os
from freelancer_os.cli.main import _guarded, parser
file = Path(os.environ["FREELANCER_OS_DATA"]) / "freelancer-os.sqlite3"
whole, size = file.read_bytes(), 4096
for start in range(0, len(whole), size):
    file.write_bytes(whole[:start] + bytes([BYTE]) * size + whole[start + size:])
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(_guarded(parser().parse_args(["check"])))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""  # the command as the program runs it, without starting Python for each


@pytest.mark.long
@pytest.mark.parametrize("byte", ["0", "170"])
def test_damage_of_every_page_is_found(installation: dict[str, str], byte: str) -> None:
    inside(FILL + LONG, installation)
    with started(f"BYTE = {byte}\n{EACH}", installation) as process:
        told = process.communicate(timeout=600)[0].split()
    assert len(told) > 200
    assert set(told) == {"1"}


def test_what_is_made_is_its_owners_only(books: dict[str, str]) -> None:
    folder = Path(books["FREELANCER_OS_DATA"])
    for path in folder.glob("*"):
        assert not path.stat().st_mode & 0o077, path
    assert command("check", environment=books).returncode == 0
    folder.chmod(0o755)
    file_of(books).chmod(0o644)
    told = command("check", environment=books)
    assert told.returncode == 1
    assert "chmod 700 mends it" in told.stdout
    assert "freelancer-os.sqlite3 in the data folder can be read by others" in told.stdout


def read_only(books: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """A command whose data folder lies on a disk that takes no writes."""
    data = books["FREELANCER_OS_DATA"]
    script = f'mount --bind {data} {data} && mount -o remount,ro,bind {data} && exec "$@"'
    return subprocess.run(
        [*SPACE, script, "sh", PROGRAM, *words],
        env=books,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@mounting
def test_a_disk_that_takes_no_writes_is_read(books: dict[str, str], tmp_path: Path) -> None:
    file = file_of(books)
    with closing(sqlite3.connect(file)) as writer:  # its last words are in the -wal alone
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE people_workspace SET name = 'In the wal'")
        writer.commit()
        assert file.with_name(f"{file.name}-wal").stat().st_size
        for name in ("backup", "export"):
            out = tmp_path / f"{name}.zip"
            told = read_only(books, name, str(out))
            assert told.returncode == 0, told.stderr
            assert out.exists()
        assert "In the wal" in read_only(books, "export", str(tmp_path / "2.zip")).stderr
        assert read_only(books, "check").returncode == 0
    one_sentence(read_only(books, "serve"), "may only be read; only backup, export, check work")
    one_sentence(read_only(books, "login-link", "--email", "ada@example.com"), "may only be read")


@mounting
def test_books_of_an_older_version_are_refused_there(books: dict[str, str], tmp_path: Path) -> None:
    with closing(sqlite3.connect(file_of(books))) as older:
        last = "SELECT max(name) FROM django_migrations WHERE app = 'finance'"
        older.execute(f"DELETE FROM django_migrations WHERE name = ({last})")
        older.commit()
    one_sentence(read_only(books, "backup", str(tmp_path / "x.zip")), "of an older version")


def ask(
    server: Serving, token: str, method: str, path: str, body: object = None
) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    text = None if body is None else json.dumps(body)
    connection.request(method, f"/api/v1/{path}", text, headers)
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    return answer.status, json.loads(raw) if raw else None


@mounting
def test_on_a_full_disk_deleting_and_undoing_work(books: dict[str, str], tmp_path: Path) -> None:
    made = command("token", "create", "--email", "ada@example.com", environment=books)
    token, data = made.stdout.strip(), books["FREELANCER_OS_DATA"]
    small = tmp_path / "small"
    small.mkdir()
    script = f"mount -t tmpfs -o size=90m tmpfs {small} && cp -r {data}/. {small} && "
    script += f'FREELANCER_OS_DATA={small} exec "$@"'
    with serving(environment=books, through=(*SPACE, script, "sh", PROGRAM)) as server:
        inside = Path(f"/proc/{server.process.pid}/root{small}")
        assert (inside / "reserve").exists()
        _, client = ask(server, token, "POST", "clients", {"name": "Kept"})
        with (inside / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(65_536))
            except OSError:
                pass
        status, told = 201, None
        for number in range(2_000):
            status, told = ask(server, token, "POST", "clients", {"name": f"{number} " + "x" * 90})
            if status != 201:
                break
        assert status == 503, told
        assert "The disk is full" in told["detail"]
        assert not (inside / "reserve").exists()
        assert ask(server, token, "DELETE", f"clients/{client['id']}")[0] == 204
        assert ask(server, token, "POST", "undo", {})[0] == 200
        assert ask(server, token, "GET", f"clients/{client['id']}")[1]["name"] == "Kept"
        os.unlink(inside / "filler")
        assert ask(server, token, "POST", "clients", {"name": "After"})[0] == 201
