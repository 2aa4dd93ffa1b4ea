"""Times of day that stand in a sentence: "10-11", "2pm", "14 Uhr", "at 10:30", "from 9 to 10"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from freelancer_os.core.values.written_dates import has_halves
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.tokens import Piece, Spoken
from freelancer_os.quick.words import Said

EARLY, EARLY_IN_HALVES = 7, 8  # an hour before it, without am or pm, is rather one after noon
NOON = 12
HOUR = 60  # minutes
LONGEST = 10  # hours of a meeting
_TIME = r"(?P<hour{n}>[0-9]{{1,2}})(?:[:.](?P<minute{n}>[0-9]{{2}}))? ?(?P<half{n}>[ap]\.?m\.?)?"
_ONE, _TWO = _TIME.format(n=1), _TIME.format(n=2)


@dataclass(frozen=True)
class TimeSaid:
    """A piece that is a time of day, or two with a dash between.

    `options` are what it may be, the likeliest first: each a start, and an end or None. `is_sure`
    says that it can be nothing else than a time: it has minutes, am or pm, or a word beside it.
    """

    piece: Piece
    options: tuple[tuple[time, time | None], ...]
    is_sure: bool


def times_in(spoken: Spoken, formats: Formats, said: Said) -> list[TimeSaid]:
    """The pieces that are times of day, from the left."""
    return spoken.apart(5, lambda piece: _time(spoken, piece, formats, said))


def _time(spoken: Spoken, piece: Piece, formats: Formats, said: Said) -> TimeSaid | None:
    words = [token.folded for token in spoken.tokens[piece.first : piece.last]]
    ends = [word.rstrip(".") for word in words]
    if piece.first and spoken.tokens[piece.first - 1].folded in said.shifts:
        return None  # "half 10" is half an hour later, or in German earlier
    has_word = ends[-1] in said.clock and len(words) > 1
    text = " ".join(words[:-1] if has_word else words)
    for word in said.clock:  # "14uhr"
        if text.endswith(word) and text[: -len(word)][-1:].isdigit():
            text, has_word = text[: -len(word)], True
    is_length = any(token.folded in said.minutes for token in spoken.tokens[piece.last :][:1])
    for word in said.clock if not is_length else ():  # "14 Uhr 30"
        text, count = re.subn(rf"(?<=[0-9]) ?{re.escape(word)} (?=[0-5][0-9]\b)", ":", text)
        has_word = has_word or bool(count)
    for word in said.until:
        text = re.sub(rf"(?<=[0-9m]) {re.escape(word)} (?=[0-9])", "-", text)
    match = re.fullmatch(rf"{_ONE}(?: ?[-\u2013\u2014] ?{_TWO})?", text)
    if match is None:
        return None
    options = tuple(_options(match, formats))
    has_minutes = match["minute1"] is not None and ":" in text
    is_sure = has_word or has_minutes or bool(match["half1"] or match["half2"])
    return TimeSaid(piece, options, is_sure) if options else None


def _options(match: re.Match[str], formats: Formats) -> Iterator[tuple[time, time | None]]:
    """What the match may mean: a bare hour in the night may be meant after noon."""
    half1, half2 = _half(match["half1"]), _half(match["half2"])
    early = EARLY_IN_HALVES if has_halves(formats.locale) else EARLY
    minutes = int(match["minute1"] or 0), int(match["minute2"] or 0)
    has_end = match["hour2"] is not None
    if max(minutes) >= HOUR:
        return
    halves = [half1] if half1 or not half2 else [half2, "a"]  # "2-3pm", "11-1pm"
    begins = [hour for half in halves for hour in _hours(int(match["hour1"]), half, early)]
    for first in begins[:1] if half2 and begins and _fits(begins[0], match, half2) else begins:
        if not has_end:
            yield time(first, minutes[0]), None
            continue
        for last in _hours(int(match["hour2"]), half2, 0):
            begun = first, minutes[0]
            is_after_noon = not half2 and last < NOON and (last, minutes[1]) <= begun
            end = last + NOON if is_after_noon else last
            if (end, minutes[1]) > begun and end - first <= LONGEST:
                yield time(*begun), time(end, minutes[1])


def _fits(first: int, match: re.Match[str], half: str) -> bool:
    """Whether the end comes after a beginning at this hour."""
    begun = first, int(match["minute1"] or 0)
    return any(
        (one, int(match["minute2"] or 0)) > begun for one in _hours(int(match["hour2"]), half, 0)
    )


def _half(text: str | None) -> str:
    return (text or "")[:1]


def _hours(hour: int, half: str, early: int) -> Iterator[int]:
    if half and 1 <= hour <= NOON:
        yield hour % NOON + (NOON if half == "p" else 0)
    elif not half and hour < 2 * NOON:
        if hour < early:
            yield hour + NOON
        yield hour
