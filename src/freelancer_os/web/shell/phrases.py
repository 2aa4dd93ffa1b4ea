"""Phrases that many pages need, in the language of the reader."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import ngettext

from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.words import msgid_of
from freelancer_os.engine.collection import Collection


def records_of(collection: Collection, shown: str) -> str:
    """ "12 clients": a count as it is shown, with what it counts."""
    return counted(msgid_of(collection.singular), msgid_of(collection.plural), shown)


def counted(one: str, several: str, shown: str) -> str:
    """The same of what is called by these two nouns in English."""
    digits = "".join(filter(str.isdecimal, shown))
    found = ngettext(f"{{count}} {one}", f"{{count}} {several}", int(digits or 0))
    return found.format(count=shown)


def all_of(parts: Iterable[str]) -> str:
    """ "A, B, and C"."""
    return format_list(list(parts), locale=language())
