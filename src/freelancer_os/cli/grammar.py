"""What every command understands: the words before and after its name."""

import argparse
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def add(commands: Commands, name: str, summary: str, *, example: str) -> argparse.ArgumentParser:
    """A parser of one command, with the options that every command has and an example."""
    return commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=as_epilog(example),
        parents=[everywhere()],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def as_epilog(example: str) -> str:
    """An example as the end of a help text."""
    return _("example:") + f"\n  {example}"


def group(commands: Commands, name: str, summary: str) -> Commands:
    """A command with commands of its own, like `user create`."""
    parser = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    return parser.add_subparsers(metavar="COMMAND", required=True)


def everywhere() -> argparse.ArgumentParser:
    """The options of every command. They win over the environment."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(
        "--data", metavar="DIR", help=_("the data folder (FREELANCER_OS_DATA; default ./data)")
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help=_("a PostgreSQL address (DATABASE_URL; default: SQLite)"),
    )
    return parser
