"""Somebody at the running program: by the API with a token, and by its pages."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.cli.process import Serving, command
from tests.cli.test_serve import CREATE

CSRF = "c" * 32


def new_token(environment: Mapping[str, str]) -> str:
    """Make the first person of an installation, and a token of hers."""
    made = command(*CREATE, environment=environment, typed="correct horse")
    assert made.returncode == 0, made.stderr
    made = command("token", "create", "--email", "ada@example.com", environment=environment)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@dataclass(frozen=True)
class Visitor:
    """Where she asks, and what she shows for it."""

    port: int
    token: str
    cookies: str = ""

    def signed_in(self, server: Serving) -> "Visitor":
        """By the link that the server says when it starts, once."""
        path = server.url.removeprefix(f"http://127.0.0.1:{self.port}")
        headers = server.get(path)[2]
        cookies = headers["set-cookie"].partition(";")[0]
        return Visitor(self.port, self.token, f"{cookies}; freelancer_os_csrf={CSRF}")

    def ask(self, method: str, path: str, body: object = None, key: str = "") -> tuple[int, Any]:
        """The status and the JSON of the API's answer; raises OSError or HTTPException."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        text = None if body is None else json.dumps(body)
        status, raw, _ = self._send(method, f"/api/v1/{path}", text, headers)
        return status, json.loads(raw) if raw else None

    def made(self, path: str, body: object, key: str = "") -> Any:
        """What was made of `body`; fails unless it was."""
        status, told = self.ask("POST", path, body, key)
        assert status in {200, 201}, (status, told)
        return told

    def every(self, slug: str) -> list[Any]:
        """All records of a collection."""
        found, path = list[Any](), f"{slug}?limit=100"
        while path:
            status, told = self.ask("GET", path)
            assert status == 200, told
            found += told["items"]
            path = (told["next"] or "").partition("/api/v1/")[2]
        return found

    def uploads(self, client: str, name: str, content: bytes, key: str = "") -> int:
        """Add a file to a client on its page; the status of the answer."""
        edge = "-" * 20 + uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        )
        headers = {"Cookie": self.cookies, "X-CSRFToken": CSRF, "HX-Request": "true"}
        headers |= {"Content-Type": f"multipart/form-data; boundary={edge}"}
        headers |= {"Idempotency-Key": key} if key else {}
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._send("POST", f"/clients/{client}/files/", body, headers)[0]

    def looks(self, path: str) -> tuple[int, str, str]:
        """The status of a page, its text, and in how many seconds to come again."""
        status, raw, again = self._send("GET", path, None, {"Cookie": self.cookies})
        return status, raw.decode(), again

    def _send(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers.get("Retry-After", "")
        finally:
            connection.close()
