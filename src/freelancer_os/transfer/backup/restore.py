"""A backup back again: checked first, then put in the place of what is there, which is kept.

Everybody signs in anew afterwards: sessions and one-time links are of the time of the backup. Mails
that waited then may have left since, so a person is asked about them.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files import store
from freelancer_os.core.files.durable import sync, sync_below
from freelancer_os.invoicing.outbox.restored import ask_about_waiting
from freelancer_os.invoicing.reminders.restored import begin_anew
from freelancer_os.people.models import OneTimeLink, User, Workspace
from freelancer_os.transfer.backup import tables
from freelancer_os.transfer.backup.aside import kept_in, set_aside
from freelancer_os.transfer.backup.backup import DATABASE, back_up, recorded
from freelancer_os.transfer.backup.form import bring_forward, build, refuse_unknown
from freelancer_os.transfer.backup.snapshot import as_plain_text
from freelancer_os.transfer.backup.unpacking import Backup, unpack

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(path: Path, *, force: bool = False) -> Path | None:
    """Put a backup in place, in the form that this program needs; returns where the old books are.

    Nothing else may use the installation meanwhile. Raises Conflict, and then nothing was changed:
    if the file is no sound backup for this kind of database, or if there are books already, unless
    `force`.
    """
    has_books = _has_books()
    if has_books and not force:
        raise Conflict(_("There are books here already: with --force they are set aside."))
    data = Path(settings.DATA_FOLDER)
    aside = data / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    with TemporaryDirectory(dir=data, prefix="restoring-") as name:
        backup = unpack(path, Path(name), partial(_accept, path))
        place = _into_sqlite if connection.vendor == "sqlite" else _into_postgresql
        try:
            return place(backup, Path(name), aside, has_books)
        except DatabaseError as error:
            reason = str(error).strip().partition("\n")[0]
            raise Conflict(
                _("The backup does not fit, nothing was changed: {reason}.").format(reason=reason)
            ) from error


def _has_books() -> bool:
    """Is there anybody's work? A damaged SQLite database counts as work, too."""
    try:
        there = User._meta.db_table in connection.introspection.table_names()
        return there and (User.objects.exists() or Workspace.objects.exists())
    except DatabaseError:
        if connection.vendor == "sqlite":
            return True
        raise


def _accept(path: Path, backup: Backup) -> None:
    if backup.database != connection.vendor:
        theirs = NAMES.get(backup.database) or _("another database")
        ours = NAMES[connection.vendor]
        raise Conflict(
            _("{path} is a backup of {theirs}, and the books here are kept in {ours}.").format(
                path=path, theirs=theirs, ours=ours
            )
        )
    refuse_unknown(backup.migrations)


def _end_what_was_open() -> None:
    Session.objects.all().delete()
    OneTimeLink.objects.all().delete()
    ask_about_waiting()
    begin_anew()


# SQLite: files change places


def _into_sqlite(backup: Backup, staged: Path, aside: Path, keep: bool) -> Path | None:
    if not _is_sound(staged / DATABASE, backup):
        raise Conflict(_("The backup is damaged: its database cannot be read."))
    database = Path(settings.DATABASES["default"]["NAME"])
    beside = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")]
    connection.close()
    with set_aside([*beside, store.folder()], aside):
        shutil.move(staged / DATABASE, database)
        if (staged / "files").is_dir():
            os.replace(staged / "files", store.folder())
        sync(database, database.parent, store.folder().parent)
        bring_forward()
        _end_what_was_open()
        connection.close()
    for path in [] if keep else beside:
        (aside / path.name).unlink(missing_ok=True)
    return kept_in(aside)


def _is_sound(database: Path, backup: Backup) -> bool:
    try:
        with closing(sqlite3.connect(database)) as found:
            whole = found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and recorded(database) == backup.migrations
    except sqlite3.Error:
        return False


# PostgreSQL: one transaction


def _into_postgresql(backup: Backup, staged: Path, aside: Path, keep: bool) -> Path | None:
    _refuse_while_connected()
    kept = aside.with_name(f"{aside.name}.zip") if keep else None
    if kept is not None:
        back_up(kept)
    try:
        with transaction.atomic():
            _refill(backup, staged)
    except BaseException:
        if kept is not None:
            kept.unlink()
        raise
    return kept


def _refill(backup: Backup, staged: Path) -> None:
    as_plain_text()
    tables.drop()
    build(backup.migrations)
    tables.fill(backup.tables, staged)
    bring_forward()
    _end_what_was_open()
    _add_files(staged)


def _refuse_while_connected() -> None:
    """A server on another machine is seen by its connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise Conflict(_("The database is in use: stop the server first."))


def _add_files(staged: Path) -> None:
    """Files stand under what they hold, so those that are there already stay as they are."""
    for path in sorted((staged / "files").glob("*/*")):
        target = store.path_of(path.name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(path, target)
    if store.folder().is_dir():
        sync_below(store.folder())
        sync(store.folder().parent)
