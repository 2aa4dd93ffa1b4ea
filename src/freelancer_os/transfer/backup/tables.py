"""The tables of a PostgreSQL database out and in, by COPY: no pg_dump is needed."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.transfer.backup.archive import BLOCK, Archive

Described = dict[str, Any]


def member_of(table: str) -> str:
    """The name under which a table stands in a backup."""
    return f"tables/{table}.copy"


def own_tables() -> list[str]:
    """The tables that this program has made, in the order of their names."""
    known = {*connection.introspection.django_table_names(only_existing=True)}
    recorder = MigrationRecorder.Migration._meta.db_table
    return sorted(known | ({recorder} & {*connection.introspection.table_names()}))


def dump(archive: Archive) -> dict[str, Described]:
    """Write every table, inside a snapshot; per table its columns and how many rows it has."""
    found = {}
    for table in own_tables():
        columns = _columns(table)
        with connection.cursor() as cursor, archive.member(member_of(table)) as member:
            statement = _statement(table, columns, "TO STDOUT")
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for block in _joined(copy):
                    member.write(block)
            found[table] = {"columns": columns, "rows": cursor.rowcount}
    return found


def fill(described: dict[str, Described], folder: Path) -> None:
    """Fill the tables that stand empty with what `dump` wrote, and set their counters.

    Raises Conflict if the tables of the backup are not those of the database.
    """
    if not {*own_tables()} <= {*described} <= {*connection.introspection.table_names()}:
        raise Conflict(_("The backup holds other tables than its version of the program has."))
    _empty([*described])
    for table, of in described.items():
        count = _load(table, of["columns"], folder / member_of(table))
        if count != of["rows"]:
            raise Conflict(
                _("The backup is damaged: {table} has {count} rows, not {expected}.").format(
                    table=table, count=count, expected=of["rows"]
                )
            )
        _set_counters(table)
    settle()


def drop() -> None:
    """Take every table of this program away."""
    tables = own_tables()
    if tables:
        _run(f"DROP TABLE {_names(tables)} CASCADE")


def settle() -> None:
    """Check foreign keys now; tables with rows that wait to be checked cannot be altered."""
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("SET CONSTRAINTS ALL DEFERRED")


def _joined(copy: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """PostgreSQL sends each row by itself: many rows as few blocks."""
    waiting = bytearray()
    for row in copy:
        waiting += row
        if len(waiting) >= BLOCK:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def _load(table: str, columns: list[str], path: Path) -> int:
    with path.open("rb") as file, connection.cursor() as cursor:
        statement = _statement(table, columns, "FROM STDIN")
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            while block := file.read(BLOCK):
                copy.write(block)
        return int(cursor.rowcount)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND table_schema = current_schema() AND is_generated = 'NEVER'"
            " ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def _statement(table: str, columns: list[str], way: str) -> str:
    return f"COPY {_names([table])} ({_names(columns)}) {way}"


def _names(names: list[str]) -> str:
    """Names of tables or columns, quoted; they are those of the database itself."""
    return ", ".join(map(connection.ops.quote_name, names))


def _empty(tables: list[str]) -> None:
    """A migration may have put rows into what it made."""
    _run(f"TRUNCATE {_names(tables)}")


def _set_counters(table: str) -> None:
    """Numbers that the database gives go on after the highest that was given."""
    with connection.cursor() as cursor:
        for sequence in connection.introspection.get_sequences(cursor, table):
            column, of = _names([sequence["column"]]), _names([table])
            highest = f"SELECT setval(%s, COALESCE(max({column}), 1), max({column}) IS NOT NULL)"
            name = _qualified(cursor, table, sequence["column"])
            cursor.execute(f"{highest} FROM {of}", [name])


def _qualified(cursor: CursorWrapper, table: str, column: str) -> str:
    quoted = connection.ops.quote_name(table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, column])
    return str(cursor.fetchone()[0])


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
