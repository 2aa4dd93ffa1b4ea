"""Where a command works: settled before Django reads its settings."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

THROWN_AWAY = {"-h", "--help", "--demo"}


@contextmanager
def place(words: Sequence[str]) -> Iterator[None]:
    """Put `--data`, `--database` and `--host` into the environment, where settings look.

    `--demo` works in a folder that is thrown away at the end, and so does asking for help, which
    must leave nothing behind.
    """
    given, _ = _first_look().parse_known_args(words)
    _allow(given.host)
    if words and THROWN_AWAY.isdisjoint(words):
        _set("FREELANCER_OS_DATA", given.data)
        _set("DATABASE_URL", given.database)
        yield
        return
    with TemporaryDirectory(prefix="freelancer-os-", ignore_cleanup_errors=True) as folder:
        _set("FREELANCER_OS_DATA", folder)
        os.environ.pop("DATABASE_URL", None)
        yield


def _first_look() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("--data", "--database", "--host"):
        parser.add_argument(name)
    return parser


def _allow(host: str | None) -> None:
    """The program answers to the address that it is asked to listen on."""
    if host:
        name = f"[{host}]" if ":" in host else host
        hosts = {*os.environ.get("FREELANCER_OS_HOSTS", "").split(","), name} - {""}
        os.environ["FREELANCER_OS_HOSTS"] = ",".join(sorted(hosts))


def _set(name: str, value: str | None) -> None:
    if value:
        os.environ[name] = value
