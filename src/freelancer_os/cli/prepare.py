"""The database, made or migrated before a command runs, by one process at a time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from filelock import FileLock

from freelancer_os.core.log.totals.recount import is_outdated, recount
from freelancer_os.core.planner import describe_tables, give_back_room

logger = logging.getLogger(__name__)

# Any number will do, as long as it is always the same one.
ADVISORY_LOCK = 7_364_201_855


def prepare() -> None:
    """Bring the database to the form this program needs; nothing to do costs one look.

    What boards and menus count is counted anew where this program counts something else.

    Raises `django.db.OperationalError` if it does not answer.
    """
    if not is_behind():
        return
    with _alone():
        if is_behind():
            logger.info("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
            describe_tables()
            recount()
            give_back_room()


def is_behind() -> bool:
    """Whether the database is of an older version of this program."""
    executor = MigrationExecutor(connection)
    is_old = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return is_old or is_outdated()


@contextmanager
def _alone() -> Iterator[None]:
    """Other processes wait here: in PostgreSQL for all machines, else in the data folder."""
    if connection.vendor != "postgresql":
        with FileLock(settings.DATA_FOLDER / "migrate.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # it takes as long as it takes
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
            cursor.execute("RESET lock_timeout")
