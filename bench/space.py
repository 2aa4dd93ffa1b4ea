"""What the database takes on the disk, by table and index."""

import sqlite3
from pathlib import Path
from typing import NamedTuple


class Space(NamedTuple):
    """Megabytes in all, and of each table and index, the largest first, where SQLite tells."""

    total: float
    parts: dict[str, float]


def space(data: Path) -> Space:
    """The space of the database in a data folder."""
    with sqlite3.connect(data / "freelancer-os.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages, size = (
            connection.execute(f"PRAGMA {word}").fetchone()[0]
            for word in ("page_count", "page_size")
        )
        try:
            rows = connection.execute(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
            ).fetchall()
        except sqlite3.OperationalError:  # this SQLite is built without dbstat
            rows = []
    return Space(pages * size / 1e6, {name: taken / 1e6 for name, taken in rows})
