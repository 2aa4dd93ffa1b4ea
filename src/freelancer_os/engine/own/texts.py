"""The fields of own properties that hold text: plain, or leading somewhere."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from freelancer_os.core.own.queries import expression, path
from freelancer_os.core.own.values import LONGEST, folded_key
from freelancer_os.core.values.text import clean, fold
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import NOTHING, Title, Values, refuse
from freelancer_os.engine.own.fields import OwnField

ANCHOR = '<a class="out" href="{}">{}</a>'
AWAY = '<a class="out" href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_PHONE = re.compile(r"\+?(?:[-() ./]*[0-9]){2,20}[ )]*(?:,? ?[^\W\d_]{1,12}\.? ?[0-9]{1,8})?")
_DIGITS = re.compile(r"[^+0-9]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class OwnText(OwnField, Title):
    """A line of text, sorted and searched in its folded form."""

    max_length: int = LONGEST
    nothing: ClassVar[frozenset[str]] = frozenset({"none", ""})

    @property
    def path(self) -> str:
        return path(self.holds, folded_key(self.key))

    def sorting(self) -> tuple[Any, ...]:
        return (expression(self.holds, folded_key(self.key)),)

    def load(self, value: object, formats: Formats, given: Values, record: Any) -> str | None:
        found = super().load(value, formats, given, record)
        return self.checked(found) if found else None

    def checked(self, text: str) -> str:
        """The text, if it is one of this kind; raises ValidationError on this field."""
        return text

    def operand(self, value: object, formats: Formats) -> str:
        """Any text: a filter may ask for a part of what is taken."""
        found = clean(value, field=self.name, max_length=LONGEST)
        if not found:
            raise refuse(self.name, "Say which text it is compared with.")
        return fold(found)[:LONGEST]

    def address(self, text: str) -> str:
        """Where a click on it leads, "" for nowhere."""
        return ""

    def words(self, text: str) -> str:
        """What of it is shown."""
        return text

    def show(self, record: Any, formats: Formats) -> SafeString:
        text = self.value(record)
        address = self.address(text) if text else ""
        if not address:
            return escape(text) if text else NOTHING
        anchor = AWAY if address.startswith("http") else ANCHOR
        return format_html(anchor, address, self.words(text))


@dataclass(frozen=True, kw_only=True)
class OwnLink(OwnText):
    """The address of a page on the web."""

    def checked(self, text: str) -> str:
        if not _is_address(text):
            raise refuse(self.name, "Write a web address, such as https://example.com.")
        return text

    def parse(self, text: str, formats: Formats, given: Values, record: Any) -> str | None:
        """A name alone ("example.com") is taken for its page."""
        typed = text.strip()
        host = typed.split("/", maxsplit=1)[0]
        is_bare = "." in host and ":" not in host and "@" not in host
        return self.load(f"https://{typed}" if is_bare else text, formats, given, record)

    def address(self, text: str) -> str:
        return text

    def words(self, text: str) -> str:
        return text.partition("://")[2].removesuffix("/")


@dataclass(frozen=True, kw_only=True)
class OwnEmail(OwnText):
    """An e-mail address."""

    max_length: int = 254

    def checked(self, text: str) -> str:
        if not _EMAIL.fullmatch(text):
            raise refuse(self.name, "Write an e-mail address, such as ada@example.com.")
        return text

    def address(self, text: str) -> str:
        return f"mailto:{quote(text, safe='@')}"


@dataclass(frozen=True, kw_only=True)
class OwnPhone(OwnText):
    """A telephone number, with whatever is written between its digits."""

    max_length: int = 50

    def checked(self, text: str) -> str:
        if not _PHONE.fullmatch(text):
            raise refuse(self.name, "Write a phone number, such as +49 30 123456.")
        return text

    def address(self, text: str) -> str:
        """The number up to the first letter: an extension is not dialled."""
        return f"tel:{_DIGITS.sub('', _LETTER.split(text, maxsplit=1)[0])}"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not re.search(r'[\s<>"\\]', text)
