"""`python -m bench.build --incomes N --data DIR`: a workspace of N client incomes.

The last line of output is JSON: `token` (may write), `email` and `password` of its owner.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django

from bench.options import everywhere
from freelancer_os.cli.place import place
from freelancer_os.cli.prepare import prepare

EXAMPLE = "example:\n  .venv/bin/python -m bench.build --incomes 1000 --data /tmp/small"


def main(words: Sequence[str] | None = None) -> None:
    """Build what the words ask for and print how to get in. Exit code 2 on wrong usage."""
    words = sys.argv[1:] if words is None else words
    options = parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    with place(words):
        django.setup()
        prepare()
        logging.getLogger("bench").setLevel(logging.INFO)
        # Models exist only now.
        keys = import_module("bench.workspace").build(options.incomes)
    print(json.dumps(keys))


def parser() -> argparse.ArgumentParser:
    """The options; `--data` and `--database` are those of every command."""
    found = argparse.ArgumentParser(
        prog="python -m bench.build",
        description="Build a workspace of N client incomes through the write gateway.",
        epilog=EXAMPLE,
        parents=[everywhere()],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    found.add_argument("--incomes", type=_count, required=True, metavar="N", help="how many")
    return found


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError("write a whole number above zero")
    return int(text)


if __name__ == "__main__":
    main()
