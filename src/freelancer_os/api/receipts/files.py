"""The files of a multipart body: bounded before they are read, and kept on disk."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from freelancer_os.api.problems import Problem
from freelancer_os.core.attached.attachments import clean_name
from freelancer_os.core.files.store import LARGEST, Kept, TooLarge, keep
from freelancer_os.core.values.text import refusal

AT_ONCE = 20  # files of one request
LONGEST_BODY = AT_ONCE * LARGEST + 1024 * 1024


def files_of(request: HttpRequest) -> list[Any]:
    """The files that were sent, under whatever names. Raises Problem 400, 413, 415, and
    ValidationError on `files` where there is none, or too many."""
    if not (request.content_type or "").startswith("multipart/form-data"):
        sentence = _("Send the files as multipart/form-data.")
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        raise _too_large()
    try:
        found = [file for _name, files in request.FILES.lists() for file in files]
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation):
        raise Problem(HTTPStatus.BAD_REQUEST, _("The body is no form with files.")) from None
    if not found:
        raise refusal("files", _("Send at least one file."))
    if len(found) > AT_ONCE:
        sentence = _("Send at most {count} files at a time.")
        raise refusal("files", sentence.format(count=AT_ONCE))
    return found


def kept(files: list[Any]) -> Iterator[tuple[str, Kept]]:
    """Each on disk, with its name. Raises Problem 413."""
    for file in files:
        try:
            yield clean_name(file.name or ""), keep(file.chunks())
        except TooLarge:
            raise _too_large() from None


def _too_large() -> Problem:
    sentence = _("A file may have {size} at most.").format(size=filesizeformat(LARGEST))
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
