"""Each kind of statement that misleads, in several languages: read right, or asked about."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from freelancer_os.transfer.csv.statement import Known, read_statement

FILE = Path(__file__).parents[2] / "data" / "bank-csv-kinds.toml"
KINDS: dict[str, Any] = {
    one["name"]: one for one in tomllib.loads(FILE.read_text("utf-8"))["statement"]
}
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("name", KINDS)
def test_what_misleads_is_read_right_or_asked_about(name: str) -> None:
    kind = KINDS[name]
    currency = kind.get("currency", "EUR")
    known = Known(TODAY, kind.get("account", "bank"), currency)
    content = kind["text"].encode(kind.get("encoding", "utf-8"))
    statement = read_statement(content, known=known)
    asked = [question.topic for question in statement.questions]
    if "asks" in kind:
        assert asked == [kind["asks"]]
        return
    assert (asked, len(statement.problems)) == ([], kind.get("problems", 0))
    found = [(line.date.isoformat(), line.amount) for line in statement.lines]
    foreign = [one for one in kind["lines"] if one.endswith(("USD", "GBP"))]
    own = [one for one in kind["lines"] if one not in foreign]
    assert found == [(one[:10], Decimal(one[11:])) for one in own]
    for line, text in zip(statement.lines, kind.get("texts", []), strict=False):
        assert all(word in line.text.split() for word in text.split())
    left = [one for one in statement.left_out if one.why == "currency"]
    assert [f"{one.date} {one.amount:.2f}{one.currency}" for one in left] == foreign
    assert len(statement.left_out) - len(left) >= kind.get("left_out", 0)
    held = [f"{one.on} {one.amount} {one.moment}" for one in statement.balances]
    assert set(kind.get("balances", [])) <= set(held)
