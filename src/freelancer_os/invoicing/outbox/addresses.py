"""E-mail addresses as a server is told them."""

import re

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import clean, refusal

LONGEST = 254  # characters of one (RFC 5321, 4.5.3.1.3, less its angle brackets)
MOST = 10  # of one mail
_FIT = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+")
_BETWEEN = re.compile(r"[,;\s]+")


def read_address(text: object, *, field: str) -> str:
    """One address; its domain may have letters of any script. Raises ValidationError on `field`."""
    typed = clean(text, field=field, max_length=LONGEST, required=True)
    if not _FIT.fullmatch(typed) or on_wire(typed) is None:
        sentence = _("Write an e-mail address, such as {example}.")
        raise refusal(field, sentence.format(example="ada@example.com"))
    return typed


def read_addresses(text: object, *, field: str) -> str:
    """One address or several, as they are kept: with a comma between. Raises ValidationError."""
    typed = clean(text, field=field, max_length=MOST * LONGEST, required=True, multiline=True)
    found = [read_address(one, field=field) for one in _BETWEEN.split(typed) if one]
    if len(found) > MOST:
        raise refusal(field, _("A mail goes to at most {most} addresses.").format(most=MOST))
    if not found:
        raise refusal(field, _("This cannot be empty."))
    return ", ".join(dict.fromkeys(found))


def each(addresses: str) -> list[str]:
    """The single addresses of such a text."""
    return [one for one in _BETWEEN.split(addresses) if one]


def on_wire(address: str) -> str | None:
    """An address in the letters of mail (RFC 5321): its domain by IDNA; None if it cannot be."""
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None
