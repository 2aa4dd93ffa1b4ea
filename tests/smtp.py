"""A real mail server for the tests: what arrives is read back, and it can be made to misbehave."""

import datetime as dt
import socket
import ssl
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "ada@studio.example", "correct horse"
CUT = "cut the connection"


@dataclass
class Letter:
    """A mail that arrived: its envelope and itself."""

    sender: str
    to: list[str]
    message: EmailMessage

    @property
    def text(self) -> str:
        part: Any = self.message.get_body(("plain",))
        return str(part.get_content()).replace("\r\n", "\n")

    @property
    def files(self) -> dict[str, bytes]:
        found = self.message.iter_attachments()
        return {str(one.get_filename()): one.get_payload(decode=True) for one in found}  # type: ignore[misc]


@dataclass
class Post:
    """A running server. `answers` are what it says next at a stage ("RCPT", "DATA"), else 250.

    `seen` counts how often each stage was reached.
    """

    host: str = "127.0.0.1"
    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    certificate: str = ""

    def _next(self, stage: str, server: Any) -> str:
        self.seen[stage] += 1
        answer = self.answers[stage].pop(0) if self.answers[stage] else "250 OK"
        if answer == CUT:
            server.transport.abort()
        return answer

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self._next("RCPT", server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self._next("DATA", server)
        if answer.startswith("250") or answer == CUT:
            message: Any = message_from_bytes(envelope.content, policy=default)
            self.letters.append(Letter(envelope.mail_from, list(envelope.rcpt_tos), message))
        return answer

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every mail that arrived."""
        return [str(letter.message["Message-ID"]) for letter in self.letters]


def _allowed(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)


@contextmanager
def post(*, security: str = "none", login: bool = False, port: int = 0) -> Iterator[Post]:
    """A server on a free port or on this one, until the block ends."""
    found, options = Post(), dict[str, Any]()
    if security != "none":
        found.certificate, key = certificate()
        trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        trust.load_cert_chain(found.certificate, key)
        options["ssl_context" if security == "tls" else "tls_context"] = trust
    if login:
        options |= {"authenticator": _allowed, "auth_required": True}
        options["auth_require_tls"] = security == "starttls"
    found.port = port or _free()
    controller = Controller(found, hostname=found.host, port=found.port, **options)
    with warnings.catch_warnings():  # of a login on TLS from the first word, which it does not see
        warnings.simplefilter("ignore")
        controller.start()
    try:
        yield found
    finally:
        controller.stop()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def certificate() -> tuple[str, str]:
    """A self-signed certificate for this machine and its key, as paths; nobody trusts it yet."""
    key, folder = ec.generate_private_key(ec.SECP256R1()), Path(mkdtemp(prefix="smtp-"))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(pem), str(private)
