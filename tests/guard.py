"""Watches every statement of the test run: business rows are written by the gateway alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import FrameType
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from freelancer_os.core.log import rows
from freelancer_os.core.log.unit import current_unit
from freelancer_os.core.models import TallyRow
from freelancer_os.core.records.base import Logged

WRITES = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")

_by_hand: ContextVar[bool] = ContextVar("by_hand", default=False)


class WrittenOutside(AssertionError):
    """A business row was written past the gateway."""


def watch() -> None:
    """Watch every connection, also those that are made later and in other threads."""
    connection_created.connect(_add, dispatch_uid="tests.guard")
    for connection in connections.all(initialized_only=True):
        _add(connection=connection)


@contextmanager
def by_hand() -> Iterator[None]:
    """Let a test write past the gateway, to spoil what `check` must find."""
    token = _by_hand.set(True)
    try:
        yield
    finally:
        _by_hand.reset(token)


def _add(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if _refuse_outside not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_outside)


def _refuse_outside(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    table = _written_table(sql)
    if table is not None and not _by_hand.get() and not _by_gateway(table):
        raise WrittenOutside(f"Written outside a change: {sql[:200]}")
    return execute(sql, params, many, context)


def _written_table(sql: str) -> str | None:
    statement = next((sql[len(verb) :] for verb in WRITES if sql.startswith(verb)), None)
    if statement is None:
        return None
    table = statement.split('"')[1] if statement.startswith('"') else statement.split()[0]
    return table if table in _business_tables() else None


def _by_gateway(table: str) -> bool:
    """Whether `core.log.rows` is at work inside a change.

    A workspace's own row is made by `Workspace.open`, Django empties tables between tests, and a
    migration fills a new column before anybody writes.
    """
    if current_unit() is not None and _is_under_way(rows.__file__):
        return True
    if table == "people_workspace" and _is_under_way("workspaces.py", "open"):
        return True
    return _is_under_way("operations.py", "execute_sql_flush") or _is_under_way(
        "executor.py", "apply_migration"
    )


def _is_under_way(file: str, function: str = "") -> bool:
    """Whether a function of a file is, or any of them."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if code.co_name == (function or code.co_name) and code.co_filename.endswith(file):
            return True
        frame = frame.f_back
    return False


@cache
def _business_tables() -> frozenset[str]:
    models = [model for model in apps.get_models() if issubclass(model, Logged)]
    return frozenset(model._meta.db_table for model in [*models, TallyRow])
