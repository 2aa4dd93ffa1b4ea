"""Hours spent."""

from freelancer_os.collections.work.projects import named
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Text
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.registry import collections
from freelancer_os.projects.models import Project, Service, TimeEntry

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
        ),
        table=("date", "note", "hours", "project", "service"),
        brief=("hours", "project", "service", "note"),
        composer=("date", "hours", "note", "project", "service"),
        order="-date",
        small=("date", "note", "hours"),
        on="date",
        card=("date", "service", "hours"),
        search=("note",),
        notes={"project": "Follows from the service; one of the two is needed."},
    )
)
