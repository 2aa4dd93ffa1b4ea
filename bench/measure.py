"""`python -m bench.measure --data DIR --token TOKEN`: what each question costs, as JSON.

Figures by question: `ms` of CPU (the median of 30, after a warm-up), `sql` statements, `kb` of the
answer and `sent`, the same as a browser gets it. With `--plain` also `plain_ms` and `plain_sql`, by
`sqlite3` alone, for the questions of `bench.plain`. What is refused is missing and told.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import django

from bench.options import everywhere
from bench.questions import FEW, QUESTIONS, ROWS, Question, Scene, take_back
from freelancer_os.cli.place import place

TIMES, WARM_UP = 30, 5
Figures = dict[str, float]


def main() -> None:
    """Measure the workspace that the token opens."""
    words = sys.argv[1:]
    parser = argparse.ArgumentParser(prog="python -m bench.measure", parents=[everywhere()])
    parser.add_argument("--token", required=True)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    with place(words):
        django.setup()
        # Models exist only now.
        scene = import_module("bench.scene").scene_of(options.token)
        print(json.dumps(_measured(scene, with_plain=options.plain)))


def _measured(scene: Scene, *, with_plain: bool) -> dict[str, Figures]:
    found: dict[str, Figures] = {question.name: {} for question in QUESTIONS}
    if with_plain:
        _add_plain(found, scene)
    for question in QUESTIONS:
        try:
            found[question.name] |= _figures(question, scene)
        except RuntimeError as refusal:
            print(f"{question.title}: {refusal}", file=sys.stderr)
    if "kb" in found["workflow"] and "kb" in found["few"]:
        found["row"] = {"kb": (found["workflow"]["kb"] - found["few"]["kb"]) / (ROWS - FEW)}
    return found


def _figures(question: Question, scene: Scene) -> Figures:
    ask = question.asked(scene)
    ms = _median(ask)
    sql, answer = _counted(import_module("django.db").connection.connection, ask)
    if question.adds:
        for _ in range(WARM_UP + TIMES + 1):
            take_back(scene)
    return {"ms": ms, "sql": sql, "kb": answer.size / 1000, "sent": answer.sent / 1000}


def _add_plain(found: dict[str, Figures], scene: Scene) -> None:
    plain, conf = import_module("bench.plain"), import_module("django.conf")
    with TemporaryDirectory(prefix="freelancer-os-plain-") as folder:
        source = Path(conf.settings.DATABASES["default"]["NAME"])
        connection = plain.copy(source, Path(folder) / "copy")
        for name, ask in plain.questions(connection, scene.entry).items():
            sql, _ = _counted(connection, ask)
            found[name] = {"plain_ms": _median(ask), "plain_sql": sql}
        connection.close()


def _median(ask: Callable[[], object]) -> float:
    return median([_timed(ask) for _ in range(WARM_UP + TIMES)][WARM_UP:])


def _timed(ask: Callable[[], object]) -> float:
    start = process_time()
    ask()
    return (process_time() - start) * 1000


def _counted(connection: Any, ask: Callable[[], Any]) -> tuple[int, Any]:
    """How many statements SQLite ran, those of a transaction's begin and end among them."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    answer = ask()
    connection.set_trace_callback(None)
    return sum(not one.startswith("--") for one in statements), answer  # "--": of a trigger


if __name__ == "__main__":
    main()
