"""Changing the base currency: one change, of many rows a job, in which everything follows.

The workspace changes first, so that what is derived meanwhile is derived in the new currency; then
accounts, entries with what pays them, and what else holds an amount. Nobody else writes meanwhile
(`Unit.recasts`), and undoing puts back the minor units that were stored.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.core.undo.slices import hold_all
from freelancer_os.core.values.scaled import print_scaled
from freelancer_os.core.words import Sentence
from freelancer_os.finance.base_currency.figures import recast_figures
from freelancer_os.finance.base_currency.recast import Recast
from freelancer_os.finance.base_currency.refusals import refuse
from freelancer_os.finance.base_currency.walking import Walk
from freelancer_os.finance.models import (
    Account,
    BankLine,
    ClosingBalance,
    Invoice,
    Payment,
    Recurring,
    Rule,
    SettledLine,
    Settlement,
    Transaction,
    Transfer,
)
from freelancer_os.people.models import User, Workspace

RATE_PLACES = 10
Pays = Payment | SettledLine


def change_currency(unit: Unit, recast: Recast) -> None:
    """Count in another base currency from here on. Raises ValidationError and Conflict."""
    refuse(unit, recast)
    hold_all(unit)
    unit.workspace.set_currency(recast.new)
    Changing(unit, recast).go()


def recast_all(workspace: Workspace, user: User, recast: Recast) -> Change:
    """Do it, from a page; its log entry. Raises ValidationError and Conflict."""
    with change(workspace, user, told(recast)) as unit:
        change_currency(unit, recast)
    assert unit.written is not None  # the workspace itself is
    return unit.written


def told(recast: Recast) -> Sentence:
    """What is done, for the history."""
    parts = {"old": recast.old, "new": recast.new}
    if not recast.converts:
        return Sentence(
            "Changed the base currency from {old} to {new}, with the same figures", parts
        )
    rate = print_scaled(recast.rate, RATE_PLACES)
    return Sentence(
        "Changed the base currency from {old} to {new}, at {rate}", {**parts, "rate": rate}
    )


class Changing(Walk):
    """What is done of it so far."""

    def __init__(self, unit: Unit, recast: Recast) -> None:
        super().__init__(unit, recast)
        self.relabelled = frozenset[UUID]()  # accounts
        self.settled = set[UUID]()  # invoices

    def go(self) -> None:
        if not self.recast.converts:
            self._accounts()
        for entries in self.batches(Transaction, self._entries_but_lines):
            self._entries(entries)
        if not self.recast.converts:
            for invoices in self.batches(Invoice, self.old):
                self._invoices(invoices)
        if not self.recast.converts and self.recast.rounds:
            settle(self.unit)
            self.each(Settlement, Q(to_invoice__currency=self.recast.new), self._settlement)
            self.each(Transfer, Q(), self._transfer)
            of_banks = Q(account__in=self.relabelled)
            self.each(BankLine, of_banks, self._of_bank)
            self.each(ClosingBalance, of_banks, self._of_bank)
        self.each(Payment, self._across, self.unit.mention)
        self.each(Recurring, Q(), self.recast.recurring)
        self.each(Rule, Q(account=None) | Q(account__in=self.relabelled), self.recast.rule)
        rated = Q() if self.recast.converts else Q(exchange_rate__isnull=False)
        held = dict(self.unit.rows(Account).values_list("pk", "currency"))
        self.each(BankLine, rated, lambda one: self.recast.bank_line(one, held[one.account_id]))
        recast_figures(self)
        self._empty_archived()

    @property
    def _entries_but_lines(self) -> Q:
        """Entries of which something changes; lines in the old currency go with their invoice."""
        if self.recast.converts:
            return Q()
        found = Q(invoice__isnull=True) | ~self.old
        either = Q(currency__in=(self.recast.old, self.recast.new))
        return found if self.recast.rounds else found & either

    @property
    def _across(self) -> Q:
        """What may have brought something in the base currency for an entry in another."""
        either = Q(account__currency__in=(self.recast.old, self.recast.new))
        return (
            either & Q(transaction__isnull=False) & ~Q(account__currency=F("transaction__currency"))
        )

    def _accounts(self) -> None:
        accounts = list(self.unit.rows(Account).filter(self.old))
        self.relabelled = frozenset(one.pk for one in accounts)
        for one in accounts:
            one.opening_balance = self.recast.same(one.opening_balance)
            one.currency = self.recast.new
            one.save()

    def _invoices(self, invoices: list[Invoice]) -> None:
        self.settled |= {one.pk for one in invoices if one.payable and not one.outstanding}
        for one in invoices:
            one.discount, one.currency = self.recast.same(one.discount), self.recast.new
            one.save()
        self._entries(self.lines([one.pk for one in invoices]))

    def lines(self, invoices: list[UUID]) -> list[Transaction]:
        """The lines of invoices, in the order of their ids; put so here, since the database would
        look for many of them in that order, among all that there are."""
        found = self.unit.rows(Transaction).filter(invoice__in=invoices)
        return sorted(found, key=lambda line: line.pk)

    def _entries(self, entries: list[Transaction]) -> None:
        """Entries, and where amounts are rounded what pays them: what was settled stays so."""
        settled = {one.pk for one in entries if one.payable and not one.outstanding}
        rounds = self.recast.rounds and not self.recast.converts
        pays: list[Pays] = []
        if rounds:
            pays += [*self._settled_lines(entries), *self._payments(entries)]
        for entry in entries:
            if not self.recast.entry(entry):
                self.unit.mention(entry)  # what it is worth is derived anew
            entry.save()
        for payment in pays:
            payment.save()
        if settled and pays:
            settle(self.unit)
            self._cover(settled, pays)
        self.done += len(entries)

    def _settled_lines(self, entries: list[Transaction]) -> list[SettledLine]:
        """What settles of lines without money, recast."""
        of = [one.pk for one in entries if one.currency == self.recast.old]
        rows = self.unit.rows(SettledLine)
        found = [one for some in in_batches(of) for one in rows.filter(line__in=some)]
        for part in found:
            part.settles = self.recast.same(part.settles)
        return found

    def _payments(self, entries: list[Transaction]) -> list[Payment]:
        """The payments of entries, the oldest first, recast."""
        of = [one.pk for one in entries]
        pays = [one for some in in_batches(of) for one in self.paying(some)]
        for payment in pays:
            self.recast.payment(
                payment,
                is_entry_old=payment.transaction.currency == self.recast.old,
                is_account_old=payment.account_id in self.relabelled,
            )
        return pays

    def paying(self, entries: list[UUID]) -> list[Payment]:
        """The payments of entries, the oldest first, likewise."""
        found = self.unit.rows(Payment).filter(transaction__in=entries)
        return sorted(found.select_related("transaction"), key=lambda one: (one.date, one.pk))

    def _cover(self, settled: set[UUID], pays: list[Pays]) -> None:
        """The last that pays an entry which was settled takes over what rounding has left."""
        last = {_paid(one): one for one in pays}
        for pk in settled & last.keys():
            now, part = self.unit.touched[Transaction, pk].now or {}, last[pk]
            if rest := now["total"] - now["withheld"] - now["paid"]:
                part.settles += rest
                if isinstance(part, Payment) and part.account_id in self.relabelled:
                    self._follow(part, now["currency"])
                part.save()

    def _follow(self, payment: Payment, currency: str) -> None:
        """In one currency what moves on the account is what is settled."""
        if currency == self.recast.new:
            sign = 1 if payment.flow == payment.amount else -1
            payment.amount, payment.flow = payment.settles, sign * payment.settles

    def _settlement(self, settlement: Settlement) -> None:
        """Its amount is what it takes off by lines, or what it settles of the one; of the other the
        same, unless that was settled by what its own lines came to: it stays so."""
        if settlement.is_of_deposit:
            lines = self.unit.rows(Transaction).filter(settlement=settlement)
            settlement.amount = max(-sum(line.total for line in lines), 1)
            return
        parts = list(self.unit.rows(SettledLine).filter(settlement=settlement).order_by("id"))
        paid = [one for one in parts if one.line.invoice_id == settlement.to_invoice_id]
        settlement.amount = max(sum(one.settles for one in paid), 1)
        given = [one for one in parts if one not in paid]
        settlement.rounding = 0
        if settlement.from_invoice_id in self.settled:
            settlement.rounding = -sum(one.settles for one in given) - settlement.amount
            given = []
        for some, sign in ((paid, 1), (given, -1)):
            if some and (rest := sign * settlement.amount - sum(one.settles for one in some)):
                some[-1].settles += rest
                some[-1].save()

    def _empty_archived(self) -> None:
        """What rounding left on an archived account is taken off where it began."""
        settle(self.unit)
        for one in self.unit.rows(Account).filter(pk__in=self.relabelled, archived=True):
            one.opening_balance -= one.balance
            one.save()

    def _transfer(self, transfer: Transfer) -> None:
        """Both its amounts, and what they moved."""
        ends = {"from_account_id": "amount", "to_account_id": "amount_to"}
        for account, amount in ends.items():
            if getattr(transfer, account) in self.relabelled:
                setattr(transfer, amount, max(self.recast.same(getattr(transfer, amount)), 1))
        moved = (-transfer.amount, transfer.amount_to)
        for leg, flow in zip(transfer.legs(), moved, strict=True):
            leg.amount = leg.settles = leg.flow = flow
            leg.save()

    def _of_bank(self, one: BankLine | ClosingBalance) -> None:
        one.amount = self.recast.same(one.amount)


def _paid(part: Pays) -> UUID | None:
    """The entry that this pays of."""
    return part.line_id if isinstance(part, SettledLine) else part.transaction_id
