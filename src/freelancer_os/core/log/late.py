"""Updates that wait: a row that changes several times in a unit is written once.

They are written when the unit settles, or before somebody reads their table, so nobody sees that
they waited. What a constraint may refuse is written at once, so that its refusal comes where it
belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.db.models import UniqueConstraint

from freelancer_os.core.log.refusals import refused_by
from freelancer_os.core.log.rows import update_rows
from freelancer_os.core.log.touched import Open, Touched

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged


class Late:
    """The rows of one unit that the database holds otherwise than the unit."""

    def __init__(self) -> None:
        self.rows: Open = defaultdict(dict)
        self.is_known = False  # whoever reads now knows what waits

    def write(self, touched: Touched) -> None:
        """Write a row that changed, soon."""
        if touched.waiting:
            return
        self.rows[touched.model][touched.pk] = touched
        stored = touched.stored or {}
        if any(stored[name] != (touched.now or {})[name] for name in guarded(touched.model)):
            self.flush(touched.model)

    def flush(self, model: type[Logged]) -> None:
        """Write what waits of one model."""
        write_late(model, self.rows.pop(model, {}).values())

    @contextmanager
    def known(self) -> Iterator[None]:
        """What is read inside is compared with the rows in hand, so nothing need be written."""
        before, self.is_known = self.is_known, True
        try:
            yield
        finally:
            self.is_known = before

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """A wrapper of every statement: before a table is read, what waits for it is written."""
        if self.rows and not self.is_known and sql.startswith("SELECT"):
            for model in [model for model in self.rows if f'"{model._meta.db_table}"' in sql]:
                self.flush(model)
        return execute(sql, params, many, context)


def write_late(model: type[Logged], entries: Iterable[Touched]) -> None:
    """Write the columns in which rows differ from what the database holds."""
    behind = [touched for touched in entries if touched.is_behind]
    changes = [(touched.record.scope(), _lag(touched)) for touched in behind]
    try:
        update_rows(model, [change for change in changes if change[1]])
    except IntegrityError as error:
        raise refused_by(model, error) from error
    for touched in behind:
        touched.stored = touched.now


def _lag(touched: Touched) -> dict[str, object]:
    stored = touched.stored or {}
    return {name: value for name, value in (touched.now or {}).items() if value != stored[name]}


@cache
def guarded(model: type[Logged]) -> frozenset[str]:
    """The columns about which a constraint has a say, unless it is about derived ones alone."""
    fields = {field.name: field.attname for field in model._meta.concrete_fields}
    found = {field.attname for field in model._meta.concrete_fields if field.unique}
    for constraint in model._meta.constraints:
        named = set(getattr(constraint, "fields", ()))
        condition = getattr(constraint, "condition", None)
        named |= condition.referenced_base_fields if condition is not None else set()
        columns = {fields[name] for name in named if name in fields}
        if isinstance(constraint, UniqueConstraint) or not columns <= model.unlogged:
            found |= columns
    return frozenset(found - {"id", "workspace_id"})
