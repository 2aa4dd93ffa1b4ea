"""Phrases that many pages need, in the language of the reader."""

from collections.abc import Iterable, Mapping

from babel.lists import format_list
from django.apps import apps
from django.utils.translation import ngettext

from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.core.words import msgid_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections

SETTINGS = "people.workspace"  # whose row they are, which is no record among others


def records_of(collection: Collection, shown: str) -> str:
    """ "12 clients": a count as it is shown, with what it counts."""
    return counted(msgid_of(collection.singular), msgid_of(collection.plural), shown)


def counted(one: str, several: str, shown: str) -> str:
    """The same of what is called by these two nouns in English."""
    digits = "".join(filter(str.isdecimal, shown))
    found = ngettext(f"{{count}} {one}", f"{{count}} {several}", int(digits or 0))
    return found.format(count=shown)


def kinds_of(counts: Mapping[str, int], locale: str) -> str:
    """ "42 entries, 42 payments, 42 bank lines": how many records of each model, by its label; the
    settings, where that is all."""
    records = {label: count for label, count in counts.items() if label != SETTINGS}
    ordered = sorted((records or counts).items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(kind_of(label, count, locale) for label, count in ordered)


def kind_of(label: str, count: int, locale: str) -> str:
    """ "42 entries": so many records of one model."""
    return counted(*_nouns(label), write_signed(count, 0, locale))


def _nouns(label: str) -> tuple[str, str]:
    """What one and several records of a model are called, in English."""
    collection = collections.of_model(label)
    if collection is not None:
        return msgid_of(collection.singular), msgid_of(collection.plural)
    meta = apps.get_model(label)._meta
    return str(meta.verbose_name), str(meta.verbose_name_plural)


def all_of(parts: Iterable[str]) -> str:
    """ "A, B, and C"."""
    return format_list(list(parts), locale=language())
