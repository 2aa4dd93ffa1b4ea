"""What a rule says of a bank line, and what was chosen for the same payee before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.sorting.proposals.proposal import (
    CATEGORY,
    RULE,
    TRANSFER,
    Proposal,
    Told,
)
from freelancer_os.finance.sorting.rule import Rule
from freelancer_os.people.models import Workspace

OFTEN = 2  # times that one thing was chosen, and no other, until it is sure


class Chosen:
    """Rules and categories of a workspace, read once, and what was chosen before."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        rules = Rule.objects.of(workspace).order_by("position", "id")
        links = ("category", "client", "service", "transfer_to")
        self.rules = list(rules.select_related(*links))
        self.categories = {one.pk: one for one in Category.objects.of(workspace)}
        self.before: dict[str, list[tuple[date, UUID, int]]] = {}

    def read(self, lines: Sequence[Told]) -> None:
        """Look for what was chosen for the payees of these lines."""
        self.before = defaultdict(list)
        keys = {told.line.payee_key for told in lines} - {""}
        rows = BankLine.objects.of(self.workspace).filter(
            state=BankLine.State.SORTED,
            payee_key__in=keys,
            transaction__category__isnull=False,
        )
        grouped = rows.order_by().values_list("payee_key", "transaction__category_id")
        for key, category, last, times in grouped.annotate(Max("date"), Count("id")):
            self.before[key].append((last, category, times))

    def rule_of(self, told: Told) -> Rule | None:
        """The first that fits."""
        return next((one for one in self.rules if one.takes(told.line, told.haystack)), None)

    def proposals(self, told: Told) -> Iterator[Proposal]:
        """What a line is by rule, else as before."""
        line = told.line
        if (rule := self.rule_of(told)) is not None:
            to, target = rule.transfer_to, rule.category or rule.transfer_to
            assert target is not None  # a rule says something
            yield Proposal(
                kind=RULE if to is None else TRANSFER,
                targets=(target.pk,),
                title=str(target),
                amount=line.amount,
                why=_("Rule “{rule}”").format(rule=rule.name),
                score=68,
                sure=to is None or to.currency == line.account.currency,
                says=None if to is not None else rule.says,
            )
            return
        kind = Kind.EXPENSE if line.amount < 0 else Kind.INCOME
        found = [
            one for one in self.before.get(line.payee_key, ())
            if (known := self.categories.get(one[1])) and known.kind == kind and not known.archived
        ]  # fmt: skip
        if not found:
            return
        _last, pk, times = max(found)
        yield Proposal(
            kind=CATEGORY,
            targets=(pk,),
            title=str(self.categories[pk]),
            amount=line.amount,
            why=ngettext(
                "Chosen for this payee once before",
                "Chosen for this payee {count} times before",
                times,
            ).format(count=times),
            score=45,
            sure=len(found) == 1 and times >= OFTEN,
            says={"category": self.categories[pk]},
        )
