"""The kinds of text that lead somewhere: web addresses, e-mail addresses, phone numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.addresses import (
    as_website,
    is_electronic,
    is_email,
    is_website,
)
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Text, Values

_PHONE = re.compile(r"\+?(?:[-() ./]*[0-9]){2,20}[ )]*(?:,? ?[^\W\d_]{1,12}\.? ?[0-9]{1,8})?")
_DIGITS = re.compile(r"[^+0-9]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Address(Text):
    """A text that leads somewhere. It is checked when it changes: what stands there may stay."""

    wanted: ClassVar[str] = ""  # the sentence that asks for one

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        found = super().load(value, formats, given, record)
        is_new = record is None or self.value(record) != found
        if found and is_new and not self.fits(found):
            raise refusal(self.name, _(self.wanted).format(example=self.schema["examples"][0]))
        return found

    def fits(self, text: str) -> bool:
        """Whether a text is one of this kind."""
        raise NotImplementedError

    def target(self, text: str) -> str:
        """Where a text of this kind leads."""
        raise NotImplementedError

    def address(self, text: str) -> str:
        """Where a click on a text leads, "" for nowhere."""
        return self.target(text) if self.fits(text) else ""

    def words(self, text: str) -> str:
        """What of it is shown."""
        return text


@dataclass(frozen=True, kw_only=True)
class Website(Address):
    """The address of a page on the web."""

    wanted: ClassVar[str] = gettext_noop("Write a web address, such as {example}.")
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["https://example.com"]}

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        """A name alone ("example.com") is taken for its page."""
        return self.load(as_website(text), formats, given, record)

    def fits(self, text: str) -> bool:
        return is_website(text)

    def target(self, text: str) -> str:
        return text

    def words(self, text: str) -> str:
        return text.partition("://")[2].removesuffix("/")


@dataclass(frozen=True, kw_only=True)
class Email(Address):
    """An e-mail address."""

    max_length: int = 254
    wanted: ClassVar[str] = gettext_noop("Write an e-mail address, such as {example}.")
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["ada@example.com"]}

    def fits(self, text: str) -> bool:
        return is_email(text)

    def target(self, text: str) -> str:
        return f"mailto:{quote(text, safe='@')}"


@dataclass(frozen=True, kw_only=True)
class Phone(Address):
    """A telephone number, with whatever is written between its digits."""

    max_length: int = 50
    wanted: ClassVar[str] = gettext_noop("Write a phone number, such as {example}.")
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["+49 30 123456"]}

    def fits(self, text: str) -> bool:
        return _PHONE.fullmatch(text) is not None

    def target(self, text: str) -> str:
        """The number up to the first letter: an extension is not dialled."""
        return f"tel:{_DIGITS.sub('', _LETTER.split(text, maxsplit=1)[0])}"


@dataclass(frozen=True, kw_only=True)
class ElectronicAddress(Address):
    """Where e-invoices are delivered."""

    max_length: int = 254
    wanted: ClassVar[str] = gettext_noop(
        "Write a scheme of four digits and the number in it, such as {example}, or an e-mail "
        "address."
    )
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["0204:991-12345-67"]}

    def fits(self, text: str) -> bool:
        return is_electronic(text)

    def target(self, text: str) -> str:
        """A mail can be written to one that is an address of mail; nothing leads to others."""
        return f"mailto:{quote(text, safe='@')}" if is_email(text) else ""
