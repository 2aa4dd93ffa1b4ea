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
from freelancer_os.finance.sorting.halves import NEAR
from freelancer_os.finance.sorting.proposal import TRANSFER, Proposal, Told, name_of
from freelancer_os.people.models import Workspace

# What banks and people call a transfer between own accounts.
_CALLED = frozenset(
    {
        "transfer", "umbuchung", "ubertrag", "uebertrag", "eigenubertrag", "virement", "traspaso",
        "giroconto", "overboeking", "overforing", "prevod", "przelew", "prijenos", "transferencia",
        "trasferimento", "siirto", "own",
    }
)  # fmt: skip


MOST = 10  # halves that one line may belong to, the nearest


class Half(NamedTuple):
    """What moved on another account: a line that came, or a half of a known transfer."""

    id: UUID
    account: UUID  # the other one
    here: UUID | None  # the account of the line, for the half of a known transfer
    day: date
    amount: int  # as the line has it
    words: frozenset[str]


class OtherHalves:
    """What lines may be halves of, read for some lines together; accounts are read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.accounts = {one.pk: one for one in Account.objects.of(workspace)}
        self.names = {pk: name_of(one.name) for pk, one in self.accounts.items()}
        self.found: dict[int, list[Half]] = {}

    def read(self, lines: Sequence[Told]) -> None:
        """Look for what fits these lines."""
        found: dict[int, list[Half]] = defaultdict(list)
        if lines and len(self.accounts) > 1:
            for half in (*self._lines(lines), *self._legs(lines)):
                found[half.amount].append(half)
        self.found = found

    def proposals(self, told: Told) -> Iterator[Proposal]:
        """With which account a line may be a transfer."""
        line = told.line
        near = [half for half in self.found.get(line.amount, ()) if self._fits(half, line)]
        near.sort(key=lambda half: (half.here is None, abs(half.day - line.date), half.id))
        for place, half in enumerate(near[:MOST]):
            is_known = half.here is not None
            is_called = is_known or self._is_called(told, half)
            yield self._with(
                half.account,
                line,
                self._why(half),
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

    def _why(self, half: Half) -> str:
        day = show_date(half.day, self.workspace.locale, today=date.min)
        name = self.accounts[half.account].name
        if half.here is not None:
            return _("Transfer of {date}, of which it is the other half").format(date=day)
        return _("Its other half came with {account} on {date}").format(account=name, date=day)

    def _lines(self, lines: Sequence[Told]) -> Iterator[Half]:
        days = [told.line.date for told in lines]
        rows = BankLine.objects.of(self.workspace).filter(
            state=BankLine.State.NEW,
            date__range=(min(days) - NEAR, max(days) + NEAR),
            amount__in={-told.line.amount for told in lines},
        )
        for line in rows.only("id", "account", "date", "amount", "payee", "text", "reference"):
            told = Told.by(line)
            yield Half(line.pk, line.account_id, None, line.date, -line.amount, told.known)

    def _legs(self, lines: Sequence[Told]) -> Iterator[Half]:
        days = [told.line.date for told in lines]
        rows = Payment.objects.of(self.workspace).filter(
            transfer__isnull=False,
            line=None,
            date__range=(min(days) - NEAR, max(days) + NEAR),
            flow__in={told.line.amount for told in lines},
        )
        ends = ("transfer__from_account_id", "transfer__to_account_id")
        for pk, account, day, flow, source, target in rows.values_list(
            "id", "account_id", "date", "flow", *ends
        ):
            other = target if account == source else source
            yield Half(pk, other, account, day, flow, frozenset())
