"""A language of a test's own: a catalogue of a few messages, made when the test runs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import override_settings

from freelancer_os.core.words import looked_up

Message = str | tuple[str, str]
"""A message, or the two forms of one that counts."""


def catalogue(folder: Path, messages: Mapping[Message, Message], code: str = "de") -> Path:
    """Lay a compiled catalogue into a folder, as the program looks for them."""
    found = Catalog(locale=code, charset="utf-8", fuzzy=False)
    for message, words in messages.items():
        found.add(message, words)
    target = folder / code / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as stream:
        write_mo(stream, found)
    return folder


@contextmanager
def speaking(folder: Path, messages: Mapping[Message, Message]) -> Iterator[None]:
    """The program speaks English, and of German these messages."""
    languages = [("en", "English"), ("de", "Deutsch")]
    places = [str(catalogue(folder, messages))]
    looked_up.cache_clear()
    try:
        with override_settings(LANGUAGES=languages, LOCALE_PATHS=places):
            yield
    finally:
        looked_up.cache_clear()
