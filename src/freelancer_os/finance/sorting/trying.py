"""A rule tried on the lines so far, before it is kept."""

from __future__ import annotations

from typing import NamedTuple

from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.sorting.proposals.proposal import Told
from freelancer_os.finance.sorting.rule import Rule
from freelancer_os.people.models import Workspace

MOST = 5_000  # of the newest lines are looked at
KEPT = 20  # of those that fit are told


class Tried(NamedTuple):
    """How many lines fit, how many of them are sorted otherwise, and the newest of them."""

    fit: int
    otherwise: int
    lines: list[BankLine]


def tried(workspace: Workspace, rule: Rule) -> Tried:
    """What a rule that is not saved would have taken."""
    rule.derive()
    if rule.kind is None and rule.category is not None:
        rule.kind = rule.category.kind
    rows = BankLine.objects.of(workspace).select_related("account", "transaction__category")
    if rule.account_id is not None:
        rows = rows.filter(account=rule.account_id)
    found, count, otherwise = list[BankLine](), 0, 0
    for line in rows.order_by("-date", "-id")[:MOST].iterator(500):
        if not rule.takes(line, Told.by(line).haystack):
            continue
        count += 1
        category = line.transaction.category_id if line.transaction is not None else None
        is_other = line.state != BankLine.State.NEW and category != rule.category_id
        otherwise += is_other
        if len(found) < KEPT:
            found.append(line)
    return Tried(count, otherwise, found)
