"""Services."""

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.entries.transaction_links import new_project, of_client
from freelancer_os.collections.work.projects import STATUSES, named
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import BaseCurrency, Money
from freelancer_os.engine.kinds.named import Names
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Membership
from freelancer_os.projects.models import Project, Service

PRICINGS = (("hourly", "Hourly", "stone"), ("fixed", "Fixed", "stone"))


def team(formats: Formats) -> list[str]:
    """Those who work in the workspace, by name."""
    members = Membership.objects.filter(workspace=formats.workspace).select_related("user")
    return sorted(str(one.user) for one in members)


SERVICES = collections.add(
    Collection(
        slug="services",
        model=Service,
        singular="service",
        plural="services",
        icon="wrench",
        section="Work",
        place=30,
        fields=(
            Title(name="name", label="Name", required=True),
            Link(name="client", label="Client", to="clients", model=Client, starts=named),
            Link(
                name="project",
                label="Project",
                to="projects",
                model=Project,
                offered=of_client,
                starts=new_project,
            ),
            Choice(name="status", label="Status", choices=STATUSES),
            Choice(name="pricing", label="Pricing", choices=PRICINGS),
            Money(name="rate", label="Rate"),
            Money(name="hourly_rate", label="Hourly rate"),
            Hours(name="expected_hours", label="Expected hours"),
            Day(name="start_date", label="Start"),
            Day(name="end_date", label="End", after="start_date"),
            Names(name="assignees", label="Team", max_length=500, known=team),
            Money(name="total_value", label="Total value", read_only=True),
            Money(name="income", label="Income", read_only=True, why=True),
            BaseCurrency(name="currency", label="Currency"),
        ),
        table=(
            "name",
            "status",
            "client",
            "project",
            "pricing",
            "rate",
            "expected_hours",
            "assignees",
            "total_value",
            "income",
        ),
        brief=("total_value", "status", "client", "project"),
        composer=("name", "project", "client", "pricing", "rate", "expected_hours"),
        order="name",
        on="start_date",
        group_by="status",
        card=("client", "project", "total_value", "income"),
        board_sum="total_value",
        small=("name", "status", "income"),
        sums=("total_value", "income"),
    )
)
