"""Sentences about meetings: with whom, when, how."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import print_instant, read_date
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.quick.asked import Option, Part, Reading
from freelancer_os.quick.finding.clock import TimeSaid, times_in
from freelancer_os.quick.finding.days import DaySaid, days_in
from freelancer_os.quick.finding.lengths import LengthSaid, lengths_in
from freelancer_os.quick.finding.names import Names
from freelancer_os.quick.making.links import Links, links_of
from freelancer_os.quick.making.written import day_part, day_text, instant, link_part, unclear_part
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said

FIELDS = ("client", "contact")
_ANSWER = re.compile(r"([0-9]{2}:[0-9]{2})(?:-([0-9]{2}:[0-9]{2}))?")


class _When(NamedTuple):
    """A time and a day that may be meant together."""

    time: TimeSaid | None
    day: DaySaid | None

    @property
    def places(self) -> frozenset[int]:
        return frozenset().union(*(one.piece.places for one in self if one is not None))


def meeting_of(
    spoken: Spoken,
    formats: Formats,
    said: Said,
    answers: Mapping[str, Any],
    *,
    may_be: bool = False,
) -> Reading | None:
    """The meeting that a sentence means; None where it has no word for one, and no time of day.

    What only `may_be` a time of day, such as "10-11", is taken for one if asked.
    """
    named = spoken.where(said.meeting.__contains__)
    media = spoken.phrases(said.media)
    times = times_in(spoken, formats, said)
    if not named:
        times = [one for one in times if one.is_sure or (may_be and one.options[0][1])]
    if not named and not times:
        return None
    lengths = [one for one in lengths_in(spoken, formats, said) if one.seconds][:1]
    whens = _whens(times, days_in(spoken, formats, said), lengths)
    taken = frozenset(named).union(
        *(piece.places for piece, _words in media),
        *(one.places for one in whens),
        *map(_places, lengths),
    )
    names = Names.of(formats.workspace, spoken, FIELDS)
    links = links_of(names, taken, lambda match: True, answers, formats.workspace)
    title = spoken.left(taken | links.taken, said.fillers) or _with(links)
    parts = [
        Part(name="title", label=_("Title"), value=title, text=title),
        *_times(whens, lengths, formats, answers),
        *_medium([said.media[words] for _piece, words in media]),
        *_people(spoken, links, answers),
    ]
    return Reading(
        makes="meeting", collection="meetings", title=_("Add meeting"), parts=tuple(parts)
    )


def _whens(times: list[TimeSaid], days: list[DaySaid], lengths: list[LengthSaid]) -> list[_When]:
    """The time and the day, so that both are there if they can be, and most words are used.

    Several where it cannot be told.
    """
    gone = frozenset().union(*map(_places, lengths))
    pairs = [
        _When(hour, day)
        for hour in (*times, None)
        for day in (*days, None)
        if not _places(hour) & _places(day) and not gone & (_places(hour) | _places(day))
    ]

    def weight(pair: _When) -> tuple[int, ...]:
        hour = pair.time
        is_range = hour is not None and hour.options[0][1] is not None
        known = sum(one is not None for one in pair)
        return known, int(hour is not None and hour.is_sure), int(is_range), len(pair.places)

    best = max(map(weight, pairs))
    return [pair for pair in pairs if weight(pair) == best]


def _places(one: TimeSaid | DaySaid | LengthSaid | None) -> frozenset[int]:
    return one.piece.places if one is not None else frozenset()


def _times(
    whens: list[_When], lengths: list[LengthSaid], formats: Formats, answers: Mapping[str, Any]
) -> list[Part]:
    """Start and end, if day and time are known; else what is asked: the day, the time, or both."""
    said = [when.day for when in whens if when.day is not None]
    days = [*dict.fromkeys(day for one in said for day in one.ahead(formats.today))]
    if answers.get("date"):
        days = [read_date(answers["date"], field="date")]
    hours = [when.time for when in whens if when.time is not None]
    options = [*dict.fromkeys(option for one in hours for option in one.options)]
    is_sure = len(options) == 1 and (hours[0].is_sure or options[0][1] is not None)
    if answers.get("time"):
        options, is_sure = [_answered(answers["time"])], True
    parts = _known(days[0], options[0], lengths, formats) if len(days) == 1 and is_sure else []
    if parts:
        return parts
    if len(days) == 1 and is_sure:  # the clocks skip it on that day
        options, is_sure = [], False
    today = formats.today
    offered = tuple(Option(_clock(one), _clock(one).replace("-", "\u2013")) for one in options)
    known, label = offered[0] if is_sure else None, _("Time")
    return [
        day_part(_("Date"), days or [today, today + timedelta(days=1)], formats),
        Part(name="time", label=label, value=known.value, text=known.text)
        if known
        else Part(name="time", label=label, sentence=_("At what time?"), options=offered),
    ]


def _answered(given: object) -> tuple[time, time | None]:
    """The times of an answer: "10:00-11:00", "10:00". Raises ValidationError on `time`."""
    match = _ANSWER.fullmatch(given) if isinstance(given, str) else None
    try:
        first, last = (time.fromisoformat(one) if one else None for one in match.groups())  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        raise refusal("time", _("Write the time like 14:30.")) from None
    assert first is not None  # or it had not matched
    return first, last


def _known(
    day: date, option: tuple[time, time | None], lengths: list[LengthSaid], formats: Formats
) -> list[Part]:
    """Start and end; nothing where the clocks skip one of them."""
    first, last = option
    begin = instant(day, first, formats)
    end = instant(day, last, formats) if last is not None else None
    if begin is None or (last is not None and end is None):
        return []
    seconds = lengths[0].seconds if lengths else None
    if end is None and seconds:
        end = begin + timedelta(seconds=seconds)
    text = f"{day_text(day, formats)} {first:%H:%M}"
    parts = [Part(name="starts_at", label=_("Starts"), value=print_instant(begin), text=text)]
    if end is not None:
        parts.append(
            Part(name="ends_at", label=_("Ends"), value=print_instant(end), text=f"{end:%H:%M}")
        )
    return parts


def _clock(option: tuple[time, time | None]) -> str:
    return "-".join(f"{one:%H:%M}" for one in option if one is not None)


def _medium(media: list[str]) -> list[Part]:
    """How one meets; of several words that of the last one ("call on zoom")."""
    if not media:
        return []
    collection = collections.get("meetings")
    assert collection is not None  # declared at start
    choices = {key: str(label) for key, label, _c in collection.by_name["medium"].choices}  # type: ignore[attr-defined]
    return [Part(name="medium", label=_("Medium"), value=media[-1], text=choices[media[-1]])]


def _people(spoken: Spoken, links: Links, answers: Mapping[str, Any]) -> list[Part]:
    """Clients and contacts go along; of a word that fits several it is asked who is meant."""
    parts = []
    for name, field, label in (
        ("client", "clients", _("Clients")),
        ("contact", "contacts", _("Contacts")),
    ):
        meant: list[Any] = []
        for records in links.each.get(name, []):
            chosen = [one for one in records if str(one.pk) == answers.get(name)]
            if len(records) > 1 and not chosen:
                parts.append(link_part(name, records))
            else:
                meant += chosen or records
        if meant:
            keys, text = [str(one.pk) for one in meant], ", ".join(map(str, meant))
            parts.append(Part(name=field, label=label, value=keys, text=text))
    return [*parts, unclear_part(spoken, links.unclear)] if links.unclear else parts


def _with(links: Links) -> str:
    names = [str(one) for name in ("contact", "client") for one in links.found.get(name, ())]
    return _("Meeting with {name}").format(name=", ".join(names)) if names else _("Meeting")
