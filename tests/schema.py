"""What a database is made of, in lines that can be compared."""

from django.db import connection

POSTGRESQL = (
    """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
           column_default, collation_name, generation_expression
    FROM information_schema.columns WHERE table_schema = current_schema()
""",
    """
    SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()
""",
    """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace
    """,
)
SQLITE = ("SELECT type, name, sql FROM sqlite_schema",)


def described() -> list[str]:
    """A line for each column, index, constraint and trigger, in whatever order they were made."""
    found = []
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)
            found += [parted(" ".join(map(str, row))) for row in cursor.fetchall()]
    return sorted(found)


def parted(line: str) -> str:
    """The columns of a table are told in the order of their names."""
    head, sign, columns = line.partition(" (")
    if not line.startswith("table") or not sign:
        return line
    return f"{head}: {' | '.join(sorted(columns[:-1].split(', ')))}"
