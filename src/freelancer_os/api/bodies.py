"""Reading the body of a request: one JSON object, and nothing else (RFC 8259)."""

import json
from http import HTTPStatus
from typing import NoReturn

from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from freelancer_os.api.problems import Problem

LARGEST = 1_000_000
"""Bytes of a body; the longest record of all is a small part of it."""


def read_object(request: HttpRequest, *, required: bool = True) -> dict[str, object]:
    """The JSON object of a body; without `required`, an empty body is an empty object.

    Raises Problem 400 (not JSON, not an object, a name twice), 413, 415.
    """
    raw = read_bytes(request)
    if not raw and not required:
        return {}
    _check_media_type(request)
    return parse_object(raw)


def read_bytes(request: HttpRequest) -> bytes:
    """The body as it came; raises Problem 413 without keeping one that is too large."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdigit() and int(length) > LARGEST:
        raise _too_large()
    try:
        if not length and "Transfer-Encoding" in request.headers:
            _take_chunks(request)
        return request.body
    except UnreadablePostError:
        raise Problem(HTTPStatus.BAD_REQUEST, _("The body ended before its end.")) from None


def _take_chunks(request: HttpRequest) -> None:
    """A body of unknown length, which Django takes for none."""
    if not hasattr(request, "_body"):
        request._body = request.META["wsgi.input"].read(LARGEST + 1)
    if len(request._body) > LARGEST:
        raise _too_large()


def _too_large() -> Problem:
    sentence = _("The body has more than {most} bytes.").format(most=f"{LARGEST:,}")
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)


def _check_media_type(request: HttpRequest) -> None:
    kind = (request.content_type or "").lower()
    if kind and kind != "application/json" and not kind.endswith("+json"):
        sentence = _("Send JSON, with the header “Content-Type: application/json”.")
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence)


def parse_object(raw: bytes) -> dict[str, object]:
    """The JSON object of a text in UTF-8. Raises Problem 400."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed(_("The body is not in UTF-8.")) from None
    try:
        found = json.loads(text, object_pairs_hook=_members, parse_constant=_constant)
    except RecursionError:
        raise _malformed(_("The body is nested too deeply.")) from None
    except json.JSONDecodeError as error:
        sentence = _("The body is not JSON: look at line {line}, column {column}.")
        said = sentence.format(line=error.lineno, column=error.colno)
        raise _malformed(said) from None
    except ValueError:
        raise _malformed(_("The body holds a number that is too long.")) from None
    if not isinstance(found, dict):
        raise _malformed(_("The body must be a JSON object: {…}."))
    return found


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _malformed(_("The body names “{name}” twice.").format(name=twice[:40]))
    return found


def _constant(name: str) -> NoReturn:
    raise _malformed(_("{name} is no JSON value.").format(name=name))


def _malformed(sentence: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, sentence)
