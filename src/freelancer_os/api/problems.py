"""Refusals as problem details (RFC 9457), each with a sentence that a person understands."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.errors import Conflict
from freelancer_os.core.failures import Failure, met, unforeseen
from freelancer_os.engine.write.writing import messages_of

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
WHOLE = "record"
"""Under this name stand the sentences that are about no single field."""


class Problem(Exception):
    """A refusal: the HTTP status, a sentence, sentences per field, and headers."""

    def __init__(
        self,
        status: HTTPStatus,
        sentence: str,
        *,
        errors: Mapping[str, Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence
        self.errors, self.headers = errors, headers or {}

    def response(self) -> HttpResponse:
        """The problem as an answer."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.sentence,
        }
        if self.errors is not None:
            body["errors"] = {name: list(sentences) for name, sentences in self.errors.items()}
        answer = as_json(body, status=self.status, media_type=MEDIA_TYPE, headers=self.headers)
        answer._has_been_logged = True  # type: ignore[attr-defined]  # a refusal is no news
        return answer


def as_json(
    value: object,
    *,
    status: int = HTTPStatus.OK,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A JSON answer that nobody keeps. Names that came broken from outside are replaced by "?"."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(
        text,
        status=status,
        content_type=media_type,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def problem_of(error: Exception) -> Problem:
    """Any exception as a problem. What nobody foresaw is logged and answered with 500."""
    match error:
        case Problem():
            return error
        case ValidationError():
            return refused(error)
        case Http404():
            return Problem(HTTPStatus.NOT_FOUND, _sentence(error, _("There is nothing here.")))
        case Conflict():
            return Problem(HTTPStatus.CONFLICT, error.sentence)
    failure = met(error)
    return _unforeseen(error) if failure is None else _failing(failure, error)


def _failing(failure: Failure, error: Exception) -> Problem:
    logger.warning("The database failed: %s", str(error).strip())
    again = {"Retry-After": str(failure.again)}
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, failure.sentence, headers=again)


def _unforeseen(error: Exception) -> Problem:
    logger.exception("The API failed", exc_info=error)
    if isinstance(error, IntegrityError | DataError):
        return Problem(HTTPStatus.CONFLICT, _("This would contradict another record."))
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, unforeseen())


def refused(error: ValidationError) -> Problem:
    """A refusal of the models: 422 with the sentences of every field."""
    errors = {name or WHOLE: found for name, found in messages_of(error).items()}
    if "__all__" in errors:
        errors[WHOLE] = errors.pop("__all__")
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, summary(errors), errors=errors)


def summary(errors: Mapping[str, Sequence[str]]) -> str:
    """The first sentence, and how many more there are."""
    sentences = [sentence for found in errors.values() for sentence in found]
    more = len(sentences) - 1
    if not more:
        return sentences[0]
    sentence = ngettext(
        "{sentence} There is one more problem.", "{sentence} There are {count} more.", more
    )
    return sentence.format(sentence=sentences[0], count=more)


def _sentence(error: Exception, default: str) -> str:
    return str(error.args[0]) if error.args and isinstance(error.args[0], str) else default
