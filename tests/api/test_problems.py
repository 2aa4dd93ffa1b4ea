"""Refusals as problem details: which status each kind of trouble has, and what stands in it."""

import json
import logging
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.api.problems import MEDIA_TYPE, WHOLE, Problem, problem_of, refused, summary
from freelancer_os.core.errors import Conflict, OutsideChange

SECRET = "password of the database"
SENTENCES = st.lists(st.text("abc ", min_size=1, max_size=8), min_size=1, max_size=3)


def body(problem: Problem) -> dict[str, Any]:
    answer = problem.response()
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer.status_code == problem.status
    return dict(json.loads(answer.content))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Problem(HTTPStatus.NOT_ACCEPTABLE, "No."), 406),
        (ValidationError({"name": ["Write a name."]}), 422),
        (Http404("There is no such record."), 404),
        (Conflict("Something stands in the way."), 409),
        (OperationalError(SECRET), 503),
        (IntegrityError(SECRET), 409),
        (DataError(SECRET), 409),
        (InterfaceError(SECRET), 503),
        (DatabaseError(SECRET), 500),
        (OutsideChange(SECRET), 500),
        (ZeroDivisionError(SECRET), 500),
        (RecursionError(SECRET), 500),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else str(one),
)
def test_each_trouble_has_its_status_and_tells_no_secret(
    error: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        told = body(problem_of(error))
    assert told["status"] == status
    assert told["title"] == HTTPStatus(status).phrase
    assert ("errors" in told) == (status == 422)
    assert SECRET not in json.dumps(told)
    assert told["detail"].endswith(".")


def test_a_busy_database_says_when_to_come_again() -> None:
    answer = problem_of(OperationalError("locked")).response()
    assert answer["Retry-After"].isdigit()


def test_what_nobody_foresaw_is_logged_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    problem_of(ZeroDivisionError("here"))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ZeroDivisionError)


def test_a_refusal_is_no_news(caplog: pytest.LogCaptureFixture) -> None:
    for error in (ValidationError({"a": ["No."]}), Http404("x."), Conflict("Stays.")):
        problem_of(error)
    assert caplog.records == []


@given(st.dictionaries(st.sampled_from(["name", "date", "amount"]), SENTENCES, min_size=1))
def test_every_sentence_stands_at_its_field(errors: dict[str, list[str]]) -> None:
    problem = refused(ValidationError(errors))
    assert problem.errors == errors
    first = next(iter(errors.values()))[0]
    assert problem.sentence.startswith(first)
    more = sum(map(len, errors.values())) - 1
    assert (problem.sentence == first) == (more == 0)
    assert more < 2 or f" {more} " in problem.sentence[len(first) :]


@pytest.mark.parametrize("error", [ValidationError(["No."]), ValidationError({"__all__": ["No."]})])
def test_what_is_about_no_field_stands_under_one_name(error: ValidationError) -> None:
    assert refused(error).errors == {WHOLE: ["No."]}


def test_one_more_is_one_problem() -> None:
    alone, two, three = (summary({name: ["No."] for name in "abc"[:n]}) for n in (1, 2, 3))
    assert alone == "No."
    assert "one more problem" in two
    assert "2 more" in three


def test_headers_of_a_refusal_are_sent() -> None:
    answer = Problem(HTTPStatus.UNAUTHORIZED, "Who are you?", headers={"X-A": "b"}).response()
    assert answer["X-A"] == "b"


def test_sentences_that_are_not_ours_are_left_out() -> None:
    assert body(problem_of(Http404({"tried": []})))["detail"].endswith(".")
    assert "tried" not in body(problem_of(Http404({"tried": []})))["detail"]
