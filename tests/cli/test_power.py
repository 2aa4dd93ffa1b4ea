"""The power goes while the program is at work: what it had acknowledged is there afterwards."""

import fcntl
import hashlib
import io
import itertools
import os
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.process import PROGRAM, command, serving
from tests.cli.test_serve import CREATE, _children
from tests.cli.visitor import Visitor, new_token
from tests.power import Disk, calls, lay, recorded
from tests.settings import ON_POSTGRES

pytestmark = pytest.mark.skipif(ON_POSTGRES, reason="of SQLite's file and the data folder")
CUT, WITHOUT_LOG = 0x8004587D, 2  # EXT4_IOC_SHUTDOWN: from here on nothing reaches the disk
SIZE = 30_000  # bytes of a file
LAST = "After the backup"
FILE = "freelancer-os.sqlite3"


@dataclass
class Promises:
    """What the program has acknowledged, and when: names of clients, digests of files, backups."""

    clients: list[tuple[float, str]] = field(default_factory=list)
    files: list[tuple[float, str]] = field(default_factory=list)
    backups: list[tuple[float, str]] = field(default_factory=list)
    restored: float = float("inf")

    def write(self, ada: Visitor, name: str) -> None:
        """A client with a file, as promised as it is answered; fails if it is refused."""
        client, content = ada.made("clients", {"name": name}), os.urandom(SIZE)
        self.clients.append((time.time(), name))
        assert ada.uploads(client["id"], "a.bin", content) == 200
        self.files.append((time.time(), hashlib.sha256(content).hexdigest()))

    def kept(self, folder: Path, at: float = float("inf")) -> None:
        """Fails unless a folder holds what was acknowledged until `at`."""
        clients, files, backups = (
            {what for when, what in promised if when < at}
            for promised in (self.clients, self.files, self.backups)
        )
        for digest in files:
            there = [*folder.glob(f"data/**/files/{digest[:2]}/{digest}")]
            assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in there} == {digest}
        found = [names(path) for path in folder.glob(f"data/**/{FILE}")]
        assert not clients or any(clients <= those for those in found), found
        for backup in backups:
            with ZipFile(folder / backup) as archive:
                assert archive.testzip() is None
        assert all(key.read_text().strip() for key in folder.glob("data/secret-key"))
        if at > self.restored:
            database = folder / "data" / FILE
            assert names(database) and LAST not in names(database)
            for digest in names(database, "SELECT digest FROM core_attachment"):
                assert (folder / "data" / "files" / digest[:2] / digest).stat().st_size == SIZE


def names(database: Path, asked: str = "SELECT name FROM clients_client") -> set[str]:
    """Of the clients in a database that is whole, or what else is asked."""
    with closing(sqlite3.connect(database)) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        try:
            return {name for (name,) in found.execute(asked)}
        except sqlite3.OperationalError:
            return set()  # a table is not made yet


def whole(environment: Mapping[str, str], folder: Path) -> None:
    """The program itself opens what is left."""
    told = command("check", environment={**environment, "FREELANCER_OS_DATA": f"{folder}/data"})
    assert told.returncode == 0, told


def work(environment: Mapping[str, str], disk: Path, traces: Path) -> Promises:
    """Set up, write as three at once, upload, back up, stop, restore; every call is recorded."""
    said = Promises()

    def run(*words: str) -> str:
        trace = traces / f"{len(list(traces.iterdir()))}-{words[0]}"
        ran = subprocess.run(
            recorded(trace, PROGRAM, *words),
            env=environment, input="correct horse", capture_output=True, text=True, check=True,
        )  # fmt: skip
        return ran.stdout.strip()

    run(*CREATE)
    token = run("token", "create", "--email", "ada@example.com")
    with serving(environment=environment, through=recorded(traces / "serve", PROGRAM)) as server:
        (program,) = _children(server.process.pid)
        try:
            ada = Visitor(server.port, token).signed_in(server)
            with ThreadPoolExecutor(3) as writers:
                done = [writers.submit(said.write, ada, f"Client {n}") for n in range(36)]
                run("backup", str(disk / "books.zip"))
                said.backups.append((time.time(), "books.zip"))
            assert all(one.result() is None for one in done)
            said.write(ada, LAST)
        finally:
            os.kill(program, signal.SIGTERM)
            server.process.wait()
    run("restore", str(disk / "books.zip"), "--force")
    said.restored = time.time()
    return said


needs_strace = pytest.mark.skipif(
    not shutil.which("strace"), reason="needs strace, to record calls"
)
WRITE = """
from pathlib import Path
from django.conf import settings
from freelancer_os.config.folder import data_folder, secret_key
from freelancer_os.core.files.store import keep
from freelancer_os.transfer.backup.archive import writing
settings.configure(DATA_FOLDER=data_folder(), USE_I18N=False)
secret_key(settings.DATA_FOLDER)
keep([b"hello"])
with writing(settings.DATA_FOLDER.parent / "books.zip") as archive:
    archive.close({})
"""


@needs_strace
def test_what_is_written_is_on_the_disk(tmp_path: Path) -> None:
    disk, trace = tmp_path / "disk", tmp_path / "trace"
    disk.mkdir()
    environment = {**os.environ, "FREELANCER_OS_DATA": f"{disk}/a/data"}
    subprocess.run(recorded(trace, sys.executable, "-c", WRITE), env=environment, check=True)
    model, hello = Disk(str(disk)), hashlib.sha256(b"hello").hexdigest()
    for call in calls([trace]):
        model.apply(call)
    left = model.left()
    assert left[f"a/data/files/{hello[:2]}/{hello}"] == b"hello"
    assert len(left["a/data/secret-key"] or b"") > 50
    assert ZipFile(io.BytesIO(left["a/books.zip"] or b"")).testzip() is None


@needs_strace
@pytest.mark.long
def test_whenever_the_power_goes(bare_installation: dict[str, str], tmp_path: Path) -> None:
    disk, traces, luck = tmp_path / "disk", tmp_path / "traces", random.Random(11)
    disk.mkdir()
    traces.mkdir()
    said = work({**bare_installation, "FREELANCER_OS_DATA": f"{disk}/data"}, disk, traces)
    model, cuts = Disk(str(disk)), itertools.count()

    def cut(at: float, luck: random.Random | None = None) -> None:
        folder, number = tmp_path / "cut", next(cuts)
        lay(model.left(luck), folder)
        said.kept(folder, at)
        if not number % 20:
            whole(bare_installation, folder)
        shutil.rmtree(folder)

    for call in calls(list(traces.iterdir())):
        if model.concerns(call) and call.name in {"fsync", "fdatasync"}:
            cut(call.at)
        elif model.concerns(call) and luck.random() < 0.02:
            cut(call.at, luck)
        model.apply(call)
    cut(float("inf"))
    assert next(cuts) > 400


def mounted(image: Path, folder: Path) -> bool:
    """Mount a file as a disk that is in no hurry to write; False where one may not."""
    options = "loop,data=writeback,noauto_da_alloc,commit=300"
    words = ["mount", "-o", options, str(image), str(folder)]
    return not subprocess.run(words, check=False, capture_output=True).returncode


@pytest.mark.long
def test_the_power_goes_on_a_real_disk(
    bare_installation: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    image, disk, luck = tmp_path / "image", tmp_path / "disk", random.Random(11)
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(200_000_000)
    if not shutil.which("mkfs.ext4") or os.geteuid():
        pytest.skip("needs mkfs.ext4 and somebody who may mount (root)")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    if not mounted(image, disk):
        pytest.skip("this system mounts no files (loop)")
    request.addfinalizer(lambda: subprocess.run(["umount", "-l", str(disk)], check=False))
    environment, said = {**bare_installation, "FREELANCER_OS_DATA": f"{disk}/data"}, Promises()
    token = new_token(environment)
    for cut in range(8):
        with serving(environment=environment) as server:
            ada = Visitor(server.port, token).signed_in(server)

            def write(number: int, ada: Visitor = ada, cut: int = cut) -> None:
                for count in range(1_000):
                    said.write(ada, f"{cut} {number} {count}")

            with ThreadPoolExecutor(4) as writers:
                done = [writers.submit(write, number) for number in range(3)]
                name = f"{cut}.zip"
                assert command("backup", f"{disk}/{name}", environment=environment).returncode == 0
                said.backups.append((time.time(), name))
                time.sleep(luck.random())
                handle = os.open(disk, os.O_RDONLY)
                fcntl.ioctl(handle, CUT, struct.pack("I", WITHOUT_LOG))
                os.close(handle)
                assert all(one.exception() for one in done)
            for process in (*_children(server.process.pid), server.process.pid):
                os.kill(process, signal.SIGKILL)
        while subprocess.run(["umount", str(disk)], check=False, capture_output=True).returncode:
            time.sleep(0.1)
        assert mounted(image, disk)
        said.kept(disk)
        whole(bare_installation, disk)
    assert len(said.files) > 100
