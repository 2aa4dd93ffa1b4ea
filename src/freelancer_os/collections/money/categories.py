"""Categories of income and expenses."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.collections.money.archive import archiving
from freelancer_os.collections.money.entries.known_rates import known_rates
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.notices import Notice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Category

KINDS = (("income", "Income", "green"), ("expense", "Expense", "rose"))
COUNTS = (
    ("business", "Business", "green"),
    ("sales_tax", "Sales tax, paid or refunded", "amber"),
    ("income_tax", "Income tax, paid or refunded", "amber"),
    ("private", "Private, in no profit", "stone"),
)
COLOURS = tuple((value, label, value) for value, label in Category.Colour.choices)


def meanings() -> dict[str, str]:
    """What each way of counting does to profit, balances and tax."""
    return {
        "business": _("In profit, budgets and the tax report, and in balances once it is paid."),
        "sales_tax": _(
            "In balances, never in profit; it lowers the sales tax that is still to be paid over."
        ),
        "income_tax": _(
            "In balances, never in profit; it lowers what is set aside for income tax."
        ),
        "private": _("In balances, never in profit, budgets or the tax report."),
    }


def others(rows: QuerySet[Category], category: Category) -> QuerySet[Category]:
    """The categories into which one may be merged."""
    return rows.filter(kind=category.kind).exclude(pk=category.pk)


def merges(category: Category, formats: Formats) -> str:
    """What becomes of its entries."""
    sentence = _("Moves all entries and budgets of {category} to another one and deletes it.")
    return sentence.format(category=category)


def starts_with(formats: Formats) -> Iterator[Notice]:
    """The starter set, while there is no category but the built-in one."""
    if not Category.objects.of(formats.workspace).filter(is_client=False).exists():
        sentence = _("The starter set has categories for freelancers, with their usual tax rates.")
        yield Notice(sentence, "/settings/starter/", _("Add the starter set"), posts=True)


MERGE = Action(
    verb="merge",
    label="Merge category",
    icon="merge",
    offered=lambda category: not category.is_client,
    otherwise="Client income is built in and cannot be merged away.",
    fields=(
        Link(
            name="into",
            label="Move its entries to",
            to="categories",
            model=Category,
            offered=others,
            required=True,
        ),
    ),
    effect=merges,
    does=lambda category, given: category.merge_into(given["into"]),
    done="Merged {record} into {into}",
    is_dangerous=True,
)

ARCHIVING = archiving(lambda category: not category.is_client)

CATEGORIES = collections.add(
    Collection(
        slug="categories",
        model=Category,
        singular="category",
        plural="categories",
        icon="tag",
        section="Money",
        place=40,
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            Flag(name="is_client", label="Client income", read_only=True),
            Choice(name="colour", label="Colour", choices=COLOURS),
            Choice(name="counts", label="Counts as", choices=COUNTS, meanings=meanings),
            Rate(
                name="tax_rate",
                label="Usual tax rate",
                minimum=0,
                maximum=1_000_000,
                known=known_rates,
            ),
            Flag(name="archived", label="Archived"),
        ),
        table=("name", "kind", "colour", "counts", "tax_rate", "is_client"),
        brief=("kind", "colour"),
        composer=("name", "kind", "colour", "counts", "tax_rate"),
        order="name",
        actions=(MERGE, *ARCHIVING),
        taken_along=("budgets",),
        notices=starts_with,
        notes={
            "tax_rate": "In per cent: what a new entry of the category takes, unless its own is "
            "sent; null for the usual rate of the workspace (`tax-rates`).",
        },
    )
)
