"""Tax rates: what is offered where a rate is typed, and which one is usual."""

from freelancer_os.collections.money.archive import archiving
from freelancer_os.collections.money.transactions import TAX_CATEGORIES
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import ChoiceOrNone
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import TaxRate

TAX_RATES = collections.add(
    Collection(
        slug="tax-rates",
        model=TaxRate,
        singular="tax rate",
        plural="tax rates",
        icon="percent",
        section="Settings",
        place=20,
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Rate(name="rate", label="Rate", required=True, minimum=0, maximum=1_000_000),
            ChoiceOrNone(name="tax_category", label="Tax category", choices=TAX_CATEGORIES),
            Flag(name="usual", label="Usual rate"),
            Flag(name="archived", label="Archived"),
        ),
        table=("name", "rate", "tax_category", "usual"),
        brief=("rate", "usual"),
        composer=("name", "rate", "tax_category"),
        order="-rate",
        actions=archiving(),
        notes={
            "rate": "In per cent. Entries keep the number that they bear when it changes.",
            "tax_category": "By its code of UNCL 5305; null where it follows from the rate. All "
            "but `S` have the rate 0.",
            "usual": "A new entry takes it whose category is of the business and has no usual "
            "rate of its own. At most one is usual: another one takes over.",
        },
    )
)
