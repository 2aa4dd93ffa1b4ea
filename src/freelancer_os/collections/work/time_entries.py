"""Hours spent."""

from django.db.models import Q

from freelancer_os.collections.work.projects import named
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Text
from freelancer_os.engine.kinds.flags import Flag, Question
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.registry import collections
from freelancer_os.finance.invoices.billed_time import is_unbilled
from freelancer_os.projects.models import Project, Service, TimeEntry


def still_unbilled(formats: Formats) -> Q:
    """The hours that are to be billed."""
    return is_unbilled()


TIME_ENTRIES = collections.add(
    Collection(
        slug="time-entries",
        model=TimeEntry,
        singular="time entry",
        plural="time entries",
        icon="timer",
        section="Work",
        place=60,
        menu="Time",
        fields=(
            Link(name="project", label="Project", to="projects", model=Project, starts=named),
            Link(name="service", label="Service", to="services", model=Service, starts=named),
            Day(name="date", label="Date", required=True),
            Hours(name="hours", label="Hours", required=True),
            Text(name="note", label="Note", max_length=500),
            Flag(name="billable", label="Billable"),
        ),
        filters=(Question(name="unbilled", label="Unbilled", holds=still_unbilled),),
        table=("date", "note", "hours", "project", "service"),
        brief=("hours", "project", "service", "note"),
        composer=("date", "hours", "note", "project", "service"),
        order="-date",
        small=("date", "note", "hours"),
        on="date",
        card=("date", "service", "hours"),
        search=("note",),
        notes={
            "project": "Follows from the service; one of the two is needed.",
            "billable": "Whether it is offered when hours are billed; true unless you say so.",
        },
    )
)
