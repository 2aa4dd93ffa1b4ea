"""`python -m bench.measure --data DIR --token TOKEN`: what each question costs, as JSON.

Milliseconds by question, then by way: `page`, `api`, `sqlite`. Each is the median of 30, after
a warm-up.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import django

from freelancer_os.cli.grammar import everywhere
from freelancer_os.cli.place import place

TIMES, WARM_UP = 30, 5
Costs = dict[str, dict[str, float]]


def main() -> None:
    """Measure the workspace that the token opens."""
    words = sys.argv[1:]
    parser = argparse.ArgumentParser(prog="python -m bench.measure", parents=[everywhere()])
    parser.add_argument("--token", required=True)
    options = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    with place(words):
        django.setup()
        print(json.dumps(_measure(options.token)))


def _measure(token: str) -> Costs:
    caller, questions = import_module("bench.caller"), import_module("bench.questions")
    keys, conf = import_module("freelancer_os.people.keys"), import_module("django.conf")
    found = keys.ApiToken.find(token)
    entry = questions.example(found.workspace)
    browser, program = caller.signed_in(found.user), caller.with_token(token)
    names = {
        "workspace": found.workspace.pk.bytes,
        "client": entry.client_id.bytes,
        "entry": entry.pk.bytes,
    }
    database = Path(conf.settings.DATABASES["default"]["NAME"])
    with TemporaryDirectory() as folder:
        plain = import_module("bench.plain").questions(database, Path(folder) / "copy", names)
        ways: dict[str, Mapping[str, Callable[[], object]]] = {
            "page": questions.of_pages(browser, entry),
            "api": questions.of_api(program, entry),
            "sqlite": plain,
        }
        return {
            way: {name: _median(ask) for name, ask in asks.items()} for way, asks in ways.items()
        }


def _median(ask: Callable[[], object]) -> float:
    return median([_timed(ask) for _ in range(WARM_UP + TIMES)][WARM_UP:])


def _timed(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
