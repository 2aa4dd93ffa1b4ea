"""A bank line that comes before the day of what recurs: that is posted with it, and not again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import alone
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.recurring.arriving import NEAR
from freelancer_os.finance.recurring.booking import book
from freelancer_os.finance.recurring.recurring import Recurring
from freelancer_os.people.models import Workspace


class Early:
    """What recurs and has a day to come, read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def _by_amount(self) -> dict[int, list[Recurring]]:
        rows = Recurring.objects.of(self.workspace)
        rows = rows.filter(posts_as=Recurring.PostsAs.ENTRY, next_date__isnull=False)
        found: dict[int, list[Recurring]] = defaultdict(list)
        for one in rows.order_by("next_date", "id"):
            total = sum(alone(one.amount, one.tax_rate, one.tax_included))
            found[total if one.kind == Kind.INCOME else -total].append(one)
        return found

    def of(self, line: BankLine) -> Iterator[Recurring]:
        """Those of which the next day comes within five days after the line."""
        for one in self._by_amount.get(line.amount, ()):
            is_near = one.next_date is not None and line.date < one.next_date <= line.date + NEAR
            is_here = one.account_id in (None, line.account_id)
            if is_near and is_here and one.currency == line.account.currency:
                yield one


def post_early(recurring: Recurring) -> Transaction:
    """Post its next day now, unpaid: the bank has taken it already. Raises ValidationError."""
    unit = writing_unit(recurring)
    unit.mention(recurring)
    assert recurring.next_date is not None  # it was proposed for that
    made = book(recurring, recurring.next_date)
    assert isinstance(made, Transaction)  # `Early` has no invoices
    made.unpay()
    return made
