"""The entry point of `freelancer-os`: read the words, ready the database, run the command."""

import argparse
import os
import pkgutil
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

import django
from django.core.exceptions import ValidationError
from django.db import Error
from django.utils.translation import activate
from django.utils.translation import gettext as _

from freelancer_os.cli import commands
from freelancer_os.cli.grammar import as_epilog
from freelancer_os.cli.in_use import in_use
from freelancer_os.cli.language import language_of
from freelancer_os.cli.place import place
from freelancer_os.cli.prepare import prepare
from freelancer_os.cli.read_only import copied, is_read_only
from freelancer_os.cli.refused import Refused, sentences
from freelancer_os.core.errors import Conflict, Uncertain
from freelancer_os.core.failures import Kind, failure_of

EXAMPLE = "freelancer-os serve --data ~/freelancer-os --port 8080"


def main() -> None:
    """Run the command of `sys.argv` and end the process with its exit code."""
    words = sys.argv[1:]
    os.umask(0o077)  # whatever is written is its owner's only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    with place(words):
        sys.exit(_run(words))


def _run(words: Sequence[str]) -> int:
    try:
        django.setup()
    except (OSError, ValueError) as error:  # the data folder, the database's address
        return _tell([str(error)])
    activate(language_of(os.environ))
    return _guarded(parser().parse_args(words))


def _guarded(options: argparse.Namespace) -> int:
    """Run the command; what the user got wrong is told in a sentence, without a traceback."""
    try:
        if is_read_only():
            with copied(reads=options.reads):
                return int(options.run(options))
        with in_use(alone=options.alone):
            if not options.alone:  # else the command answers for what is there itself
                prepare()
            return int(options.run(options))
    except (Refused, ValidationError, Conflict) as refusal:
        return _tell(sentences(refusal))
    except (Error, sqlite3.Error, Uncertain) as error:
        failure = failure_of(error)
        if failure is None:
            raise
        reason = str(error).strip()
        if failure.kind is Kind.GONE:
            return _tell([_("The database does not answer: {reason}").format(reason=reason)])
        return _tell(dict.fromkeys([failure.sentence, reason]))
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The whole grammar: every group under `commands/`. Needs Django set up."""
    top = argparse.ArgumentParser(
        prog="freelancer-os",
        description=_("Run the business in one window."),
        epilog=as_epilog(EXAMPLE),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.set_defaults(alone=False, reads=False)
    groups = top.add_subparsers(metavar="COMMAND", required=True)
    for module in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        import_module(module.name).register(groups)
    return top


def _tell(lines: Iterable[str]) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return 1
