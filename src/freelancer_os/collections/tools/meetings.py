"""Meetings; their page is the calendar."""

from freelancer_os.clients.models import Client
from freelancer_os.collections.work.projects import PRIORITIES, named
from freelancer_os.core.words import in_context
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.counted import Counted
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Lines, Title
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.tools.meetings import Meetings
from freelancer_os.tools.models import Contact, Meeting

MEDIA = (
    ("google_meet", "Google Meet", "blue"),
    ("skype", "Skype", "blue"),
    ("zoom", "Zoom", "blue"),
    ("phone", "Phone", "violet"),
    ("in_person", "In person", "green"),
)


def today(rows: Meetings, formats: Formats) -> Meetings:
    """The meetings of today in the workspace's time zone."""
    return rows.on(formats.today, formats.time_zone)


MEETINGS = collections.add(
    Collection(
        slug="meetings",
        model=Meeting,
        singular="meeting",
        plural="meetings",
        icon="calendar",
        section="Tools",
        place=40,
        menu="Calendar",
        counted=Counted("today", rows=today),
        fields=(
            Title(name="title", label="Title", required=True),
            Instant(name="starts_at", label="Starts", required=True),
            Instant(name="ends_at", label="Ends", after="starts_at"),
            OwnChoice(name="medium", label=in_context("of a meeting", "Medium"), choices=MEDIA),
            Choice(name="priority", label="Priority", choices=PRIORITIES),
            Lines(name="agenda", label="Agenda", max_length=20_000),
            Links(
                name="clients",
                label="Clients",
                to="clients",
                model=Client,
                through=Meeting.participants,
                target="client",
                starts=named,
            ),
            Links(
                name="contacts",
                label="Contacts",
                to="contacts",
                model=Contact,
                through=Meeting.participants,
                target="contact",
                starts=named,
            ),
        ),
        table=("title", "starts_at", "ends_at", "medium", "priority", "clients", "contacts"),
        brief=("priority", "medium", "clients", "contacts", "starts_at"),
        composer=("title", "starts_at", "ends_at", "medium", "priority", "clients", "contacts"),
        order="-starts_at",
        on="starts_at",
        group_by="priority",
        calendar=("starts_at", "ends_at"),
        card=("starts_at", "medium", "clients", "contacts"),
        small=("starts_at", "title", "medium"),
        body="agenda",
        notes={"agenda": "Markdown."},
    )
)
