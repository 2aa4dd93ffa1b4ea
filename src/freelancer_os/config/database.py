"""The database: SQLite in the data folder, or PostgreSQL by `DATABASE_URL`."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

PATIENCE = 5  # seconds that a writer waits for a lock before it is told to come again
ABANDONED = 60  # seconds after which a session that went silent amid a write is ended
_SQLITE_START = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA fullfsync=ON;
PRAGMA mmap_size=268435456;
PRAGMA temp_store=MEMORY;
PRAGMA cache_size=-16000;
"""


def database(folder: Path) -> dict[str, Any]:
    """Django's settings of the one database; `DATABASE_URL` wins over the folder.

    Raises `ValueError` with a sentence for an address that is not understood.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return sqlite(folder / "freelancer-os.sqlite3")
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ValueError("DATABASE_URL must begin with postgresql:// or sqlite:///.")
    parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    return sqlite(Path(parsed["NAME"])) if url.startswith("sqlite") else postgresql(parsed)


def sqlite(path: Path) -> dict[str, object]:
    """IMMEDIATE takes the write lock at the start, so that concurrent writers wait, not fail."""
    return {
        "ENGINE": "freelancer_os.core.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": PATIENCE,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_START,
        },
        "CONN_MAX_AGE": None,
    }


def postgresql(parsed: dict[str, object]) -> dict[str, object]:
    """Connections are kept and checked, so that a restarted server is met with a new one.

    A session whose program went out of reach amid a write does not hold its locks for long. Who
    wants a row waits twice, for its turn and then for the row, each as long as `lock_timeout`.
    """
    given = parsed.get("OPTIONS")
    options = dict(given) if isinstance(given, dict) else {}
    turn = f"-c lock_timeout={PATIENCE * 1000 // 2}ms"
    limits = f"{turn} -c idle_in_transaction_session_timeout={ABANDONED}s"
    options["options"] = f"{options.get('options', '')} {limits}".strip()
    return {**parsed, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
