"""Numbers of which only the writer knows where they end: "1 200,00", "3x400"."""

import re
from collections.abc import Collection

from freelancer_os.core.values.numerals import number_style
from freelancer_os.quick.tokens import Piece

_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?P<decimals>[.,][0-9]{1,2})?")
_TIMES = re.compile("(?P<times>[0-9]{1,2})[x\u00d7*](?P<one>[0-9][0-9.,]*)")


def is_number(text: str, locale: str) -> bool:
    """Whether blanks part thousands, in a locale that writes them so."""
    return bool(_SPACED.fullmatch(text)) and not number_style(locale).group.strip()


def spaced(text: str) -> tuple[str, ...]:
    """What digits with blanks between them may be, the whole first; () where it is no such number.

    "1 200,00" may be twelve hundred, and two hundred of something that is called 1.
    """
    match = _SPACED.fullmatch(text)
    if match is None:
        return ()
    first, *_between, last = text.split()
    return (
        (text.replace(" ", ""), last) if match["decimals"] else (text.replace(" ", ""), first, last)
    )


def times(text: str) -> tuple[int, str] | None:
    """How often, and of what: "3x400" is three times 400."""
    match = _TIMES.fullmatch(text)
    return (int(match["times"]), match["one"]) if match is not None else None


def splits(piece: Piece, named: Collection[frozenset[int]]) -> bool:
    """Whether a name of several words ends inside a piece: "Phase 2 500" is five hundred."""
    return any(
        len(places) > 1 and piece.first in places and piece.last - 1 not in places
        for places in named
    )
