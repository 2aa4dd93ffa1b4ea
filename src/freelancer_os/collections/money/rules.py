"""Rules by which bank lines are sorted."""

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.categories import KINDS
from freelancer_os.collections.money.entries import transaction_links as links
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import ChoiceOrNone
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Rate
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Category, Rule
from freelancer_os.projects.models import Service

RULES = collections.add(
    Collection(
        slug="rules",
        model=Rule,
        singular="rule",
        plural="rules",
        icon="list-filter",
        section="Settings",
        place=30,
        fields=(
            Title(name="name", label="Name", max_length=120),
            Text(name="contains", label="Text contains", max_length=200),
            Link(name="account", label="Account", to="accounts", model=Account, colour="violet"),
            Money(name="amount_min", label="At least", of="account"),
            Money(name="amount_max", label="At most", of="account"),
            ChoiceOrNone(name="kind", label="Kind", choices=KINDS),
            Link(
                name="category",
                label="Category",
                to="categories",
                model=Category,
                colour="stone",
                coloured="colour",
            ),
            Link(name="client", label="Client", to="clients", model=Client),
            Link(
                name="service",
                label="Service",
                to="services",
                model=Service,
                beside=links.client_name,
            ),
            Text(name="description", label="Description", max_length=300),
            Rate(name="tax_rate", label="Tax rate", minimum=0, maximum=1_000_000),
            Link(name="transfer_to", label="Transfer with", to="accounts", model=Account),
            Number(name="position", label="Position", places=0, minimum=0, maximum=100_000),
        ),
        table=("name", "contains", "category", "transfer_to", "account", "position"),
        brief=("category", "transfer_to", "position"),
        composer=("contains", "category", "transfer_to", "account"),
        order="position",
        small=("name", "contains", "category"),
        notes={
            "name": "The text that its lines contain, unless you say so.",
            "contains": "In payee or text, without regard to case and accents.",
            "amount_min": "Without a sign, in the currency of the account, else of the workspace.",
            "kind": "As the category has it, unless you say so; null for a transfer both ways.",
            "transfer_to": "Instead of a category: the account on the other side.",
            "position": "The first that fits counts. Last, unless you say so.",
        },
    )
)
