"""The other half of a transfer: on another own account, or named by what the line says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.text import fold
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.sorting.proposals.abroad import CALLED, NEAR, Abroad, at_rate, span
from freelancer_os.finance.sorting.proposals.proposal import TRANSFER, Proposal, Told, name_of
from freelancer_os.people.models import Workspace

# What banks and people call a transfer between own accounts.
_CALLED = frozenset(
    {
        "transfer", "umbuchung", "ubertrag", "uebertrag", "eigenubertrag", "virement", "traspaso",
        "giroconto", "overboeking", "overforing", "prevod", "przelew", "prijenos", "transferencia",
        "trasferimento", "siirto", "own",
    }
)  # fmt: skip


_SAID = ("id", "account", "date", "amount", "payee", "text", "reference")
MOST = 10  # halves that one line may belong to, the nearest


class Half(NamedTuple):
    """What moved on another account: a line that came, or a half of a known transfer."""

    id: UUID
    account: UUID  # the other one
    here: UUID | None  # the account of the line, for the half of a known transfer
    day: date
    amount: int  # as the line has it
    words: frozenset[str]
    moved: int | None = None  # there, where that is in another currency
    is_abroad: bool = False  # whether both accounts are in two currencies


class OtherHalves:
    """What lines may be halves of, read for some lines together; accounts are read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.accounts = {one.pk: one for one in Account.objects.of(workspace)}
        self.names = {pk: name_of(one.name) for pk, one in self.accounts.items()}
        self.abroad = Abroad(workspace.currency, self.accounts)
        self.found: dict[int, list[Half]] = {}
        self.legs: list[Half] = []  # of known transfers between two currencies

    def read(self, lines: Sequence[Told]) -> None:
        """Look for what fits these lines."""
        found: dict[int, list[Half]] = defaultdict(list)
        for told in lines:  # an account that is not kept yet has no name that lines could say
            self.accounts.setdefault(told.line.account_id, told.line.account)
            self.names.setdefault(told.line.account_id, frozenset())
        if lines and len(self.accounts) > 1:
            for half in self._lines(lines):
                found[half.amount].append(half)
            legs = list(self._legs(lines))
            for half in legs:
                found[half.amount].append(half)
            self.legs = [half for half in legs if half.is_abroad]
            self.abroad.read(self._lines_abroad(lines) if self.abroad.is_needed else ())
        self.found = found

    def proposals(self, told: Told) -> Iterator[Proposal]:
        """With which account a line may be a transfer."""
        line = told.line
        near = [half for half in self.found.get(line.amount, ()) if self._fits(half, line)]
        near += [half for half in self._exchanged(told) if half not in near]
        near.sort(key=lambda half: (half.here is None, abs(half.day - line.date), half.id))
        for place, half in enumerate(near[:MOST]):
            is_known = half.here is not None
            is_called = is_known or self._is_called(told, half)
            yield self._with(
                half.account,
                line,
                self._why(half, line),
                (92 if is_known else 86 if is_called else 50) - place,
                sure=is_called and len(near) == 1,
                claims=(half.id,) if is_known else (half.id, line.pk),
            )
        if not near:
            yield from self._named(told)

    def _fits(self, half: Half, line: BankLine) -> bool:
        here, there = self.accounts[line.account_id], self.accounts[half.account]
        if half.account == line.account_id or abs(half.day - line.date) > NEAR:
            return False
        return half.here == line.account_id or (
            half.here is None and here.currency == there.currency
        )

    def _exchanged(self, told: Told) -> Iterator[Half]:
        """What moved on accounts in other currencies and is worth as much, or nearly."""
        line = told.line
        low, high = span(line.amount, CALLED)
        for half in self.legs:
            if self._fits(half, line) and low <= half.amount <= high:
                yield half
        for moved in self.abroad.of(line):
            there = moved.line
            words = Told.by(there).known
            half = Half(there.pk, there.account_id, None, there.date, line.amount, words,
                        there.amount, is_abroad=True)  # fmt: skip
            if self.abroad.is_alike(line, moved) or self._is_called(told, half):
                yield half

    def _is_called(self, told: Told, half: Half) -> bool:
        """Whether one of both sides says that it is a transfer, or names the other account."""
        here, there = self.names[told.line.account_id], self.names[half.account]
        words = told.known | half.words
        return bool(
            words & _CALLED
            or (there and there <= told.known)
            or (here and here <= half.words)
            or self._holds_iban(told, half.account)
        )

    def _named(self, told: Told) -> Iterator[Proposal]:
        """The own account that a line names, of which nothing came yet."""
        for pk, account in self.accounts.items():
            if pk == told.line.account_id or account.archived:
                continue
            if self._holds_iban(told, pk):
                yield self._with(pk, told.line, _("Its IBAN stands in the text"), 72, sure=True)
            elif self.names[pk] and self.names[pk] <= told.known and told.known & _CALLED:
                yield self._with(pk, told.line, _("The text names the account"), 65)

    def _holds_iban(self, told: Told, account: UUID) -> bool:
        iban = fold(self.accounts[account].iban)
        return bool(iban) and iban in told.haystack.replace(" ", "")

    def _with(
        self,
        account: UUID,
        line: BankLine,
        why: str,
        score: int,
        *,
        sure: bool = False,
        claims: tuple[object, ...] = (),
    ) -> Proposal:
        is_alike = self.accounts[account].currency == line.account.currency
        return Proposal(
            kind=TRANSFER,
            targets=(account,),
            title=self.accounts[account].name,
            amount=line.amount,
            why=why,
            score=score,
            sure=sure and (is_alike or bool(claims)),
            claims=claims,
        )

    def _why(self, half: Half, line: BankLine) -> str:
        locale, there = self.workspace.locale, self.accounts[half.account]
        day = show_date(half.day, locale, today=date.min)
        if half.here is not None:
            return _("Transfer of {date}, of which it is the other half").format(date=day)
        why = _("Its other half came with {account} on {date}").format(account=there.name, date=day)
        if half.moved is None:
            return why
        here = line.amount, self.accounts[line.account_id].currency
        return f"{why}: {at_rate(here, (half.moved, there.currency), locale)}"

    def _lines(self, lines: Sequence[Told]) -> Iterator[Half]:
        days = [told.line.date for told in lines]
        rows = BankLine.objects.of(self.workspace).filter(
            state=BankLine.State.NEW,
            date__range=(min(days) - NEAR, max(days) + NEAR),
            amount__in={-told.line.amount for told in lines},
        )
        for line in rows.only(*_SAID):
            told = Told.by(line)
            yield Half(line.pk, line.account_id, None, line.date, -line.amount, told.known)

    def _lines_abroad(self, lines: Sequence[Told]) -> Iterator[BankLine]:
        """Lines of accounts in another currency than that of one of these."""
        own = {self.accounts[told.line.account_id].currency for told in lines}
        others = [pk for pk, one in self.accounts.items() if own - {one.currency}]
        days = [told.line.date for told in lines]
        rows = BankLine.objects.of(self.workspace).filter(
            state=BankLine.State.NEW,
            account__in=others,
            date__range=(min(days) - NEAR, max(days) + NEAR),
        )
        return rows.only(*_SAID, "exchange_rate").iterator()

    def _legs(self, lines: Sequence[Told]) -> Iterator[Half]:
        days = [told.line.date for told in lines]
        rows = Payment.objects.of(self.workspace).filter(
            transfer__isnull=False,
            line=None,
            date__range=(min(days) - NEAR, max(days) + NEAR),
        )
        if not self.abroad.is_needed:
            rows = rows.filter(flow__in={told.line.amount for told in lines})
        ends = ("transfer__from_account_id", "transfer__to_account_id")
        for pk, account, day, flow, source, target in rows.values_list(
            "id", "account_id", "date", "flow", *ends
        ):
            other = target if account == source else source
            is_abroad = self.accounts[source].currency != self.accounts[target].currency
            yield Half(pk, other, account, day, flow, frozenset(), is_abroad=is_abroad)
