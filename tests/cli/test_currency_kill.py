"""The server is killed while it counts everything in another currency: nothing of it is left."""

import os
import signal
import sqlite3
import threading
import time
import urllib.error
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.process import command, serving
from tests.cli.test_mail_kills import _call
from tests.cli.test_serve import _children
from tests.cli.visitor import new_token

LINES = 6_000
LOOKS = 180  # after a start, until what was cut off is taken back
REPORT = "reports/profit-and-loss?date_from=2025-01-01&date_to=2025-12-31"


def _is_mixed(port: int, token: str) -> bool:
    """Whether the figures are refused, since they are partly in the one currency."""
    try:
        _call(port, token, REPORT)
    except urllib.error.HTTPError as refused:
        assert refused.code == 409
        return True
    return False


@pytest.mark.long
def test_a_kill(installation: dict[str, str], tmp_path: Path) -> None:
    token = new_token(installation)
    rows = [f"2025-0{n % 9 + 1}-1{n % 10};Shop {n};-{n % 90 + 1}.50" for n in range(LINES)]
    file = tmp_path / "statement.csv"
    file.write_text("\n".join(["Date;Text;Amount", *rows]))
    with serving(environment=installation) as server:
        _call(server.port, token, "accounts", {"name": "Bank", "kind": "bank"})
        done = command("import", "csv", str(file), "--account", "Bank", environment=installation)
        assert done.returncode == 0, done.stderr
        before = _call(server.port, token, REPORT)

        asked = {"currency": "JPY", "how": "relabel"}

        def change() -> None:
            with suppress(OSError):  # the server goes
                _call(server.port, token, "workspace/currency", asked)

        asking = threading.Thread(target=change)
        asking.start()
        while not _is_mixed(server.port, token):
            time.sleep(0.05)
        for process in (*_children(server.process.pid), server.process.pid):
            os.kill(process, signal.SIGKILL)
        asking.join()
    books = next(Path(installation["FREELANCER_OS_DATA"]).glob("*.sqlite3"))
    with closing(sqlite3.connect(books)) as left:
        assert left.execute("SELECT count(*) FROM core_job").fetchone() == (1,)
    with serving(environment=installation) as server:
        assert _is_mixed(server.port, token)
        for _ in range(LOOKS):
            if not _is_mixed(server.port, token):
                break
            time.sleep(1)
        assert _call(server.port, token, REPORT) == before
        assert before["currency"] == "EUR"
    assert command("check", environment=installation).returncode == 0
