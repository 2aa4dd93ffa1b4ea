"""`make bench`: what the same questions cost with 1,000 and with 100,000 client incomes."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

SIZES = (1_000, 100_000)
ROUNDS = 3  # in turn, and the best median counts: whatever else the machine does disturbs less
QUESTIONS = {
    "clients": "clients by stage with Invoice amount and share",
    "invoices": "invoices with their totals",
    "workflow": "workflow of one client (5 rows; 50 of 500)",
    "five": "the same, five rows of it",
    "write": "write an amount, all totals in the answer",
}
WAYS = {"page": "page", "api": "API", "sqlite": "plain sqlite3"}
Costs = dict[str, dict[str, float]]


def main() -> None:
    """Build, measure, print the table."""
    with TemporaryDirectory(prefix="freelancer-os-bench-") as folder:
        tokens = {size: _build(size, Path(folder) / str(size)) for size in SIZES}
        rounds = [
            {size: _measure(token, Path(folder) / str(size)) for size, token in tokens.items()}
            for _ in range(ROUNDS)
        ]
    print("\nMilliseconds, in process through WSGI, without the network: the median of 30.")
    print(f"{'':<48}{'':<14}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'ratio':>8}")
    for name, title in QUESTIONS.items():
        for way, label in WAYS.items():
            few, many = (min(costs[size][way][name] for costs in rounds) for size in SIZES)
            head = title if way == "page" else ""
            print(f"{head:<48}{label:<14}{few:>10.2f}{many:>10.2f}{many / few:>8.2f}")


def _build(size: int, folder: Path) -> str:
    start = perf_counter()
    keys: dict[str, str] = _run("bench.build", "--incomes", str(size), "--data", str(folder))
    print(f"{size:,} incomes built in {perf_counter() - start:.1f} s", flush=True)
    return keys["token"]


def _measure(token: str, folder: Path) -> Costs:
    costs: Costs = _run("bench.measure", "--token", token, "--data", str(folder))
    return costs


def _run(module: str, *words: str) -> Any:
    """The JSON in the last line that a module of ours prints."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
