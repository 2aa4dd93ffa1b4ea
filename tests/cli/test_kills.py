"""The server is killed again and again while several write: what it acknowledged is there."""

import os
import random
import signal
import time

import pytest

from tests.cli.process import serving
from tests.cli.test_serve import _children
from tests.cli.visitor import Visitor, new_token
from tests.cli.writers import Writers

KILLS = 50


@pytest.mark.long
def test_kills(installation: dict[str, str]) -> None:
    token, luck = new_token(installation), random.Random(9)
    with serving(environment=installation) as server:
        ada = Visitor(server.port, token).signed_in(server)
    writers, port = Writers(ada), ("--port", str(ada.port))
    writers.start()
    for _ in range(KILLS):
        with serving(*port, environment=installation) as server:
            time.sleep(luck.uniform(0.05, 1.5))
            for process in (*_children(server.process.pid), server.process.pid):
                os.kill(process, signal.SIGKILL)
        writers.kept(installation)
    with serving(*port, environment=installation):
        writers.finish()
        writers.repeat(200)
    writers.kept(installation)
    assert len(writers.clients) > KILLS
    assert writers.again > KILLS
