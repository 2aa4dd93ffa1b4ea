"""Books in the form that an older version of the program had."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


def migrate_to(app: str, name: str) -> None:
    """Along the migrations as they were written, which the squashed ones replace: also back."""
    executor = step_by_step()
    for squashed in executor.loader.replacements:
        executor.recorder.record_unapplied(*squashed)
    executor.loader.build_graph()
    executor.migrate([(app, name)])


def step_by_step() -> MigrationExecutor:
    """What knows each migration as it was written."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor
