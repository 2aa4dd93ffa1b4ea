"""Open invoices that a bank line may pay: by number, by amount, by payer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import fold
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.sorting.proposals.proposal import (
    INVOICE,
    INVOICES,
    PART,
    Proposal,
    Told,
    name_of,
    words_of,
)
from freelancer_os.people.models import Workspace

MOST = 20_000  # open invoices that are looked at, the newest
LONGEST = 5  # parts of a number
STRONG = 4  # characters of a number that stands in no text by chance
FEW = 12  # open invoices of one client of which pairs are tried


class Open(NamedTuple):
    """An invoice with something outstanding, in minor units of its currency."""

    id: UUID
    number: str
    client: UUID | None
    currency: str
    outstanding: int


class OpenInvoices:
    """All of a workspace, read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.locale = workspace.locale
        self.by_number: dict[str, Open] = {}
        self.by_amount: dict[tuple[str, int], list[Open]] = defaultdict(list)
        self.of_client: dict[UUID, list[Open]] = defaultdict(list)
        self.names: dict[UUID, list[frozenset[str]]] = {}
        self.called: dict[UUID, str] = {}
        rows = Invoice.objects.of(workspace).filter(status=Invoice.Status.SENT, kind__in=CLAIMS)
        rows = rows.exclude(outstanding=0).order_by("-issue_date", "-id")
        named = ("id", "number", "client_id", "currency", "outstanding")
        with_names = (*named, "client__name", "client__company")
        for *columns, name, company in reversed(rows.values_list(*with_names)[:MOST]):
            self._add(Open(*columns), name or "", company or "")

    def _add(self, found: Open, name: str, company: str) -> None:
        if key := "".join(words_of(fold(found.number or ""))):
            self.by_number[key] = found
        self.by_amount[found.currency, found.outstanding].append(found)
        if found.client is not None:
            self.of_client[found.client].append(found)
            if found.client not in self.names:
                self.called[found.client] = name
                self.names[found.client] = [one for one in map(name_of, (name, company)) if one]

    def proposals(self, told: Told) -> Iterator[Proposal]:
        """What a line may pay, the likeliest first."""
        line = told.line
        currency = line.account.currency
        alike = [one for one in self._named(told) if self._fits(one, line.amount, currency)]
        payers = {pk for pk, names in self.names.items() if any(one <= told.known for one in names)}
        strong = [one for one in alike if len(one.number) >= STRONG]
        if strong:
            yield self._by_number(strong, line.amount, payers)
            return
        same = self.by_amount.get((currency, line.amount), ())
        of_payer = [one for one in same if one.client in payers]
        if of_payer:
            short = [one for one in of_payer if one in alike]
            yield self._one((short or of_payer)[0], line.amount, 80, payer=True,
                            others=len(of_payer) - 1 if not short else 0)  # fmt: skip
            return
        for payer in sorted(payers):
            open_ = [one for one in self.of_client[payer] if self._fits(one, line.amount, currency)]
            if found := self._together(open_, line.amount, told):
                yield found
        if same:
            yield self._one(same[0], line.amount, 40, payer=False, others=len(same) - 1)
        for payer in sorted(payers):
            yield from self._part(self.of_client[payer], line.amount, currency)

    def _named(self, told: Told) -> list[Open]:
        """Those whose number stands in what the line says."""
        found: dict[UUID, Open] = {}
        words = told.words
        for start in range(len(words)):
            key = ""
            for word in words[start : start + LONGEST]:
                key += word
                if (one := self.by_number.get(key)) is not None:
                    found[one.id] = one
        return list(found.values())

    @staticmethod
    def _fits(one: Open, amount: int, currency: str) -> bool:
        return one.currency == currency and (one.outstanding > 0) == (amount > 0)

    def _by_number(self, named: list[Open], amount: int, payers: set[UUID]) -> Proposal:
        total = sum(one.outstanding for one in named)
        if len(named) > 1:
            return self._several(named, amount, sure=total == amount)
        (one,) = named
        is_payer = one.client in payers
        if total == amount:
            why = _("Amount, number and payer agree") if is_payer else _("Amount and number agree")
            return self._paying(INVOICE, named, amount, why, 100, sure=True)
        if abs(amount) < abs(total):
            return self._paying(PART, named, amount, self._left(one, amount), 90)
        more = format_money(amount - total, one.currency, self.locale)
        why = _("The number agrees; {amount} more than is outstanding").format(amount=more)
        return self._paying(INVOICE, named, amount, why, 70)

    def _one(self, one: Open, amount: int, score: int, *, payer: bool, others: int) -> Proposal:
        why = _("Amount and payer agree") if payer else _("The amount agrees")
        if others:
            why = _("{why}; so they do of {count} more").format(why=why, count=others)
        sure = payer and not others
        return self._paying(INVOICE, [one], amount, why, score - bool(others), sure=sure)

    def _together(self, open_: Sequence[Open], amount: int, told: Told) -> Proposal | None:
        """Several of one payer that come to the amount: by short numbers, else all, or two."""
        if len(open_) < 2:
            return None
        numbers = {int(word) for word in told.words if word.isdigit() and len(word) < 10}
        short = [
            one for one in open_ if (last := _last(one.number)) is not None and last in numbers
        ]
        if len(short) > 1 and sum(one.outstanding for one in short) == amount:
            return self._several(short, amount, sure=True)
        if sum(one.outstanding for one in open_) == amount:
            return self._several(open_, amount, sure=False)
        pairs = combinations(open_[:FEW], 2)
        found = [pair for pair in pairs if sum(one.outstanding for one in pair) == amount]
        return self._several(found[0], amount, sure=False) if found else None

    def _several(self, named: Sequence[Open], amount: int, *, sure: bool) -> Proposal:
        sums = [format_money(one.outstanding, one.currency, self.locale) for one in named]
        why = " + ".join(sums)
        if sum(one.outstanding for one in named) != amount:
            why = _("The numbers agree: {sums}").format(sums=why)
        return self._paying(INVOICES, named, amount, why, 85 if sure else 60, sure=sure)

    def _part(self, open_: Iterable[Open], amount: int, currency: str) -> Iterator[Proposal]:
        for one in open_:
            if self._fits(one, amount, currency) and abs(amount) < abs(one.outstanding):
                yield self._paying(PART, [one], amount, self._left(one, amount), 30)
                return

    def _left(self, one: Open, amount: int) -> str:
        rest = format_money(one.outstanding - amount, one.currency, self.locale)
        return _("A part; {amount} stay outstanding").format(amount=rest)

    def _paying(
        self,
        kind: str,
        named: Sequence[Open],
        amount: int,
        why: str,
        score: int,
        *,
        sure: bool = False,
    ) -> Proposal:
        payers = dict.fromkeys(self.called.get(one.client, "") for one in named if one.client)
        numbers = [one.number for one in named]
        title = _(" and ").join(numbers) if len(numbers) < 3 else ", ".join(numbers)
        who = ", ".join(filter(None, payers))
        return Proposal(
            kind=kind,
            targets=tuple(one.id for one in named),
            title=f"{title} · {who}" if who else title,
            amount=amount,
            why=why,
            score=score,
            sure=sure,
            claims=tuple(one.id for one in named),
        )


def _last(number: str) -> int | None:
    """The running number of an invoice's number: 21 of 2026-021."""
    digits = [word for word in words_of(fold(number)) if word.isdigit()]
    return int(digits[-1]) if digits else None
