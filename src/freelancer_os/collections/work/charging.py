"""Lines from unbilled hours and from the price list; an invoice of hours."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.log.changes import change
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.scaled import show_hours
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Sentence
from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.write.writing import read_fields
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.hourly import By, charged
from freelancer_os.finance.invoices.billed_time import add_unbilled, of_client, unbilled
from freelancer_os.finance.models import Invoice
from freelancer_os.people.models import User, Workspace
from freelancer_os.projects.models import Project, Service, TimeEntry

UNTIL = Day(name="until", label="Until")
BY = Choice(
    name="by",
    label="One line for",
    choices=tuple((one.value, str(one.label), "stone") for one in By),
)
CLIENT = Link(name="client", label="Client", to="clients", model=Client)
PROJECT = Link(name="project", label="Project", to="projects", model=Project)
AMOUNT = Money(name="amount", label="Amount", of="currency")
R = TypeVar("R", Project, Service)
FROM_HOURS = {one.name: one for one in (CLIENT, PROJECT, UNTIL, BY)}


def invoice_of_hours(workspace: Workspace, user: User, given: Mapping[str, Any]) -> Invoice:
    """A draft of the unbilled hours of a client or of a project (`FROM_HOURS`), as one change.

    Raises ValidationError per field; then nothing is written.
    """
    sentence = Sentence("Added an invoice from unbilled hours")
    with change(workspace, user, sentence, door="api") as unit:
        invoice, formats = Invoice(workspace=unit.workspace), Formats.of(unit.workspace)
        values = read_fields(FROM_HOURS, given, formats, invoice, "load", _unknown)
        of, client = _named(values.get("client"), values.get("project"))
        invoice.edit({"client": client})
        add_unbilled(invoice, of, values.get("until"), values.get("by") or By.SERVICE.value)
    return invoice


def _named(client: Client | None, project: Project | None) -> tuple[Q, Client | None]:
    """Which hours are meant by one of the two, and who is billed."""
    if client is not None and project is None:
        return of_client(client), client
    if project is not None and client is None:
        return Q(project=project), project.client
    raise refusal("client", _("Name a client or a project."))


def _unknown(name: str) -> str:
    return _("This takes no “{name}”.").format(name=name[:40])


def bills(invoice: Invoice, formats: Formats) -> str:
    """How many hours of the client are unbilled by today, and what they come to."""
    rows = TimeEntry.objects.of(invoice.workspace).filter(of_client(invoice.client))
    entries = list(unbilled(rows, invoice.workspace.today))
    if not entries:
        return _("There are no unbilled hours.")
    try:
        amount = sum(one.amount for one in charged(entries, By.SERVICE, invoice.client))
    except ValidationError as lacking:
        return str(lacking.messages[0])
    hours = show_hours(sum(one.hours for one in entries), formats.locale)
    money = format_money(amount, formats.currency, formats.locale)
    return _("{hours} hours are unbilled and come to {amount}.").format(hours=hours, amount=money)


def bill(invoice: Invoice, given: Values) -> None:
    """Bill the hours of the client."""
    by = given.get("by") or By.SERVICE.value
    add_unbilled(invoice, of_client(invoice.client), given.get("until"), by)


def lists(invoice: Invoice, formats: Formats) -> str:
    """What taking a service from the price list does."""
    return _("Adds a line with the name and the rate of the service.")


def charge(invoice: Invoice, given: Values) -> None:
    """A line for a service, by default of one."""
    quantity = given.get("quantity")
    invoice.add_service(given["service"], ONE if quantity is None else quantity)


def takes_project(invoice: Invoice, formats: Formats) -> str:
    """What a line for a project comes to."""
    return _("Adds a line with what is left of the value of the project, or with an amount.")


def charge_project(invoice: Invoice, given: Values) -> None:
    """A line for a project, by default of what is left of its value."""
    invoice.add_project(given["project"], given.get("amount"))


def fitting(rows: QuerySet[R], invoice: Invoice) -> QuerySet[R]:
    """The services or projects of the client, and those of nobody."""
    if invoice.client_id is None:
        return rows
    return rows.filter(Q(client=invoice.client_id) | Q(client__isnull=True))


CHARGING = (
    Action(
        verb="hours",
        label="Unbilled hours",
        icon="timer",
        offered=lambda invoice: bool(invoice.state == "draft" and invoice.client_id),
        otherwise="Only a draft with a client takes unbilled hours.",
        fields=(UNTIL, BY),
        starts=lambda invoice: {
            "until": invoice.workspace.today.isoformat(),
            "by": By.SERVICE.value,
        },
        effect=bills,
        does=bill,
        done="Added unbilled hours to {record}",
        is_quiet=True,
    ),
    Action(
        verb="price",
        label="From the price list",
        icon="list-plus",
        offered=lambda invoice: bool(invoice.state == "draft"),
        otherwise="Only a draft takes new lines.",
        fields=(
            Link(
                name="service",
                label="Service",
                to="services",
                model=Service,
                required=True,
                offered=fitting,
            ),
            Number(name="quantity", label="Quantity", minimum=-(10**13), maximum=10**13),
        ),
        starts=lambda invoice: {"quantity": "1"},
        effect=lists,
        does=charge,
        done="Added {service} to {record}",
        is_quiet=True,
    ),
    Action(
        verb="project",
        label="From a project",
        icon="box",
        offered=lambda invoice: bool(invoice.state == "draft"),
        otherwise="Only a draft takes new lines.",
        fields=(replace(PROJECT, required=True, offered=fitting), AMOUNT),
        effect=takes_project,
        does=charge_project,
        done="Added {project} to {record}",
        is_quiet=True,
    ),
)
