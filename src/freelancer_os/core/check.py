"""Knowing from the program itself that the books are whole: everything is added up again."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Exists, Model, OuterRef, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.attached.care import missing_files
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.models import ChangeRow, TallyRow
from freelancer_os.core.log.totals.totals import Sums, Total, registry
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.base import Logged, Owned, Record
from freelancer_os.core.search.building import faults
from freelancer_os.core.search.near import knows_inside

AT_ONCE = 2_000
NAMED = 20  # so many faults of one check are named


@dataclass(frozen=True)
class Result:
    """One check: what was looked at, and a sentence per fault, each naming its row."""

    name: str
    faults: list[str]

    @property
    def line(self) -> str:
        """What `check` prints."""
        if not self.faults:
            return _("ok: {check}").format(check=self.name)
        more = len(self.faults) - NAMED
        rest = [ngettext("and {count} more", "and {count} more", more).format(count=more)]
        shown = [*self.faults[:NAMED], *(rest if more > 0 else [])]
        return _("wrong: {check}: {faults}").format(check=self.name, faults="; ".join(shown))


def run(workspaces: Iterable[Model]) -> Iterator[Result]:
    """Every check that needs no knowledge of the domain, one after the other."""
    books = list(workspaces)
    yield checked(_("the database is sound"), _database)
    yield checked(_("every migration is applied"), _migrations)
    yield checked(_("every link names a living record of its workspace"), _links)
    yield checked(_("every stored total is the sum of its entries"), lambda: _totals(books))
    yield checked(_("every count of a board is right"), lambda: _tallies(books))
    yield checked(_("every derived figure follows from its row"), _derived)
    yield checked(_found_by(), lambda: faults(books))
    yield checked(_("every file is there and whole"), missing_files)
    yield _of_log()


def checked(name: str, look: Callable[[], Iterable[str]]) -> Result:
    """One check; a database that cannot be read for it is a fault, too."""
    try:
        return Result(name, list(look()))
    except (Error, sqlite3.Error) as error:
        return Result(name, [str(error).strip()])


def _found_by() -> str:
    name = _("every record is found by its words")
    return name if knows_inside() else f"{name} {_('(their beginnings: pg_trgm is missing)')}"


def _of_log() -> Result:
    try:
        name = _("the log is readable: {weight}").format(weight=_weight())
    except Error as error:
        return Result(_("the log is readable"), [str(error).strip()])
    return checked(name, _log)


def _database() -> Iterator[str]:
    if connection.vendor != "sqlite":
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        for (line,) in cursor.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield str(line)
        for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"row {row} of {table} names a row of {parent} that is not there"


def _migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    for migration, _is_back in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield str(migration)


def _links() -> Iterator[str]:
    for model in _records():
        for link in model._meta.concrete_fields:
            if isinstance(link, WorkspaceForeignKey):
                target: Any = link.related_model
                living = target.objects.filter(
                    pk=OuterRef(link.attname), workspace=OuterRef("workspace_id")
                )
                dangling = model.objects.exclude(**{link.attname: None})
                for pk in dangling.filter(~Exists(living)).values_list("pk", flat=True)[:AT_ONCE]:
                    yield f"{link.name} of {model._meta.label} {pk}"


def _totals(workspaces: list[Model]) -> Iterator[str]:
    for total in registry.totals:
        for workspace in workspaces:
            yield from _total(total, workspace)


def _total(total: Total, workspace: Any) -> Iterator[str]:
    sums, model = total.sums(workspace), total.model
    rows = model._default_manager.filter(workspace=workspace)  # type: ignore[misc]
    for pk, stored in rows.values_list("pk", total.column).iterator(AT_ONCE):
        if stored != sums.get(pk, 0):
            yield f"{total.column} of {model._meta.label} {pk} is {stored}, not {sums.get(pk, 0)}"


def _tallies(workspaces: list[Model]) -> Iterator[str]:
    for workspace in workspaces:
        for name, sums in registry.anew(registry.tallies, workspace).items():
            yield from _tally(name, sums, workspace)


def _tally(name: str, sums: dict[str, Sums], workspace: Any) -> Iterator[str]:
    rows = TallyRow.objects.filter(workspace=workspace, name=name)
    stored = {row.key: (row.count, row.amount, row.beside) for row in rows}
    for key in stored.keys() | sums.keys():
        have, want = stored.get(key, (0, 0, 0)), sums.get(key, (0, 0, 0))
        if have != want:
            yield f"{name} {key} of workspace {workspace.pk} is {have}, not {want}"


def _derived() -> Iterator[str]:
    """Rows whose own columns contradict each other, once totals are taken as they are."""
    for model in _records():
        if model.derive is not Logged.derive:
            for record in _whole(model):
                before = record.values()
                record.derive()
                for name in model.unlogged | ({OWN} if issubclass(model, Owned) else set()):
                    if before[name] != getattr(record, name):
                        yield f"{name} of {model._meta.label} {record.pk} is {before[name]}"


def _whole(model: type[Record]) -> Iterator[Record]:
    """Every row from which something follows, with its workspace, whose currency that may need."""
    rows: Any = model.objects.select_related("workspace").order_by("pk")
    if model.derive is Owned.derive:
        rows = rows.filter(own__isnull=False)
    return iter(rows.iterator(AT_ONCE))


def _weight() -> str:
    """What the log weighs, without its indexes."""
    count, size = ChangeRow.objects.aggregate(n=Count("pk"), s=Sum(Length("content"))).values()
    sentence = ngettext(
        "{count} row, {size} bytes of what records held",
        "{count} rows, {size} bytes of what records held",
        count,
    )
    return sentence.format(count=f"{count:,}", size=f"{size or 0:,}")


def _log() -> Iterator[str]:
    for row in ChangeRow.objects.order_by("pk").iterator(AT_ONCE):
        try:
            row.read  # noqa: B018 - reading it is the check
        except (ValueError, TypeError, AttributeError, zlib.error) as error:
            yield f"row {row.pk} about {row.title}: {error}"


def _records() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]
