"""Installations with books in them, and Python inside of them, in processes of their own."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import psycopg

from tests.postgres import new_database
from tests.settings import ON_POSTGRES

ROOT = Path(__file__).parents[2]
START = """
import django
django.setup()
from pathlib import Path
from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.files.store import keep
from freelancer_os.people.models import *
from freelancer_os.transfer.backup.backup import back_up
from freelancer_os.transfer.sample.adding import add_sample
from tests.books import Books, open_books
def ours():
    return Books(Workspace.objects.get(name="Studio"), User.objects.get(name="Ada"))
"""
FILL = """
books = open_books()
add_sample(books.workspace, books.user)
paper = books.client("Paper")
books.do(lambda unit: attach(unit.fresh(paper), [("a.txt", keep([b"hello"]))]))
"""
STATE = """
rows = {label: dict(sorted(of.items())) for label, of in ours().state().items()}
for rule in rows["invoicing.Reminder"].values():
    del rule["since"]  # a backup that is put back reminds of tomorrow on
print(repr(rows))
"""

Members = dict[str, bytes]


def started(code: str, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    """Python code at work beside the program, on the books of an installation."""
    return subprocess.Popen(
        [sys.executable, "-c", START + code],
        env={**environment, "DJANGO_SETTINGS_MODULE": "freelancer_os.config.settings"},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def inside(code: str, environment: Mapping[str, str]) -> str:
    """What Python code prints that is run on the books of an installation."""
    with started(code, environment) as process:
        output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output


def another(installation: Mapping[str, str]) -> dict[str, str]:
    """A place for an installation that was never started, beside this one."""
    folder = Path(installation["FREELANCER_OS_DATA"]).with_name("another")
    database = {"DATABASE_URL": new_database()} if ON_POSTGRES else {}
    return {**installation, "FREELANCER_OS_DATA": str(folder), **database}


def listing(environment: Mapping[str, str]) -> list[str]:
    """What lies in the data folder; SQLite's own helpers and locks come and go."""
    folder = Path(environment["FREELANCER_OS_DATA"])
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in found if not name.endswith(("-wal", "-shm", ".lock")))


def fingerprint(environment: Mapping[str, str]) -> str:
    """Differs if the database is another one, or holds other entries or another history."""
    if not ON_POSTGRES:
        database = Path(environment["FREELANCER_OS_DATA"]) / "freelancer-os.sqlite3"
        return hashlib.sha256(database.read_bytes()).hexdigest()
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        entries, history = (
            connection.execute(f"SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM {table} t")
            for table in ("finance_transaction", "core_changerow")
        )
        table = connection.execute("SELECT 'finance_transaction'::regclass::oid")
        return str([*entries, *history, *table])


def rewrite(path: Path, change: Callable[[Members, dict[str, Any]], None]) -> None:
    """Let `change` alter the members of a backup and what its manifest says."""
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    draft = path.with_suffix(".draft")
    with ZipFile(draft, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    os.replace(draft, path)
