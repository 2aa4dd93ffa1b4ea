"""Answers: they come back from JSON, and what nobody could have answered does not."""

import json

import pytest

from freelancer_os.transfer.asked import Answers, Choice, Question


def test_answers_come_back_from_json_and_the_newer_ones_count() -> None:
    answers = Answers(dates="month-first", encoding="cp1250")
    assert Answers.from_json(json.loads(json.dumps(answers.to_json()))) == answers
    assert Answers(dates="day-first").over(answers) == Answers(dates="day-first", encoding="cp1250")


@pytest.mark.parametrize(
    "stored", [None, [], "x", {"dates": "x"}, {"charges": 1}, {"of": "y"}, {"out": "D" * 200}]
)
def test_what_nobody_answered_is_left_out(stored: object) -> None:
    assert Answers.from_json(stored) == Answers()


def test_a_question_names_its_option() -> None:
    choices = (Choice("day-first", "1 Feb"), Choice("month-first", "2 Jan"))
    assert Question("dates", "Which?", choices).option == "--dates day-first|month-first"
