"""The mail server of an installation, by `FREELANCER_OS_SMTP`."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

EXAMPLE = "smtps://user:password@mail.example.com:465/?from=me@example.com"
PORTS = {"smtp": 587, "smtps": 465}


def mail(address: str) -> dict[str, Any]:
    """Django's settings for an address such as `EXAMPLE`; none for "": then no mail is sent.

    `smtp` turns to TLS after the first words, `smtps` speaks TLS at once, `?plain` does neither.
    Raises `ValueError` with a sentence for an address that is not understood.
    """
    if not address:
        return {}
    parts = urlsplit(address)
    more = parse_qs(parts.query, keep_blank_values=True)
    sender = more.get("from", [unquote(parts.username or "")])[0]
    if parts.scheme not in PORTS or not parts.hostname or "@" not in sender:
        raise ValueError(f"FREELANCER_OS_SMTP must look like {EXAMPLE}")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and "plain" not in more,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }
