"""Today on Home: the meetings of the day, and how far the goals are."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.db.models import F
from django.utils.safestring import SafeString

from freelancer_os.core.values.numerals import locale_of
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.tools.models import Goal, Meeting
from freelancer_os.web.cells.kinds import show
from freelancer_os.web.shell.access import Desk

MEETINGS = 5
GOALS = 3
WHOLE = 10_000  # a completion of 100 %


@dataclass(frozen=True)
class Appointment:
    """A meeting of today: its time of day, how one meets, how much it matters."""

    meeting: Meeting
    clock: str
    medium: str
    priority: SafeString


@dataclass(frozen=True)
class Aim:
    """A goal that is not reached yet, with its bar."""

    goal: Goal
    completion: SafeString


def meetings_today(desk: Desk) -> list[Appointment]:
    """The first meetings of the day in the workspace's time zone."""
    rows = Meeting.objects.of(desk.workspace).on(desk.formats.today, desk.formats.time_zone)
    return [_appointment(desk, meeting) for meeting in rows[:MEETINGS]]


def count_today(desk: Desk) -> int:
    """How many meetings there are today."""
    rows = Meeting.objects.of(desk.workspace).on(desk.formats.today, desk.formats.time_zone)
    return int(rows.order_by().count())


def goals(desk: Desk) -> list[Aim]:
    """The goals that are not reached, those that are due first."""
    rows: Any = Goal.objects.of(desk.workspace).filter(completion__lt=WHOLE)
    rows = rows.order_by(F("target_date").asc(nulls_last=True), "id")[:GOALS]
    return [Aim(goal, show(_field("goals", "completion"), goal, desk.formats)) for goal in rows]


def _appointment(desk: Desk, meeting: Meeting) -> Appointment:
    medium = _field("meetings", "medium")
    assert isinstance(medium, OwnChoice)  # as it is declared
    there = meeting.starts_at.astimezone(ZoneInfo(desk.formats.time_zone))
    return Appointment(
        meeting,
        str(format_time(there.time(), format="short", locale=locale_of(desk.formats.locale))),
        medium.text(meeting, desk.formats),
        show(_field("meetings", "priority"), meeting, desk.formats),
    )


def _field(slug: str, name: str) -> Field:
    found = collections.get(slug)
    assert found is not None  # declared at start
    return found.by_name[name]
