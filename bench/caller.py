"""Calling the WSGI application in this process: what a request costs without the network."""

import gzip
import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.wsgi import get_wsgi_application

CSRF = "b" * 32
HOST = "127.0.0.1:8000"
USUAL = {"Host": HOST, "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Answer:
    """The bytes of a body as they were sent, and how they are packed ("" for not at all)."""

    body: bytes
    packed: str = ""

    @property
    def sent(self) -> int:
        return len(self.body)

    @property
    def size(self) -> int:
        """Bytes before compression."""
        return len(self.unpacked)

    @property
    def unpacked(self) -> bytes:
        """The body before compression."""
        return gzip.decompress(self.body) if self.packed == "gzip" else self.body


@dataclass(frozen=True)
class Caller:
    """Somebody who asks, with the headers that each request carries."""

    application: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """What an address answers. Raises RuntimeError for a status other than 200 and 201."""
        return self._ask("GET", address, b"", "", {})

    def send(
        self, method: str, address: str, body: str, kind: str, headers: Mapping[str, str]
    ) -> Answer:
        """The same with a body of a media type."""
        return self._ask(method, address, body.encode(), kind, headers)

    def _ask(
        self, method: str, address: str, body: bytes, kind: str, headers: Mapping[str, str]
    ) -> Answer:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": kind,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(body),
        }
        for name, value in {**USUAL, **self.headers, **headers}.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        setup_testing_defaults(environ)
        begun: list[Any] = []
        sent = _read(self.application(environ, lambda *said: begun.extend(said)))
        status, answered = begun
        answer = Answer(sent, dict(answered).get("Content-Encoding", ""))
        if not status.startswith(("200", "201")):
            raise RuntimeError(f"{method} {address} answered {status}: {sent[:300]!r}")
        return answer


def _read(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()


def application() -> Any:
    """The WSGI application that the server runs, without what it does by itself."""
    return get_wsgi_application()


def signed_in(user: Any) -> Caller:
    """A browser in which `user` is signed in."""
    session = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: CSRF}
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Caller(application(), {"Cookie": cookie, "X-CSRFToken": CSRF})


def with_token(token: str) -> Caller:
    """A program that calls the HTTP API."""
    return Caller(application(), {"Authorization": f"Bearer {token}"})


def form(values: Mapping[str, str]) -> str:
    """The body of a form."""
    return urlencode(values)
