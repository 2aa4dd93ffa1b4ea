"""Accounts; on a transaction they are the payment mode."""

from freelancer_os.collections.money.archive import archiving
from freelancer_os.engine.actions import Aside
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.iban import Iban
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account

KINDS = (
    ("bank", "Bank", "violet"),
    ("card", "Card", "blue"),
    ("cash", "Cash", "amber"),
    ("wallet", "Wallet", "stone"),
)

ACCOUNTS = collections.add(
    Collection(
        slug="accounts",
        model=Account,
        singular="account",
        plural="accounts",
        icon="landmark",
        section="Money",
        place=30,
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            Currency(name="currency", label="Currency"),
            Money(name="opening_balance", label="Opening balance", of="currency"),
            Iban(name="iban", label="IBAN", max_length=50),
            Text(name="bic", label="BIC", max_length=11),
            Text(name="holder", label="Account holder", max_length=140),
            Flag(name="on_invoices", label="On invoices"),
            Flag(name="archived", label="Archived"),
            Money(
                name="balance",
                label="Balance",
                of="currency",
                read_only=True,
                why=True,
                sums="moved",
                starts="opening_balance",
            ),
        ),
        table=("name", "kind", "currency", "opening_balance", "balance"),
        brief=("balance", "kind"),
        composer=("name", "kind", "currency", "opening_balance"),
        sums=("opening_balance", "balance"),
        board_sum="balance",
        order="name",
        actions=archiving(),
        asides=(
            Aside(
                name="movements",
                label="Movements",
                icon="list",
                leads="/reports/balance/?account={pk}",
            ),
            Aside(
                name="reconciliation",
                label="Reconciliation",
                icon="check-check",
                leads="/reports/reconciliation/?account={pk}",
            ),
        ),
        notes={
            "currency": "The workspace's, unless you say so; it stays once money has moved.",
            "holder": "As the bank has the name; the workspace's unless you say so.",
            "archived": "Once it is empty. It is offered nowhere then.",
            "on_invoices": "Of several in one currency the one that invoices name.",
        },
    )
)
