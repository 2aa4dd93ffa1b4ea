"""Statements in the shapes that banks write, and what a person reads from them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.csv.statement import Known, Statement, read_statement

FOLDER = Path(__file__).parents[2] / "data" / "bank-csv"
TODAY = date(2026, 11, 27)
CASES: dict[str, Any] = json.loads((FOLDER / "cases.json").read_text("utf-8"))
CASES.pop("about")
# The answers under which a file that leaves something open reads as a person reads it.
ANSWERS = {
    "W13_nz": Answers(dates="day-first"),
    "W15_uk": Answers(dates="day-first"),
    "W16_wells_headerless": Answers(dates="month-first"),
}


def read(name: str, given: Answers | None = None) -> Statement:
    case = CASES[name]
    known = Known(
        today=TODAY,
        kind=case.get("account", "bank"),
        currency=case["currency"],
        given=given or Answers(),
    )
    return read_statement((FOLDER / f"{name}.csv").read_bytes(), known=known)


def test_every_file_is_expected() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_statement_is_read_as_a_person_reads_it(name: str) -> None:
    case = CASES[name]
    asked = read(name)
    topics = [question.topic for question in asked.questions]
    assert topics == (["dates"] if "asks" in case else [])
    statement = read(name, ANSWERS.get(name))
    assert (statement.questions, statement.problems) == ([], [])
    found = [(line.date.isoformat(), line.amount) for line in statement.lines]
    assert found == [(on, Decimal(amount)) for on, amount, _text in case["lines"]]
    for line, (_on, _amount, text) in zip(statement.lines, case["lines"], strict=True):
        assert text in line.text
    assert {line.currency for line in statement.lines} <= {None, case["currency"]}
    assert len(statement.left_out) >= len(case.get("left_out", []))
    held = {(balance.moment, balance.amount) for balance in statement.balances}
    for moment in ("opening", "closing"):
        assert moment not in case or (moment, Decimal(case[moment])) in held
