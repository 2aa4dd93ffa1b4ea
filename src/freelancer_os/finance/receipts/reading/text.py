"""The text of a receipt: its total, day, supplier and number, each only where it is clear."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection

from freelancer_os.core.values.text import fold
from freelancer_os.finance.receipts.reading import labels
from freelancer_os.finance.receipts.reading.days import day_of
from freelancer_os.finance.receipts.reading.said import NONE, TEXT, Said
from freelancer_os.finance.receipts.reading.totals import total_of

LONGEST = 60_000  # characters that are looked at
LINES, LINE = 3_000, 300
FIRST_LINES = 3
_NUMBER = re.compile(r"[\s:#.№°º]*((?=[^\s]*\d)[A-Za-z0-9][A-Za-z0-9/_.\-]{1,30})(?![\w/])")
_DAY_LIKE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?")


def read_text(text: str, own: str, names: Collection[str] = ()) -> Said:
    """What a text says; `own` is the currency of the workspace, `names` are those of its owner, who
    is nobody's supplier."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    lines = [" ".join(line.split())[:LINE] for line in plain.splitlines()[:LINES]]
    lines = [line for line in lines if line]
    if not lines:
        return Said(NONE)
    total = total_of(lines, own)
    return Said(
        TEXT,
        day_of(lines),
        total[0] if total else None,
        total[1] if total else "",
        _supplier(lines, {fold(name) for name in names if name.strip()}),
        _number(lines),
    ).tidied()


def _number(lines: list[str]) -> str:
    """What stands after a word for the number of an invoice, where that is one thing."""
    found = set()
    for line in lines:
        folded = fold(line)
        if len(folded) != len(line):
            continue
        for label in labels.NUMBER.finditer(folded):
            one = _NUMBER.match(line, label.end())
            if one and not _DAY_LIKE.fullmatch(one[1]):
                found.add(one[1].rstrip(".-/"))
    return found.pop() if len(found) == 1 else ""


def _supplier(lines: list[str], own: Collection[str]) -> str:
    """The company that is named, where that is one besides the owner; else the first line."""
    companies = Counter[str]()
    for line in lines:
        if (form := labels.FORM.search(line)) and len(line[: form.end()]) <= 80:
            name = re.sub(r"^[\W\d_]+", "", line[: form.end()].rpartition(": ")[2])
            if not _is_own(name, own) and len(name) > form.end() - form.start():
                companies[name] += 1
    if companies:
        return next(iter(companies)) if len(companies) == 1 else ""
    for line in lines[:FIRST_LINES]:
        is_name = re.fullmatch(r"[^\W\d_][^\d:;@]{2,39}", line)
        if is_name and not labels.TITLES.search(fold(line)):
            return "" if _is_own(line, own) else line
    return ""


def _is_own(name: str, own: Collection[str]) -> bool:
    folded = fold(name)
    return any(one in folded or folded in one for one in own)
