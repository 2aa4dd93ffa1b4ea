"""How the parts of a reading are written for a person."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.words import isolated
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.asked import Option, Part
from freelancer_os.quick.finding.names import Match
from freelancer_os.quick.tokens import Spoken


def day_text(day: date, formats: Formats) -> str:
    """A day with its day of the week: "Tue 24 Nov"; with its year if that is not this one."""
    skeleton = "MMMEd" if day.year == formats.today.year else "yMMMEd"
    return isolated(format_skeleton(skeleton, day, locale=locale_of(formats.locale)))


def day_part(label: str, days: list[date], formats: Formats, *, name: str = "date") -> Part:
    """The day, if it is one; else which of these is asked."""
    options = tuple(Option(day.isoformat(), day_text(day, formats)) for day in days)
    if len(days) == 1:
        return Part(name=name, label=label, value=options[0].value, text=options[0].text)
    return Part(name=name, label=label, sentence=_("On which day?"), options=options)


def link_part(name: str, records: Iterable[Any], sentence: str = "") -> Part:
    """The record that is linked to, if it is one; else which of these is asked."""
    label = label_of(name)
    options = tuple(Option(str(record.pk), told(record)) for record in records)
    if len(options) == 1:
        return Part(name=name, label=label, value=options[0].value, text=options[0].text)
    sentence = sentence or _("Which one?")
    return Part(name=name, label=label, sentence=sentence, options=options)


def unclear_part(spoken: Spoken, matches: list[Match]) -> Part:
    """What is asked of words that name records of several kinds."""
    words = spoken.text(matches[0].piece)
    options = tuple(
        Option(f"{match.field}:{match.record.pk}", f"{label_of(match.field)}: {told(match.record)}")
        for match in matches
    )
    sentence = _("What does “{words}” mean?").format(words=words)
    return Part(name="named", label=words, sentence=sentence, options=options)


def label_of(field: str) -> str:
    """What a link is called."""
    return {
        "account": _("Payment mode"),
        "category": _("Category"),
        "client": _("Client"),
        "contact": _("Contact"),
        "project": _("Project"),
        "service": _("Service"),
    }[field]


def told(record: Record) -> str:
    """A record among others of its kind: a project with its client."""
    client = getattr(record, "client", None)
    return f"{record} · {client}" if client is not None else str(record)


def instant(day: date, hour: time, formats: Formats) -> datetime | None:
    """The instant of a day and a time in the workspace's time zone; None if its clocks skip it."""
    zone = ZoneInfo(formats.time_zone)
    there = datetime.combine(day, hour, zone)
    is_there = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == there.replace(
        tzinfo=None
    )
    return there if is_there else None
