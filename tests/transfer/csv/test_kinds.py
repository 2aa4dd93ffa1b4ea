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
    statement = read_statement(kind["text"].encode(), known=known)
    asked = [question.topic for question in statement.questions]
    if "asks" in kind:
        assert asked == [kind["asks"]]
        return
    assert (asked, len(statement.problems)) == ([], kind.get("problems", 0))
    found = [(line.date.isoformat(), line.amount, line.currency) for line in statement.lines]
    assert [(on, amount) for on, amount, _currency in found] == [
        (line[:10], Decimal(line[11:].rstrip("USDGBP"))) for line in kind["lines"]
    ]
    foreign = [line.endswith(("USD", "GBP")) for line in kind["lines"]]
    assert [own not in {None, currency} for _on, _amount, own in found] == foreign
