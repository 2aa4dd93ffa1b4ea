"""The talk with a mail server (SMTP, RFC 5321): one mail, and what became of it.

A server has a mail once it has answered to the end of its text. Until the first word of the text
nothing is lost by trying again; after the last one, before the answer, nobody knows.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from freelancer_os.core.words import Sentence
from freelancer_os.invoicing.outbox.servers import Server

TIMEOUT = 30  # seconds that a server may take for one word
LONGEST = 300  # characters of what a server says that are kept
BEGIN, DONE, LATER, REFUSED = 354, range(200, 300), range(400, 500), range(500, 600)
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True)
class Outcome:
    """What became of a mail: `state` is "sent", "waiting" (try again), "failed" or "perhaps".

    Where no server `is_reachable`, others need not be tried right after it.
    """

    state: str
    said: Sentence
    is_reachable: bool = True


def hand_over(
    server: Server,
    message: EmailMessage,
    to: Sequence[str],
    copies: Sequence[str] = (),
    handing: Callable[[], object] = lambda: None,
) -> Outcome:
    """Hand a mail to a server: to everybody in `to`, or to nobody; `copies` if it takes them.

    `handing` is called right before its text; what that raises ends the talk and is raised.
    """
    try:
        talk = _greeted(server)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        return _before(error)
    try:
        try:
            outcome = _addressed(talk, server, to, copies)
        except (OSError, smtplib.SMTPException) as error:
            return _before(error)
        if outcome is not None:
            return outcome
        handing()
        return _told(talk, message)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            talk.quit()
        talk.close()


def _greeted(server: Server) -> smtplib.SMTP:
    """A server that knows who talks to it."""
    trust = ssl.create_default_context()
    if server.security == "tls":
        talk: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=trust
        )
    else:
        talk = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        talk.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            talk.starttls(context=trust)
            talk.ehlo_or_helo_if_needed()
        if server.user:
            talk.login(server.user, server.password)
    except BaseException:
        talk.close()
        raise
    return talk


def _addressed(
    talk: smtplib.SMTP, server: Server, to: Sequence[str], copies: Sequence[str]
) -> Outcome | None:
    """Say from whom and to whom; what became of the mail if that was its end."""
    code, words = talk.mail(server.address)
    if code not in DONE:
        return _answered(code, words)
    for address in to:
        code, words = talk.rcpt(address)
        if code not in DONE:
            return _answered(code, words)
    for address in copies:
        talk.rcpt(address)
    return None


def _told(talk: smtplib.SMTP, message: EmailMessage) -> Outcome:
    try:
        code, words = talk.docmd("DATA")
    except (OSError, smtplib.SMTPException) as error:
        return _before(error)
    if code != BEGIN:
        return _answered(code, words)
    text = _stuffed(message.as_bytes(policy=SMTP))
    try:
        talk.send(text)
        code, words = talk.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return _unknown(error)
    known = any(code in codes for codes in (DONE, LATER, REFUSED))
    return _answered(code, words) if known else _unknown(words)


def _unknown(reason: object) -> Outcome:
    """The text was sent, and no answer came that says anything."""
    parts = {"reason": _plain(reason)}
    said = Sentence("The server did not say whether it took it: {reason}", parts)
    return Outcome("perhaps", said)


def _stuffed(text: bytes) -> bytes:
    """A text as it is sent: no line of it is the dot that ends it (RFC 5321, 4.5.2)."""
    ended = text if text.endswith(b"\r\n") else text + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _answered(code: int, words: bytes | str) -> Outcome:
    """What an answer says: taken, try later (4xx), or no (5xx)."""
    said = {"answer": f"{code} {_plain(words)}"}
    if code in DONE:
        return Outcome("sent", Sentence("The server took it: {answer}", said))
    if code in REFUSED:
        return Outcome("failed", Sentence("The server refused it: {answer}", said))
    return Outcome("waiting", Sentence("The server asks to try again later: {answer}", said))


def _before(error: Exception) -> Outcome:
    """What went wrong before the text, which the server has not seen."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    reason = {"reason": _plain(error)}
    if isinstance(error, smtplib.SMTPNotSupportedError):
        sentence = Sentence("The server does not offer what the settings ask for: {reason}", reason)
        return Outcome("failed", sentence)
    if isinstance(error, UnicodeError):
        return Outcome("failed", Sentence("The server takes no password with such letters."))
    if isinstance(error, ssl.SSLCertVerificationError):
        sentence = Sentence("The server's certificate is not to be trusted: {reason}", reason)
        return Outcome("waiting", sentence, is_reachable=False)
    sentence = Sentence("The server cannot be reached: {reason}", reason)
    return Outcome("waiting", sentence, is_reachable=False)


def _plain(words: object) -> str:
    """What a server or the system said, on one line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return _UNFIT.sub(" ", text).strip()[:LONGEST]
