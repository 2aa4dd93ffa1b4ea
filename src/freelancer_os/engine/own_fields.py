"""The fields of own properties: those of every collection, over values that a record holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from django.db.models import Q
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from freelancer_os.core.held import expression, path
from freelancer_os.core.own import LONGEST, OWN, folded_key, logged_name
from freelancer_os.core.text import clean, fold
from freelancer_os.engine.fields import NOTHING, Day, Field, Flag, Title, Values, refuse
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.numbers import Money, Number

PLACES = 4
FARTHEST = 10**14
"""The largest number, scaled: ten thousand million."""
ANCHOR = '<a class="out" href="{}">{}</a>'
AWAY = '<a class="out" href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_PHONE = re.compile(r"\+?(?:[-() ./]*[0-9]){2,20}[ )]*(?:,? ?[^\W\d_]{1,12}\.? ?[0-9]{1,8})?")
_DIGITS = re.compile(r"[^+0-9]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class OwnField(Field):
    """A field whose values a record holds under a key (`core.own`).

    In queries its column is a path into what is held (`core.held`).
    """

    key: str
    pk: Any = None  # of the property
    holds: ClassVar[str] = "text"  # the kind of its path
    is_own: ClassVar[bool] = True
    has_options: ClassVar[bool] = False

    @property
    def attribute(self) -> str:
        return path(self.holds, self.key)

    @property
    def logged(self) -> str:
        return logged_name(self.key)

    def sorting(self) -> tuple[Any, ...]:
        return (expression(self.holds, self.key),)

    def condition(self, operator: str, value: object, lens: Lens) -> Q:
        """As ever; what “is not” so, records that hold nothing are not either."""
        found = super().condition(operator, value, lens)
        is_not = any(one.name == operator and one.is_not for one in self.operators)
        return found | self.is_empty(lens) if is_not and value is not None else found

    def value(self, record: Any) -> Any:
        return (getattr(record, OWN) or {}).get(self.key)

    def kept(self, value: Any) -> Any:
        """A value as a record holds it; nothing where there is nothing to say."""
        return value

    def spread(self, value: Any) -> dict[str, Any]:
        return {OWN: {self.key: self.kept(value)}}

    def _may_be_empty(self, record: Any) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class OwnText(OwnField, Title):
    """A line of text, sorted and searched in its folded form."""

    max_length: int = LONGEST

    @property
    def path(self) -> str:
        return path(self.holds, folded_key(self.key))

    def sorting(self) -> tuple[Any, ...]:
        return (expression(self.holds, folded_key(self.key)),)

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> str | None:
        found = super().load(value, lens, given, record)
        return self.checked(found) if found else None

    def checked(self, text: str) -> str:
        """The text, if it is one of this kind; raises ValidationError on this field."""
        return text

    def operand(self, value: object, lens: Lens) -> str:
        """Any text: a filter may ask for a part of what is taken."""
        found = clean(value, field=self.name, max_length=LONGEST)
        if not found:
            raise refuse(self.name, "Say which text it is compared with.")
        return fold(found)[:LONGEST]

    def lookup(self, text: str, lens: Lens) -> Q:
        return self.is_empty(lens) if text == "none" else Q(**{self.path: self.operand(text, lens)})

    def address(self, text: str) -> str:
        """Where a click on it leads, "" for nowhere."""
        return ""

    def words(self, text: str) -> str:
        """What of it is shown."""
        return text

    def show(self, record: Any, lens: Lens) -> SafeString:
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

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> str | None:
        """A name alone ("example.com") is taken for its page."""
        typed = text.strip()
        host = typed.split("/", maxsplit=1)[0]
        is_bare = "." in host and ":" not in host and "@" not in host
        return self.load(f"https://{typed}" if is_bare else text, lens, given, record)

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


@dataclass(frozen=True, kw_only=True)
class OwnNumber(OwnField, Number):
    """An exact number."""

    places: int = PLACES
    minimum: int | None = -FARTHEST
    maximum: int | None = FARTHEST
    holds: ClassVar[str] = "number"


@dataclass(frozen=True, kw_only=True)
class OwnMoney(OwnField, Money):
    """An amount in the workspace's currency."""

    holds: ClassVar[str] = "number"


@dataclass(frozen=True, kw_only=True)
class OwnDay(OwnField, Day):
    """A plain date."""

    holds: ClassVar[str] = "day"

    def value(self, record: Any) -> date | None:
        found = super().value(record)
        return None if found is None else date.fromisoformat(found)

    def kept(self, value: Any) -> Any:
        return None if value is None else value.isoformat()


@dataclass(frozen=True, kw_only=True)
class OwnFlag(OwnField, Flag):
    """Ticked or not."""

    holds: ClassVar[str] = "flag"

    def value(self, record: Any) -> bool:
        return bool(super().value(record))

    def kept(self, value: Any) -> Any:
        return True if value else None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not re.search(r'[\s<>"\\]', text)


KINDS: Mapping[str, type[OwnField]] = {
    "text": OwnText,
    "number": OwnNumber,
    "money": OwnMoney,
    "date": OwnDay,
    "checkbox": OwnFlag,
    "link": OwnLink,
    "email": OwnEmail,
    "phone": OwnPhone,
}
