"""What SQLite's query planner is told about the tables.

Without statistics it takes any first column of an index for one that leaves ten rows. Ours is
often the workspace, which leaves all of them, and an index that happens to be in the wanted order
then wins over the one that finds the rows. ANALYZE would describe the tables as they are at that
moment, which for a new workspace is empty. So they are described once, as they will be in a large
workspace; plans never change with the data. PostgreSQL keeps statistics by itself.

See sqlite.org/fileformat2.html, "The sqlite_stat1 table", which programs may write.
"""

from typing import Any

from django.apps import apps
from django.db import connection, models

from freelancer_os.core.fields.links import WorkspaceForeignKey

WORKSPACES, ROWS = 10, 100_000  # of each kind in one workspace
FEW, LINKED, DAYS = 5, 500, 1_000  # distinct values in a column of choices, of links, of dates
TALLIES = 50  # of a workspace, each of many keys
SHORT = 8  # characters of a column that holds one of a few words


def describe_tables() -> None:
    """Write the planner's statistics; other connections read them when they open."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_schema")  # makes the table if it is missing
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", _rows())
        cursor.execute("ANALYZE sqlite_schema")


def give_back_room() -> None:
    """Let go of the pages that SQLite no longer uses, once they are a quarter of the file."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        free, pages = (
            cursor.execute(f"PRAGMA {of}").fetchone()[0] for of in ("freelist_count", "page_count")
        )
        if free * 4 > pages:
            cursor.execute("VACUUM")


def _rows() -> list[tuple[str, str, str]]:
    return [
        (model._meta.db_table, name, _statistics(model, columns))
        for model in apps.get_models()
        if any(f.column == "workspace_id" for f in model._meta.concrete_fields)
        for name, columns in _indexes(model._meta.db_table).items()
    ]


def _indexes(table: str) -> dict[str, list[str]]:
    """The columns of every index of a table, by its name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT il.name, ii.name FROM pragma_index_list(%s) il, pragma_index_info(il.name) ii"
            " ORDER BY il.name, ii.seqno",
            [table],
        )
        found: dict[str, list[str]] = {}
        for name, column in cursor.fetchall():
            found.setdefault(name, []).append(column)
    return found


def _statistics(model: type[models.Model], columns: list[str]) -> str:
    """How many rows there are, and how many share the first column, the first two, and so on."""
    fields: dict[str, Any] = {str(f.column): f for f in model._meta.concrete_fields}
    left, found = ROWS * WORKSPACES, [ROWS * WORKSPACES]
    for column in columns:
        left = max(_shared(fields[column], left), 1)
        found.append(left)
    return " ".join(map(str, found))


def _shared(field: Any, rows: int) -> int:
    """How many of some rows share the value of one more column."""
    if field.column == "workspace_id":
        return min(rows, ROWS)
    if isinstance(field, WorkspaceForeignKey):  # what is linked to lies in one workspace
        return min(rows, ROWS) // (FEW if getattr(field.related_model, "few", False) else LINKED)
    if isinstance(field, models.DateField):
        return rows // DAYS
    if (field.model._meta.label, field.column) == ("core.TallyRow", "name"):
        return rows // TALLIES
    short = isinstance(field, models.CharField) and (field.max_length or 0) <= SHORT
    few = short or field.choices or getattr(field, "few", False)
    return rows // (FEW if few else ROWS)
