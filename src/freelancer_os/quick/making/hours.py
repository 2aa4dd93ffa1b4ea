"""Sentences about hours spent."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.scaled import print_hours, read_hours, show_hours
from freelancer_os.engine.formats import Formats
from freelancer_os.projects.models import Project, Status
from freelancer_os.quick.asked import Option, Part, Reading
from freelancer_os.quick.finding.clock import times_in
from freelancer_os.quick.finding.days import days_in
from freelancer_os.quick.finding.lengths import LengthSaid, lengths_in
from freelancer_os.quick.finding.names import Names
from freelancer_os.quick.making.links import WORK, Links, links_of
from freelancer_os.quick.making.written import day_part, label_of, link_part, told, unclear_part
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said

OFFERED = 20  # projects, where none is named


def hours_of(
    spoken: Spoken, formats: Formats, said: Said, answers: Mapping[str, Any]
) -> Reading | None:
    """The time entry that a sentence means; None where no length of time stands in it."""
    lengths = lengths_in(spoken, formats, said)
    return _reading(spoken, formats, said, answers, lengths) if lengths else None


def hours_between(
    spoken: Spoken, formats: Formats, said: Said, answers: Mapping[str, Any]
) -> Reading | None:
    """The time entry that two times of day may mean as well as a meeting: "icons 9-11:30"; None
    where no work is named, or where something is to be asked."""
    lengths = [
        LengthSaid(one.piece, _seconds(*one.options[0]))
        for one in times_in(spoken, formats, said)
        if one.options[0][1] is not None
    ]
    if not lengths or spoken.where(said.meeting.__contains__) or spoken.phrases(said.media):
        return None
    reading = _reading(spoken, formats, said, answers, lengths)
    day = reading.values.get("date", "")
    return None if reading.asks or day > formats.today.isoformat() else reading


def _seconds(start: time, end: time | None) -> int:
    """From one time of a day to a later one."""
    last = end or start
    return ((last.hour - start.hour) * 60 + last.minute - start.minute) * 60


def _reading(
    spoken: Spoken,
    formats: Formats,
    said: Said,
    answers: Mapping[str, Any],
    lengths: list[LengthSaid],
) -> Reading:
    gone = frozenset().union(*(one.piece.places for one in lengths))
    days = [one for one in days_in(spoken, formats, said) if one.piece.places.isdisjoint(gone)]
    longest = max((len(one.piece.places) for one in days), default=0)
    days = [one for one in days if len(one.piece.places) == longest]
    taken = gone.union(*(one.piece.places for one in days))
    names = Names.of(formats.workspace, spoken, WORK)
    links = links_of(names, taken, lambda match: True, answers, formats.workspace)
    note = spoken.left(taken | links.taken, said.fillers)
    hours = _hours(lengths, formats, answers)
    found = dict.fromkeys(day for one in days for day in one.past(formats.today))
    if answer := answers.get("date"):
        found = {read_date(answer, field="date"): None}
    parts: list[Part] = [
        hours,
        day_part(_("Date"), list(found) or [formats.today], formats),
        *_work(spoken, links, formats),
        *([Part(name="note", label=_("Note"), value=note, text=note)] if note else []),
    ]
    title = _("Add time {hours}").format(hours=hours.text).strip()
    return Reading(makes="time", collection="time-entries", title=title, parts=tuple(parts))


def _hours(lengths: list[LengthSaid], formats: Formats, answers: Mapping[str, Any]) -> Part:
    label, seconds = _("Hours"), lengths[0].seconds if len(lengths) == 1 else None
    if answer := answers.get("hours"):
        seconds = read_hours(answer, field="hours")
    if seconds is None:
        return Part(name="hours", label=label, sentence=_("How many hours?"))
    text = f"{show_hours(seconds, formats.locale)} h"
    return Part(name="hours", label=label, value=print_hours(seconds), text=text)


def _work(spoken: Spoken, links: Links, formats: Formats) -> list[Part]:
    """The service, else the project; asked where there is none, of the client named if there is."""
    parts = [link_part(name, links.found[name]) for name in WORK[1:] if links.found.get(name)]
    if links.unclear:
        return [*parts, unclear_part(spoken, links.unclear)]
    if parts:
        return parts
    rows = Project.objects.of(formats.workspace).select_related("client")
    clients = [one.pk for one in links.found.get("client", ())]
    if clients:
        rows = rows.filter(client__in=clients)
    found = rows.exclude(status=Status.COMPLETED).order_by("folded", "id")[:OFFERED]
    options = tuple(Option(str(one.pk), told(one)) for one in found)
    sentence = _("Which project?")
    return [Part(name="project", label=label_of("project"), sentence=sentence, options=options)]
