"""The form that a database is in: per app the migrations that were applied."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.totals.recount import recount
from freelancer_os.core.planner import describe_tables
from freelancer_os.transfer.backup import tables

Form = dict[str, list[str]]


def by_app(applied: Iterable[tuple[str, str]]) -> Form:
    """The form from pairs of app and migration."""
    found: Form = {}
    for app, name in sorted(applied):
        found.setdefault(app, []).append(name)
    return found


def refuse_unknown(form: Form) -> None:
    """Raises Conflict if this program does not know one of the migrations: it is too old."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if not form or any((app, name) not in known for app in form for name in form[app]):
        raise Conflict(
            _(
                "The backup was made by another, newer version of Freelancer OS: "
                "restore it with that."
            )
        )


def build(form: Form) -> None:
    """Make the tables of a database that has none, in an older form or the present one."""
    executor = _executor()
    squashed = executor.loader.replacements
    there = {(app, name) for app, names in form.items() for name in names}
    if not all(there.issuperset(one.replaces) for one in squashed.values()):
        executor.loader = MigrationLoader(connection, replace_migrations=False)  # step by step
        there -= squashed.keys()
    nodes = executor.loader.graph.node_map
    there &= nodes.keys()
    executor.migrate([key for key in there if not any(c.key in there for c in nodes[key].children)])


def bring_forward() -> None:
    """Migrate the database from the form it is in to that which this program needs, and count anew
    what this program counts otherwise.

    Raises Conflict if a table is missing even then.
    """
    executor = _executor()
    newest = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(newest):
        executor.migrate(newest)
        describe_tables()
    names = connection.introspection
    if missing := {*names.django_table_names()} - {*names.table_names()}:
        raise Conflict(
            _("The backup is damaged: it lacks {missing}.").format(
                missing=", ".join(sorted(missing))
            )
        )
    recount()


def _executor() -> MigrationExecutor:
    return MigrationExecutor(connection, _between)


def _between(action: str, migration: object = None, fake: bool | None = False) -> None:
    """On PostgreSQL all migrations of a restore are one transaction: tables that one has filled
    can be altered by the next only when their foreign keys are checked."""
    if connection.vendor == "postgresql" and action == "apply_success":
        tables.settle()
