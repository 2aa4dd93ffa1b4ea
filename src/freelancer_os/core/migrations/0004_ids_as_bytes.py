"""SQLite keeps ids as sixteen bytes (`core.sqlite`): half of what a row and its indexes weigh.

Every column of the type that Django gives ids is rewritten, whichever app made it. PostgreSQL has
a type of its own for them, so there is nothing to do.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import migrations

COLUMNS = """
    SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND lower(c.type) = 'char(32)'
"""


def to_bytes(apps: Any, schema_editor: Any) -> None:
    _rewrite(schema_editor.connection, "text", lambda value: UUID(value).bytes)


def to_letters(apps: Any, schema_editor: Any) -> None:
    _rewrite(schema_editor.connection, "blob", lambda value: UUID(bytes=value).hex)


def _rewrite(connection: Any, kind: str, of: Callable[[Any], Any]) -> None:
    """Rewrite the ids that are of one kind of value."""
    if connection.vendor != "sqlite":
        return
    connection.connection.create_function("other_id", 1, of, deterministic=True)
    with connection.cursor() as cursor:
        for table, column in cursor.execute(COLUMNS).fetchall():
            where = f"WHERE typeof(\"{column}\") = '{kind}'"
            if cursor.execute(f'SELECT 1 FROM "{table}" {where} LIMIT 1').fetchone():
                cursor.execute(f'UPDATE "{table}" SET "{column}" = other_id("{column}") {where}')


class Migration(migrations.Migration):
    dependencies = [("core", "0003_note")]

    operations = [migrations.RunPython(to_bytes, to_letters)]
