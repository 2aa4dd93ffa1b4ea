"""To what receipts may belong: for some of them together, each with the best proposal first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.log.rows import in_batches
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.keeping import ENTRY as LABEL
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.sorting.proposals.proposal import ENTRY, Proposal, name_of
from freelancer_os.people.models import Workspace

LINE = "bank_line"
EARLY, LATE = timedelta(days=14), timedelta(days=60)  # around its day, what it may prove
BACK = timedelta(days=180)  # what a receipt without a day may prove
NEAR = 5  # days within which a day agrees
MOST = 3  # proposals of one receipt
RIVAL = 8  # so much nearer has the best one to be, to be sure


class Candidate(NamedTuple):
    """An expense without a receipt, or a line that is to be sorted; `names` are its words."""

    kind: str
    id: UUID
    title: str
    day: date
    names: frozenset[str]


class Proposer:
    """Proposes for receipts of a workspace that wait."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.base = workspace, workspace.currency
        self.claimed = set[object]()  # by what is sure already
        self.by_amount: dict[tuple[str, int], list[Candidate]] = {}

    def of(self, receipts: Iterable[Receipt]) -> dict[UUID, list[Proposal]]:
        """The proposals of each, the best first. Of two that would be of one entry, the earlier one
        is sure of it."""
        found: dict[UUID, list[Proposal]] = {}
        for some in in_batches(sorted(receipts, key=lambda one: (one.date or date.max, one.pk))):
            self._read([one for one in some if one.amount is not None])
            for one in some:
                found[one.pk] = list(self._sorted(one)) if one.amount is not None else []
        return found

    def _read(self, receipts: Sequence[Receipt]) -> None:
        """Look for what fits these, in three statements."""
        self.by_amount = defaultdict(list)
        if not receipts:
            return
        days = [one.date for one in receipts if one.date is not None]
        first = min([*(day - EARLY for day in days), self.workspace.today - BACK])
        last = max([*(day + LATE for day in days), self.workspace.today + EARLY])
        amounts = {one.amount for one in receipts if one.amount is not None}
        own = Q(total__in=amounts) | Q(base_total__in=amounts)
        entries = self._entries().filter(own, date__range=(first, last))
        named = ("id", "description", "date", "currency", "total", "base_total")
        for pk, title, day, currency, total, base_total in entries.values_list(*named):
            one = Candidate(ENTRY, pk, title or _("Expense"), day, name_of(title))
            keys = {(currency, total), (self.base, base_total)}
            for key in keys:
                self.by_amount[key].append(one)
        lines = BankLine.objects.of(self.workspace).filter(
            state=BankLine.State.NEW,
            amount__in=[-amount for amount in amounts],
            date__range=(first, last),
        )
        told = ("id", "payee", "text", "date", "account__currency", "amount")
        for pk, payee, text, day, currency, amount in lines.values_list(*told):
            names = name_of(f"{payee} {text}")
            one = Candidate(LINE, pk, payee or text, day, names)
            self.by_amount[currency, -amount].append(one)

    def _entries(self) -> QuerySet[Transaction]:
        """Expenses without a file, but for those that lines to be sorted have made."""
        files = Attachment.objects.of(self.workspace).filter(model=LABEL, record_id=OuterRef("pk"))
        lines = BankLine.objects.of(self.workspace).filter(transaction=OuterRef("pk"))
        rows: QuerySet[Transaction] = Transaction.objects.of(self.workspace)
        return rows.filter(~Exists(files), kind=Kind.EXPENSE).exclude(
            Exists(lines.filter(state=BankLine.State.NEW))
        )

    def _sorted(self, receipt: Receipt) -> Iterator[Proposal]:
        assert receipt.amount is not None  # else nothing was looked for
        fitting = self.by_amount.get((receipt.currency, receipt.amount), ())
        found = [one for candidate in fitting if (one := self._proposal(receipt, candidate))]
        found.sort(key=lambda one: (-one.score, one.targets))
        for place, one in enumerate(found[:MOST]):
            is_clear = len(found) == 1 or one.score - found[1].score >= RIVAL
            if place or not one.sure or not is_clear or self.claimed.intersection(one.claims):
                yield one.unsure()
                continue
            self.claimed.update(one.claims)
            yield one

    def _proposal(self, receipt: Receipt, one: Candidate) -> Proposal | None:
        apart = one.day - receipt.date if receipt.date is not None else None
        if apart is not None and not -EARLY <= apart <= LATE:
            return None
        supplier = name_of(receipt.supplier)
        agrees = bool(supplier & one.names)
        differs = bool(supplier and one.names and not agrees)
        days = abs(apart.days) if apart is not None else None
        near = 30 - min(days, 25) if days is not None else 10
        return Proposal(
            kind=one.kind,
            targets=(one.id,),
            title=one.title,
            amount=receipt.amount or 0,
            why=_why(days, agrees=agrees),
            score=40 + near + (25 if agrees else -10 if differs else 0),
            sure=days is not None and not differs and (agrees or days <= NEAR),
            claims=(one.id,),
        )


def _why(days: int | None, *, agrees: bool) -> str:
    """Why a receipt belongs there, in words."""
    parts = [_("amount agrees")]
    if days == 0:
        parts.append(_("same day"))
    elif days is not None:
        parts.append(ngettext("{count} day apart", "{count} days apart", days).format(count=days))
    if agrees:
        parts.append(_("supplier agrees"))
    return " · ".join(parts)
