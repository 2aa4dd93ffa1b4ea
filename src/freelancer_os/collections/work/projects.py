"""Projects."""

from typing import Any

from freelancer_os.clients.models import Client
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import BaseCurrency, Money
from freelancer_os.engine.kinds.numbers import Percent
from freelancer_os.engine.registry import collections
from freelancer_os.projects.models import Project

STATUSES = (
    ("not_started", "Not started", "stone"),
    ("in_progress", "In progress", "blue"),
    ("completed", "Completed", "green"),
)
PRIORITIES = (("low", "Low", "stone"), ("medium", "Medium", "amber"), ("high", "High", "rose"))
BASES = (("hours", "Hours", "stone"), ("invoiced", "Invoicing", "stone"))


def named(record: Record, name: str) -> dict[str, Any]:
    """A record made in a cell starts with its name."""
    return {"name": name}


PROJECTS = collections.add(
    Collection(
        slug="projects",
        model=Project,
        singular="project",
        plural="projects",
        icon="box",
        section="Work",
        place=20,
        fields=(
            Title(name="name", label="Name", required=True),
            Link(name="client", label="Client", to="clients", model=Client, starts=named),
            Choice(name="priority", label="Priority", choices=PRIORITIES),
            Choice(name="status", label="Status", choices=STATUSES),
            Money(name="value", label="Value"),
            Money(name="hourly_rate", label="Hourly rate"),
            Day(name="start_date", label="Start"),
            Day(name="end_date", label="End", after="start_date"),
            Hours(name="estimated_hours", label="Estimated hours"),
            Hours(name="tracked_hours", label="Tracked hours", read_only=True, why=True),
            Percent(name="completion", label="Completion"),
            Choice(name="completion_basis", label="Completion by", choices=BASES),
            Money(name="invoiced", label="Invoiced", read_only=True, why=True),
            Money(name="income", label="Income", read_only=True, why=True),
            BaseCurrency(name="currency", label="Currency"),
        ),
        table=(
            "name",
            "client",
            "priority",
            "status",
            "value",
            "start_date",
            "end_date",
            "completion",
            "invoiced",
            "income",
        ),
        brief=("value", "priority", "status", "client", "completion"),
        composer=("name", "client", "priority", "value", "start_date", "end_date"),
        order="name",
        on="start_date",
        group_by="priority",
        card=("client", "completion", "value", "income"),
        board_sum="value",
        small=("name", "status", "completion"),
        calendar=("start_date", "end_date"),
        sums=("value", "invoiced", "income"),
    )
)
