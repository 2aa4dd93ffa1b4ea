"""The database as it is at one moment, for reading much of it while others write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Values as text mean the same whatever the server is set to (what pg_dump sets, too).
_PLAIN = (
    "SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL intervalstyle = 'postgres';"
    "SET LOCAL extra_float_digits = 3; SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'"
)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; writers are not held up.

    On SQLite a transaction that only reads (DEFERRED, where a write would be IMMEDIATE), on
    PostgreSQL one that is REPEATABLE READ and READ ONLY. It cannot begin inside another one.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A snapshot cannot begin inside a transaction.")
    with _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql():
        yield


def as_plain_text() -> None:
    """Until the transaction ends, PostgreSQL writes and reads values in one fixed form."""
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN)


@contextmanager
def _of_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT 1 FROM sqlite_schema LIMIT 1")  # the moment is now
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _of_postgresql() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        as_plain_text()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # the moment is now
        yield
