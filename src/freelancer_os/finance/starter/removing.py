"""Taking the starter set away again: what of it was neither used nor changed."""

from collections.abc import Iterator

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.base import Logged
from freelancer_os.core.words import Sentence
from freelancer_os.finance.categories import Category
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.starter.starting import STARTER
from freelancer_os.finance.tax_rates import TaxRate
from freelancer_os.people.models import User, Workspace

Part = Category | TaxRate


def has_starter(workspace: Workspace) -> bool:
    """Whether anything of the set is there as it came, used or not."""
    return any(True for _ in _untouched(workspace))


def remove_starter(workspace: Workspace, user: User) -> Unit:
    """Remove, as one change, what of the set nobody used or changed."""
    with change(workspace, user, Sentence("Removed the starter set")) as unit:
        for one in [*_untouched(unit.workspace)]:
            held = unit.fresh(one)
            if not _is_used(held, unit):
                held.remove()
    return unit


def _untouched(workspace: Workspace) -> Iterator[Part]:
    """What of the set is as it came."""
    rows = ChangeRow.objects.filter(workspace=workspace, change__door=STARTER, action="create")
    came = {row.record_id: row.after for row in rows}
    for model in (Category, TaxRate):
        for one in model.objects.of(workspace).filter(pk__in=came):
            if _facts(one) == came[one.pk]:
                yield one


def _facts(record: Logged) -> dict[str, object]:
    """The logged columns as the log holds them."""
    facts = record.facts(record.values())
    return pack(facts, facts)


def _is_used(one: Part, unit: Unit) -> bool:
    """Whether an entry has the category, or is taxed like this."""
    if isinstance(one, Category):
        return one.is_used()
    taxed = unit.rows(Transaction).filter(tax_rate=one.rate)
    return (taxed if one.rate else taxed.filter(tax_category=one.tax_category)).exists()
