"""The server in a process of its own: how soon it is ready, and the memory it holds then."""

import re
import subprocess
import sys
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from time import perf_counter
from urllib.request import HTTPCookieProcessor, build_opener

START = "from freelancer_os.cli.main import main; main()"
WORDS = ("serve", "--port", "0", "--no-browser", "--data")
TRIES = 3


def figures(data: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """`start` in seconds on the clock, the least of three; `idle` in MB, before any page is asked
    for, and `shown` after Home, both where the system tells (Linux)."""
    found = [_serve(data, environment) for _ in range(TRIES)]
    return {name: min(one[name] for one in found) for name in found[0]}


def _serve(data: Path, environment: Mapping[str, str]) -> dict[str, float]:
    command = [sys.executable, "-c", START, *WORDS, str(data)]
    start = perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            found = {"start": perf_counter() - start, **_memory("idle", server.pid)}
            build_opener(HTTPCookieProcessor(CookieJar())).open(address).read()
            return found | _memory("shown", server.pid)
        finally:
            server.terminate()


def _memory(name: str, pid: int) -> dict[str, float]:
    """What the process and its children hold, in MB; what they share counts once."""
    try:
        shares = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in _family(pid)]
    except OSError:
        return {}
    sizes = [re.search(r"^Pss:\s+(\d+) kB", share, re.MULTILINE) for share in shares]
    return {name: sum(int(size[1]) * 1024 / 1e6 for size in sizes if size)}


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]
