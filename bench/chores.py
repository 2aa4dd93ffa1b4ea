"""`python -m bench.chores NAME --data DIR --token TOKEN`: large writes, each in its own process.

`import` takes `--lines` bank lines by the command `import csv`, `undo` takes the newest change
back by the API, `bulk` sets the date of up to 5,000 transactions on the page, `mail` sends 1,000
invoices of five lines by the API. Prints JSON: `s` of CPU and `mb`, the most memory that the
process held.
"""

import argparse
import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import django

from bench.caller import form
from bench.options import everywhere
from bench.questions import FORM, Scene, take_back
from freelancer_os.cli.main import main as command
from freelancer_os.cli.place import place

MOST = 5_000  # records that the page takes at once
Chore = Callable[[], object]


def main() -> None:
    """Do one chore and say what it took."""
    words = sys.argv[1:]
    parser = argparse.ArgumentParser(prog="python -m bench.chores", parents=[everywhere()])
    parser.add_argument("name", choices=("mail", "import", "undo", "bulk"))
    parser.add_argument("--token", required=True)
    parser.add_argument("--lines", type=int, default=100_000)
    options = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    with place(words), TemporaryDirectory() as folder:
        django.setup()
        # Models exist only now.
        scene = import_module("bench.scene").scene_of(options.token)
        chore = CHORES[options.name](scene, Path(folder), options.lines)
        start = process_time()
        chore()
        spent = process_time() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB
    print(json.dumps({"s": spent, "mb": held * 1024 / 1e6}))


def _import(scene: Scene, folder: Path, lines: int) -> Chore:
    file = folder / "statement.csv"
    file.write_text(statement(lines))
    words = ["import", "csv", str(file), "--account", "Bank"]

    def run() -> None:
        sys.argv[1:] = words
        with redirect_stdout(sys.stderr):
            try:
                command()
            except SystemExit as end:
                if end.code:
                    raise RuntimeError(f"import csv ended with {end.code}") from end

    return run


def statement(lines: int) -> str:
    """A bank's CSV statement of so many different lines, over three years up to today."""
    head = "Date,Payee,Purpose,Amount,Currency\n"
    first = date.today() - timedelta(days=3 * 365)
    return head + "".join(
        f"{first + timedelta(days=i * 3 * 365 // lines)},Shop {i % 400},Purchase {i},"
        f"{'-' if i % 3 else ''}{1 + i % 900}.{i % 100:02},EUR\n"
        for i in range(lines)
    )


def _undo(scene: Scene, folder: Path, lines: int) -> Chore:
    return lambda: take_back(scene)


def _bulk(scene: Scene, folder: Path, lines: int) -> Chore:
    rows = type(scene.entry).objects.of(scene.entry.workspace).order_by("id")
    ids = ",".join(str(pk) for pk in rows.values_list("pk", flat=True)[:MOST])
    body = form({"ids": ids, "value": "2025-11-03"})
    headers = {"HX-Request": "true"}
    return lambda: scene.browser.send("POST", "/transactions/bulk/date/", body, FORM, headers)


def _mail(scene: Scene, folder: Path, lines: int) -> Chore:
    found: Chore = import_module("bench.mailing").mailing(scene)
    return found


CHORES = {"mail": _mail, "import": _import, "undo": _undo, "bulk": _bulk}

if __name__ == "__main__":
    main()
