"""Entries that were there before a bank line: typed by hand, or posted by what recurs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import show_date
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.recurring.early import Early
from freelancer_os.finance.recurring.occurrences import Occurrence
from freelancer_os.finance.sorting.proposals.proposal import ENTRY, RECURRING, Proposal, Told
from freelancer_os.people.models import Workspace

NEAR = timedelta(days=5)  # so far from its line an entry is dated
LATE = timedelta(days=60)  # so much later what was entered as unpaid may be paid


class Known(NamedTuple):
    """An entry: its signed total, the account and day of the one payment it has, if any."""

    id: UUID
    title: str
    day: date
    total: int
    currency: str
    account: UUID | None
    recurs: bool


class KnownEntries:
    """Those that lines may be about, read for some lines together."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.locale = workspace, workspace.locale
        self.by_total: dict[tuple[str, int], list[Known]] = {}
        self.early = Early(workspace)

    def read(self, lines: Sequence[Told]) -> None:
        """Look for what fits these lines."""
        self.by_total = defaultdict(list)
        if not lines:
            return
        workspace, days = self.workspace, [told.line.date for told in lines]
        proven = Payment.objects.of(workspace).filter(
            transaction=OuterRef("pk"), line__isnull=False
        )
        rows = Transaction.objects.of(workspace).filter(
            date__range=(min(days) - LATE, max(days) + NEAR),
            total__in={sign * told.line.amount for told in lines for sign in (1, -1)},
            invoice=None,
            is_void=False,
        )
        rows = rows.exclude(Exists(proven)).filter(paid__in=(0, *_paid(lines)))
        posted = Occurrence.objects.of(workspace).filter(transaction=OuterRef("pk"))
        named = ("id", "description", "date", "kind", "total", "currency", "paid", "account_id")
        for pk, title, day, kind, total, currency, paid, account, on, recurs in rows.annotate(
            recurs=Exists(posted)
        ).values_list(*named, "paid_on", "recurs"):
            if paid in (0, total) and total and (paid == 0 or account is not None):
                signed = total if kind == Kind.INCOME else -total
                found = Known(pk, title or "", on or day, signed, currency, account, recurs)
                self.by_total[currency, signed].append(found)

    def proposals(self, told: Told) -> Iterator[Proposal]:
        """What a line may be about, the nearest first."""
        line = told.line
        near = []
        for one in self.by_total.get((line.account.currency, line.amount), ()):
            apart = line.date - one.day
            is_here = one.account == line.account_id and abs(apart) <= NEAR
            is_open = one.account is None and -NEAR <= apart <= LATE
            if is_here or is_open:
                near.append((one.account is None, abs(apart), one.id, one))
        near.sort(key=lambda found: found[:3])
        for place, (is_open, apart, _pk, one) in enumerate(near[:3]):
            is_sure = len(near) == 1 and apart <= NEAR
            yield Proposal(
                kind=RECURRING if one.recurs else ENTRY,
                targets=(one.id,),
                title=one.title or str(Kind(Kind.INCOME if one.total > 0 else Kind.EXPENSE).label),
                amount=line.amount,
                why=self._why(one, is_open=is_open),
                score=(75 if is_open else 90) - place if apart <= NEAR else 35,
                sure=is_sure,
                claims=(one.id,),
            )
        for recurring in self.early.of(line):
            day = show_date(recurring.next_date or line.date, self.locale, today=date.min)
            yield Proposal(
                kind=RECURRING,
                targets=(recurring.pk,),
                title=str(recurring),
                amount=line.amount,
                why=_("Recurring entry of {date}, which is posted with it").format(date=day),
                score=88,
                sure=True,
                claims=(recurring.pk,),
            )

    def _why(self, one: Known, *, is_open: bool) -> str:
        day = show_date(one.day, self.locale, today=date.min)
        if one.recurs:
            return _("Recurring entry of {date}").format(date=day)
        if is_open:
            return _("Entered by hand on {date}, not paid yet").format(date=day)
        return _("Entered by hand as paid on {date}").format(date=day)


def _paid(lines: Sequence[Told]) -> set[int]:
    return {sign * told.line.amount for told in lines for sign in (1, -1)}
