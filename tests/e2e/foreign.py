"""Two languages made of the program's own words: longer ones, and some from right to left."""

import re
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from messages import CONTEXT, gathered

LONGER = "eo"  # every word a third longer, every letter accented
REVERSED = "he"  # in letters that are read from right to left

KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{[^{}]*\}|<[^>]*>|&\w+;)")
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķļɱñóƥɋŕšťúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓƤɊŔŠŤÚṼŴẊÝŽ",
)

HEBREW = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "אבצדהפגחיקכלמנועטרסתוושצזזאבצדהפגחיקכלמנועטרסתוושצזז",
)


def longer(text: str) -> str:
    """ "Delete {name}" is "Ðééļééťé {name}": the parts that a sentence names stay."""
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else _accented(part) for part in parts)


def _accented(text: str) -> str:
    long = re.sub(r"([A-Za-z])([a-z])([a-z])", r"\1\2\2\3", text)
    return long.translate(LETTERS)


def reversed_(text: str) -> str:
    """The same without the length, in the letters of the other direction."""
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else part.translate(HEBREW) for part in parts)


def lay(folder: Path) -> None:
    """Compile both into a folder that `FREELANCER_OS_LOCALE` may name."""
    for code, say in ((LONGER, longer), (REVERSED, reversed_)):
        target = folder / code / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True)
        with target.open("wb") as stream:
            write_mo(stream, _catalogue(code, say))


def _catalogue(code: str, say: Callable[[str], str]) -> Catalog:
    found = Catalog(locale=code, charset="utf-8", fuzzy=False)
    for first, *several in gathered():
        context, _, one = first.rpartition(CONTEXT)
        if several:
            forms = [say(one), *[say(several[0])] * (found.num_plurals - 1)]
            found.add((one, several[0]), tuple(forms), context=context or None)
        else:
            found.add(one, say(one), context=context or None)
    return found
