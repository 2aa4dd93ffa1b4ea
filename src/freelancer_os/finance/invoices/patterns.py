"""The pattern of invoice numbers: from a pattern to a series, to a number, and back."""

import re
from datetime import date

from freelancer_os.core.values.text import fold

CLIENT = "{client}"
LONGEST_CODE = 8
MAX_SEQUENCE = 10**12
SEQUENCE = re.compile(r"\{seq(?::0(\d+))?\}")
_READ = {  # what stands in a number where the pattern has a place
    "{year}": r"(?P<year>\d{4})",
    "{month}": r"(?P<month>\d\d)",
    CLIENT: r"(?P<client>[^\W\d_]{1,8})",
}


def code_of(name: str) -> str:
    """The short code of a client: the first letters of its name, folded and in capitals."""
    letters = (sign for sign in fold(name) if sign.isalpha())
    return "".join(letters).upper()[:LONGEST_CODE]


def series_of(pattern: str, on: date, code: str = "") -> str:
    """The pattern with all but the counter filled in: `{year}-{seq:03}` on 3 May 2026 is
    `2026-{seq:03}`. So a series begins anew with each year, month or client that is in it."""
    filled = pattern.replace("{year}", f"{on.year:04}").replace("{month}", f"{on.month:02}")
    return filled.replace(CLIENT, code)


def show(series: str, sequence: int) -> str:
    """The number of a sequence in a series."""
    return SEQUENCE.sub(lambda found: str(sequence).zfill(int(found.group(1) or 1)), series)


def read(pattern: str, number: str) -> tuple[str, int | None]:
    """Series and sequence of a number that fits the pattern, else `("", None)`."""
    wanted = re.escape(pattern)
    for place, fits in _READ.items():
        wanted = wanted.replace(re.escape(place), fits)
    wanted = re.sub(r"\\\{seq(:0\d+)?\\\}", r"(?P<seq>[0-9]+)", wanted)
    found = re.fullmatch(wanted, number)
    if found is None or not 0 < int(found["seq"]) < MAX_SEQUENCE:
        return "", None
    said = found.groupdict()
    year, month = int(said.get("year") or 1), int(said.get("month") or 1)
    if not (year and 1 <= month <= 12):
        return "", None
    series, sequence = (
        series_of(pattern, date(year, month, 1), said.get("client") or ""),
        int(found["seq"]),
    )
    return (series, sequence) if show(series, sequence) == number else ("", None)
