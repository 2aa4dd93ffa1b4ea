"""A copy of the whole installation, taken while it is at work: the database and the files.

The secret key stays out of it: whoever finds a backup cannot forge a sign-in.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import folder
from freelancer_os.transfer.backup import tables
from freelancer_os.transfer.backup.archive import Archive, room_for, writing
from freelancer_os.transfer.backup.form import Form, by_app
from freelancer_os.transfer.backup.snapshot import snapshot

FORMAT = "freelancer-os backup"
VERSION = 1
DATABASE = "database.sqlite3"


def back_up(path: Path, *, force: bool = False) -> int:
    """Write the zip; returns how many files of records it holds.

    The database is of one moment. The files are copied after it: they are written before the rows
    that name them and outlive them by 30 days, so every one that is named is there.
    Raises Conflict if the database is damaged, or there is a file at `path`, unless `force`.
    """
    on_sqlite = connection.vendor == "sqlite"
    with writing(path, force=force) as archive:
        described = _sqlite(archive, path.parent) if on_sqlite else _postgresql(archive)
        count = _add_files(archive)
        archive.close(
            {"format": FORMAT, "version": VERSION, "database": connection.vendor, **described}
        )
    return count


def recorded(path: Path) -> Form:
    """The form of a SQLite database that is nobody's but ours now. Raises `sqlite3.Error`."""
    with closing(sqlite3.connect(path)) as found:
        return by_app(found.execute("SELECT app, name FROM django_migrations"))


def _postgresql(archive: Archive) -> dict[str, object]:
    with snapshot():
        form = by_app(MigrationRecorder(connection).applied_migrations())
        return {"migrations": form, "tables": tables.dump(archive)}


def _sqlite(archive: Archive, beside: Path) -> dict[str, Any]:
    """SQLite's own copy of the file, made in one step, during which readers and writers go on."""
    source = Path(settings.DATABASES["default"]["NAME"])
    room_for(source.stat().st_size, beside)
    with TemporaryDirectory(dir=beside, prefix=".freelancer-os-") as name:
        copied = Path(name) / DATABASE
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(copied)) as there:
            there.execute("PRAGMA synchronous=OFF")
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
            if fault := _fault(there):
                sentence = _(
                    "The database is damaged, no backup was written: {fault}. Keep the data folder."
                )
                raise Conflict(sentence.format(fault=fault))
        archive.add(DATABASE, copied, packed=True)
        return {"migrations": recorded(copied)}


def _fault(copied: sqlite3.Connection) -> str:
    """What is damaged in a copy, "" if nothing is; better now than when it is needed."""
    try:
        (fault,) = copied.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        fault = str(error)
    return "" if fault == "ok" else str(fault).strip().replace("\n", " ")


def _add_files(archive: Archive) -> int:
    """Every file of the data folder that is whole; a draft is nobody's yet."""
    found = sorted(path for path in folder().glob("[0-9a-f][0-9a-f]/*") if len(path.name) == 64)
    return sum(archive.add(f"files/{path.parent.name}/{path.name}", path) for path in found)
