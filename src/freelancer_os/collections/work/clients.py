"""Clients."""

from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.archive import archiving
from freelancer_os.collections.money.entries.losing import sent_to
from freelancer_os.engine.actions import Action, Aside
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import ElectronicAddress, Email, Website
from freelancer_os.engine.kinds.codes import Country, PaperLanguage
from freelancer_os.engine.kinds.days import Deadline
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.money import BaseCurrency, Money
from freelancer_os.engine.kinds.numbers import Percent, Whole
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections

STAGES = (
    ("lead", "Lead", "stone"),
    ("negotiation", "Negotiation", "amber"),
    ("client", "Client", "green"),
)


def moves(client: Client, formats: Formats) -> str:
    """What moving does."""
    return _("Puts {client} into another stage of the pipeline.").format(client=client)


MOVE = Action(
    verb="move",
    label="Move to stage",
    icon="arrow-right",
    fields=("stage",),
    starts=lambda client: {"stage": client.stage},
    effect=moves,
    does=lambda client, given: client.move_to(given["stage"]),
    done="Moved {record} to {stage}",
)

ASIDES = (
    Aside(name="statement", label="Statement", icon="file-text"),
    Aside(name="share", label="Private link", icon="link", for_writers=True),
)

LOST = Text(name="lost_reason", label="Lost because")

CLIENTS = collections.add(
    Collection(
        slug="clients",
        model=Client,
        singular="client",
        plural="clients",
        icon="users",
        section="Work",
        place=10,
        fields=(
            Title(name="name", label="Name", required=True),
            Text(name="company", label="Company"),
            Text(name="contact", label="Contact"),
            Text(name="position", label="Position"),
            Email(name="email", label="Email"),
            Email(name="billing_email", label="Email for invoices"),
            Website(name="website", label="Website", max_length=500),
            OwnChoice(name="stage", label="Stage", choices=STAGES, is_optional=False),
            Text(name="next_step", label="Next step"),
            Deadline(
                name="next_step_on",
                label="Next step on",
                mark="Due",
                waits=lambda client: not client.archived,
                late=lambda client, today: client.is_waiting(today),
            ),
            LOST,
            Money(name="contract_value", label="Contract value"),
            Money(name="hourly_rate", label="Hourly rate"),
            Money(name="invoice_amount", label="Invoice amount", read_only=True, why=True),
            Money(name="invoice_total", label="Invoiced with tax", read_only=True, why=True),
            Percent(name="share_invoiced", label="Share invoiced"),
            Money(name="income", label="Income", read_only=True, why=True),
            Money(name="credit", label="Credit balance", read_only=True, why=True),
            Text(name="street", label="Street"),
            Text(name="postal_code", label="Postal code", max_length=20),
            Text(name="city", label="City", max_length=100),
            Text(name="region", label="Region", max_length=100),
            Country(name="country", label="Country"),
            Text(name="tax_id", label="Tax number", max_length=60),
            ElectronicAddress(name="e_address", label="E-invoice address"),
            Text(name="buyer_reference", label="Buyer reference", max_length=100),
            PaperLanguage(name="language", label="Invoice language"),
            Whole(name="payment_terms_days", label="Days to pay"),
            BaseCurrency(name="currency", label="Currency"),
            Flag(name="archived", label="Archived"),
            Flag(name="no_reminders", label="No reminders"),
        ),
        table=(
            "name",
            "stage",
            "company",
            "contact",
            "email",
            "contract_value",
            "invoice_amount",
            "share_invoiced",
            "income",
        ),
        brief=("contract_value", "stage", "invoice_amount", "share_invoiced"),
        composer=("name", "stage", "company", "contact", "contract_value"),
        order="name",
        group_by="stage",
        card=(
            "contact",
            "position",
            "next_step",
            "next_step_on",
            "share_invoiced",
            "invoice_amount",
            "contract_value",
        ),
        board_sum="contract_value",
        sums=("contract_value", "invoice_amount", "income"),
        actions=(MOVE, *archiving(asks=(LOST,))),
        asides=ASIDES,
        loses=sent_to,
    )
)
