"""`due` is killed again and again while it posts what recurs: no day twice, none missing."""

import random
import signal
import subprocess
from collections import Counter
from datetime import date, timedelta
from itertools import takewhile

import pytest

from freelancer_os.finance.recurring.series import Every, Series
from tests.cli.process import PROGRAM, command, serving
from tests.cli.test_mail_kills import _call, _everything
from tests.cli.visitor import new_token

KILLS = 50
RULES = (("week", date(2019, 1, 31)), ("month", date(2020, 1, 31)))


def _killed(installation: dict[str, str], after: int) -> list[str]:
    """`due`, until it has told of so many and is on its way to the next."""
    process = subprocess.Popen(
        [PROGRAM, "due"], env=installation, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = [line for line, _ in zip(process.stdout, range(after), strict=False)]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return told


@pytest.mark.long
def test_kills(installation: dict[str, str]) -> None:
    token, luck = new_token(installation), random.Random(13)
    with serving(environment=installation) as server:
        for every, start in RULES:
            rule = {"kind": "expense", "description": every, "amount": "9.90", "every": every}
            _call(server.port, token, "recurring", {**rule, "start_date": start.isoformat()})
    told = [_killed(installation, luck.randint(1, 6)) for _ in range(KILLS)]
    assert all(told)  # each was killed on its way
    ended = command("due", environment=installation)
    assert ended.returncode == 0
    assert ended.stdout
    assert command("due", environment=installation).stdout == ""
    with serving(environment=installation) as server:
        entries = _everything(server.port, token, "transactions")
    posted = Counter((one["description"], one["date"]) for one in entries)
    today = date.today() + timedelta(days=1)  # somewhere it may be tomorrow
    wanted = {
        (every, day.isoformat())
        for every, start in RULES
        for day in takewhile(lambda day: day < today, _days(Series(start, Every(every))))
    }
    assert posted == dict.fromkeys(wanted, 1)


def _days(series: Series) -> list[date]:
    found = (series.occurrence(number) for number in range(1000))
    return [day for day in found if day is not None]
