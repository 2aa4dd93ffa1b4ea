"""Ids as they are on disk: half as long, in every row and in every index that names them.

Columns keep the type that Django gives them, char(32): SQLite stores bytes in any column, sorts
them as it sorts their hexadecimal form, and compares columns of one type by their index.
"""

import sqlite3
from collections.abc import Callable
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3.base import DatabaseWrapper as Wrapper
from django.db.backends.sqlite3.features import DatabaseFeatures as Features
from django.db.backends.sqlite3.operations import DatabaseOperations as Operations

from freelancer_os.core.ids import id_of_bytes
from freelancer_os.core.sqlite import letters

sqlite3.register_adapter(UUID, attrgetter("bytes"))


class DatabaseFeatures(Features):
    has_native_uuid_field = True  # a UUID goes to the driver as it is


class DatabaseOperations(Operations):
    def get_db_converters(self, expression: Any) -> list[Callable[..., Any]]:
        if expression.output_field.get_internal_type() == "UUIDField":
            return [_id]
        found: list[Callable[..., Any]] = super().get_db_converters(expression)
        return found


class DatabaseWrapper(Wrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        letters.register(connection)
        return connection


def _id(value: Any, expression: Any, connection: Any) -> UUID | None:
    """An id read; letters are of a database that is being brought forward."""
    if type(value) is bytes:
        return id_of_bytes(value)
    return None if value is None else UUID(value)
