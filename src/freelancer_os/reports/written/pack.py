"""The year-end pack as an answer: a zip that is sent while it is written, part by part."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import IO, cast

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

from freelancer_os.core.values.spans import Span
from freelancer_os.people.models import Workspace
from freelancer_os.reports.year_end import write_pack


class _Written(io.RawIOBase):
    """What was written since it was last taken; it cannot be gone back in."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(memoryview(data))  # type: ignore[arg-type]  # what a zip writes is bytes
        self.parts.append(part)
        return len(part)

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def as_pack(workspace: Workspace, span: Span) -> StreamingHttpResponse:
    """The zip of a fiscal year, to be saved under the year's name.

    Its first part is made before the answer begins, so that what fails there is told as ever.
    """
    parts = _parts(workspace, span, get_language())
    answer = StreamingHttpResponse(chain([next(parts)], parts), content_type="application/zip")
    name = f"year-end-{span.first.year}.zip"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _parts(workspace: Workspace, span: Span, language: str | None) -> Iterator[bytes]:
    into = _Written()
    steps = write_pack(workspace, span, cast("IO[bytes]", into))
    while True:
        with override(language):  # the answer is sent after its request has left it
            try:
                next(steps)
            except StopIteration:
                return
        if part := into.take():
            yield part
