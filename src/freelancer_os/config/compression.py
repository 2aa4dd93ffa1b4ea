"""Answers are compressed on their way out, those that are text and long enough to gain by it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SHORTEST = 1024  # bytes: what is shorter fits into a packet anyhow
TEXT = ("text/", "application/json", "application/problem+json", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Django's, which pads each answer at random, so that its size tells no secret (BREACH).

    Files that are streamed stay as they are; most are compressed already.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, compressed if the one who asks takes that."""
        is_text = response.get("Content-Type", "").startswith(TEXT)
        if (
            not isinstance(response, HttpResponse)
            or not is_text
            or len(response.content) < SHORTEST
        ):
            return response
        tag = response.get("ETag")
        compressed = super().process_response(request, response)
        if tag is not None:
            compressed["ETag"] = tag  # the version of a record, however it is sent
        return compressed
