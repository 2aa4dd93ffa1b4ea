"""`make bench`: what the program costs with 1,000 and with 100,000 client incomes.

With `--against CHECKOUT` also what the program of another checkout costs, in the same run; its
front end must have been built. It is a benchmark, not a test: what is above a limit has a star.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench import server, table
from bench.space import space

HERE = Path(__file__).resolve().parent.parent
OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "FREELANCER_OS_DATA", "PORT"}
CHORES = ("mail", "bulk", "import", "undo")


@dataclass(frozen=True)
class Built:
    """A workspace of `size` incomes that a program made in a folder, and its token."""

    program: str
    checkout: Path
    size: int
    data: Path
    token: str

    def run(self, module: str, *words: str) -> Any:
        """What a module of ours prints last; nothing if it fails, which is told."""
        return run(self.checkout, module, *words, "--token", self.token, "--data", str(self.data))


def main() -> None:
    """Build, measure, print."""
    options = parser().parse_args()
    checkouts = {"now": HERE} | ({"before": options.against.resolve()} if options.against else {})
    with TemporaryDirectory(prefix="freelancer-os-bench-") as folder:
        built = [
            build(program, checkout, size, Path(folder) / f"{program}-{size}")
            for size, (program, checkout) in product(sorted(options.sizes), checkouts.items())
        ]
        spaces = by_size(built, [space(one.data) for one in built])
        rounds = [[measured(one, turn) for one in built] for turn in range(options.rounds)]
        costs = by_size(built, [reduce(least, turns) for turns in zip(*rounds, strict=True)])
        largest = built[-len(checkouts) :]
        wholes = {one.program: chores(one, options.lines) for one in largest}
    print(
        "\nCPU milliseconds in process through WSGI, the median of 30; a star is above the limit.\n"
    )
    print(*table.questions(costs), "", *table.wholes(wholes, options.lines), "", sep="\n")
    print(*table.spaces(spaces), sep="\n")


def parser() -> argparse.ArgumentParser:
    """The options of the benchmark."""
    found = argparse.ArgumentParser(prog="python -m bench", description="What the program costs.")
    found.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], metavar="N")
    found.add_argument("--against", type=Path, metavar="CHECKOUT", help="another one, beside this")
    found.add_argument("--rounds", type=int, default=3, help="in turn; the best median counts")
    found.add_argument("--lines", type=int, default=100_000, help="bank lines that are imported")
    return found


def build(program: str, checkout: Path, size: int, data: Path) -> Built:
    """Make the workspace."""
    start = perf_counter()
    keys = run(checkout, "bench.build", "--incomes", str(size), "--data", str(data))
    print(f"{size:,} incomes built in {perf_counter() - start:.1f} s ({program})", flush=True)
    return Built(program, checkout, size, data, keys["token"])


def measured(built: Built, turn: int) -> Any:
    """What each question costs; the first time with plain `sqlite3` beside it."""
    is_plain = turn == 0 and built.program == "now"
    return built.run("bench.measure", *(["--plain"] if is_plain else []))


def least(one: Any, other: Any) -> Any:
    """The lower of each two figures: whatever else the machine does disturbs less."""
    names = {**one, **other}
    if all(isinstance(value, dict) for value in names.values()):
        return {name: least(one.get(name, {}), other.get(name, {})) for name in names}
    return {name: min(found[name] for found in (one, other) if name in found) for name in names}


def chores(built: Built, lines: int) -> Any:
    """What large writes and the server take."""
    found = {name: built.run("bench.chores", name, "--lines", str(lines)) for name in CHORES}
    return found | {"server": server.figures(built.data, environment(built.checkout))}


def by_size(built: Sequence[Built], found: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """What was found, by size, then by program."""
    sizes: dict[int, dict[str, Any]] = {}
    for one, figures in zip(built, found, strict=True):
        sizes.setdefault(one.size, {})[one.program] = figures
    return sizes


def run(checkout: Path, module: str, *words: str) -> Any:
    """The JSON in the last line of a module of ours, which calls the program of a checkout."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(
        command, cwd=HERE, env=environment(checkout), stdout=subprocess.PIPE, text=True, check=False
    )
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}


def environment(checkout: Path) -> dict[str, str]:
    """That of a process which calls the program of a checkout, and our own code."""
    found = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**found, "PYTHONPATH": f"{checkout / 'src'}{os.pathsep}{HERE}"}


if __name__ == "__main__":
    main()
