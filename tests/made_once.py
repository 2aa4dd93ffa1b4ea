"""The SQLite database of the tests: migrated once for all processes, then copied for each."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from filelock import FileLock

SOURCE = Path(__file__).parents[1] / "src" / "freelancer_os"


class MadeOnce:
    """`database` as a copy of one that was kept under the folder `kept`, if there is one."""

    def __init__(self, kept: Path, database: Path) -> None:
        self._kept, self._database = kept, database
        self._model = kept / f"{_state()}.sqlite3"
        self._lock = FileLock(kept / "lock")

    def begin(self) -> None:
        """Put it in its place; without one, others wait until `end`."""
        self._lock.acquire()
        if self._model.is_file():
            self._lock.release()
            shutil.copy(self._model, self._database)

    def end(self) -> None:
        """Keep what was migrated meanwhile, instead of an older one."""
        if not self._lock.is_locked:
            return
        for old in self._kept.glob("*.sqlite3"):
            old.unlink()
        whole = self._model.with_suffix(".part")
        with (
            closing(sqlite3.connect(self._database)) as ours,
            closing(sqlite3.connect(whole)) as to,
        ):
            ours.backup(to)
        whole.rename(self._model)
        self._lock.release()


def _state() -> str:
    """What tells one state of the migrations from another."""
    found = hashlib.sha256(django.__version__.encode())
    for path in sorted(SOURCE.glob("**/migrations/*.py")):
        found.update(path.as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]
