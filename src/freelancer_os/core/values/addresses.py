"""What reads as an address on the web, of mail, of e-invoices; whether anybody is there is not
asked."""

import re
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_SCHEMED = re.compile(r"[0-9]{4}:[^\s:]{1,100}")


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_electronic(text: str) -> bool:
    """Whether e-invoices can be delivered to a text (EN 16931, BT-34 and BT-49): a scheme of the
    EAS list with a number of that scheme ("0204:991-12345-67"), or an e-mail address."""
    return _SCHEMED.fullmatch(text) is not None or is_email(text)


def is_website(text: str) -> bool:
    """Whether a text is the address of a page."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # brackets that hold no IPv6 address
        return False
    is_page = parts.scheme in {"http", "https"} and bool(host)
    return is_page and not re.search(r'[\s<>"\\]', text)


def as_website(typed: str) -> str:
    """What was typed with its scheme: a name alone ("example.com") is taken for its page."""
    text = typed.strip()
    host = text.split("/", maxsplit=1)[0]
    is_bare = "." in host and ":" not in host and "@" not in host
    return f"https://{text}" if is_bare else text
