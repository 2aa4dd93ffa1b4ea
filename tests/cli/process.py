"""The program in a process of its own, as a user starts it."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("freelancer-os"))


def command(
    *words: str, environment: Mapping[str, str], typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, with `typed` on its standard input."""
    return subprocess.run(
        [PROGRAM, *words],
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Serving:
    """A running `serve`: its ready line, and what it answers."""

    def __init__(self, process: "subprocess.Popen[str]", line: str) -> None:
        self.process, self.line = process, line
        self.url = line.rsplit(" ", 1)[-1].strip()
        self.port = int(self.url.split(":")[2].split("/")[0])

    def get(self, path: str) -> tuple[int, str, dict[str, str]]:
        """The status, the text and the headers (names in lower case) of one GET."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, answer.read().decode(), headers
        finally:
            connection.close()

    def stop(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; the exit code, and how many seconds it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=30), time.monotonic() - start


@contextmanager
def serving(
    *words: str, environment: Mapping[str, str], through: Sequence[str] = (PROGRAM,)
) -> Iterator[Serving]:
    """`freelancer-os serve` on a free port, until the block ends; `through` is what starts it."""
    process = subprocess.Popen(
        [*through, "serve", "--port", "0", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Serving(process, process.stdout.readline())
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)
