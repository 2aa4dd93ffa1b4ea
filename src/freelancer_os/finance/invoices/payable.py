"""An invoice and money: paid, in part or too much, opened again, settled with another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.money import half_up
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import WHOLE
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.headed import InvoiceKind, no_claim
from freelancer_os.finance.invoices.rest import Rest
from freelancer_os.finance.invoices.totalled import Totalled
from freelancer_os.finance.payments.whole_invoice import (
    cover,
    cover_part,
    payments_on,
    told,
    uncover,
)
from freelancer_os.finance.settlements import settlements


class Payable(Totalled):
    """What is done with an invoice about money."""

    client: Any
    client_id: UUID | None
    currency: Any

    class Meta:
        abstract = True

    def send(self) -> None:
        """Send it: what is paid has been sent."""
        raise NotImplementedError

    def lines(self) -> list[Transaction]:
        """Its lines, read to be written."""
        raise NotImplementedError

    def mark_paid(
        self, account: Account | None, on: date | None = None, rate: int | None = None
    ) -> None:
        """Send if needed and record payments for what is outstanding, by default today."""
        catch_up(self)
        if self.state == self.State.PAID:
            return
        self._be_sent()
        cover(self, account, on or self.workspace.today, rate)
        catch_up(self)

    def pay(
        self,
        account: Account | None,
        amount: int | None = None,
        on: date | None = None,
        rate: int | None = None,
        rest: str = Rest.OPEN,
    ) -> Self | None:
        """Record a payment of `amount` minor units, by default of all that is outstanding, spread
        over the lines. Sends if needed. Of what is less the `rest` says what becomes of it; the
        credit note for a discount is returned.

        What is more is kept as the client's credit; of an invoice that was paid too much it is
        paid back. Raises ValidationError.
        """
        catch_up(self)
        on = on or self.workspace.today
        if rest != Rest.OPEN:
            return self._pay_less(account, amount, on, rate, rest)
        if amount is None or (amount == abs(self.outstanding) and not self.is_overpaid):
            self.mark_paid(account, on, rate)
            return None
        self._be_sent()
        cover_part(self, account, amount, on, rate)
        catch_up(self)
        return None

    def _pay_less(
        self, account: Account | None, amount: int | None, on: date, rate: int | None, rest: str
    ) -> Self | None:
        """A payment that is all there will be: the rest is a discount, or a fee of the bank."""
        self._be_sent()
        if amount is None or not 0 < amount < self.outstanding:
            if amount is not None and amount <= 0:
                raise refusal("amount", _("Enter an amount above zero."))
            told = format_money(self.outstanding, self.currency, self.workspace.locale)
            sentence = _("Enter what arrived: less than the {amount} that are outstanding.")
            raise refusal("amount", sentence.format(amount=told))
        left = self.outstanding - amount
        if rest == Rest.DISCOUNT:
            self._refuse_more_off(left)
        if rest == Rest.FEE:
            self.mark_paid(account, on, rate)
            self._book_fee(account, left, on, rate)
            return None
        cover_part(self, account, amount, on, rate)
        catch_up(self)
        return self.credit_discount(left, on)

    def _refuse_more_off(self, left: int) -> None:
        """What was agreed on is the most that is a discount. Raises ValidationError."""
        most = half_up(self.payable * self.early_percent, WHOLE)
        if self.early_percent and left > most:
            told = format_money(most, self.currency, self.workspace.locale)
            sentence = _("The discount is {amount} at most. Say what else the rest is.")
            raise refusal("rest", sentence.format(amount=told))

    def _book_fee(self, account: Account | None, amount: int, on: date, rate: int | None) -> None:
        fee = Transaction(workspace=self.workspace)
        said = _("Bank fee for {invoice}").format(invoice=self)
        worth = {"amount": amount, "currency": self.currency}
        fee.edit({"kind": Kind.EXPENSE.value, "date": on, "description": said, **worth})
        if account is not None:
            fee.pay(account, on, rate)

    def credit_discount(self, amount: int, on: date) -> Self:
        """A credit note that was sent, for a discount of `amount` for early payment."""
        raise NotImplementedError

    def reopen(self, *, with_lines: bool = False) -> None:
        """Remove the payments set by hand, `with_lines` those of bank lines; else Conflict. Where
        it stays settled without payments, what settles it is taken away."""
        proven = uncover(self, with_lines=with_lines)
        catch_up(self)
        if self.state == self.State.PAID and proven:
            payments = ", ".join(map(told, proven[:3]))
            sentence = _("Bank lines prove that {record} is paid: {payments}.")
            raise Conflict(sentence.format(record=self, payments=payments), way="with_lines")
        for end in ("to_invoice", "from_invoice"):
            if self.state == self.State.PAID:
                self.free(end)

    def free_credited(self) -> None:
        """A credit note that is no more pays of nothing. What another invoice has to the client's
        credit, or a deposit, is in use: raises ValidationError."""
        if self.kind == InvoiceKind.CREDIT_NOTE:
            self.free("from_invoice")
            return
        for one in settlements.settlements_of(self, "from_invoice")[:1]:
            sentence = _("{amount} of it are taken off {target}. Take that settlement away first.")
            told = format_money(one.amount, self.currency, self.workspace.locale)
            raise refusal("status", sentence.format(amount=told, target=one.to_invoice))

    def settle_with(self, source: Payable, amount: int | None = None) -> settlements.Settlement:
        """Let another invoice of the client pay `amount` minor units of it, by default as much as
        can be. Raises ValidationError."""
        made = settlements.Settlement(workspace=self.workspace)
        given = {} if amount is None else {"amount": amount}
        made.edit({"from": source, "to": self, **given})
        return made

    def free(self, end: str) -> None:
        """Take the settlements away in which it stands at one end."""
        for one in settlements.settlements_of(self, end):
            one.remove()
        catch_up(self)

    def settle_credited(self) -> None:
        """A credit note that is sent settles what is outstanding of its invoice; the rest is the
        client's credit."""
        credited = self.credits
        if self.kind != InvoiceKind.CREDIT_NOTE or credited is None:
            return
        for invoice in (self, credited):
            catch_up(invoice)
        if self.outstanding < 0 < credited.outstanding and credited.status == self.Status.SENT:
            credited.settle_with(self)
            catch_up(self)

    def refuse_money(self) -> None:
        """Raises ValidationError where payments or a settlement count on it."""
        if payments_on(self):
            raise refusal(
                "status", _("{record} has payments. Take them away first.").format(record=self)
            )
        found = settlements.settlements_of(self, "to_invoice")
        if found:
            named = ", ".join(map(settlements.told, found))
            sentence = _("{record} is settled with {settlements}. Take that away first.")
            raise refusal("status", sentence.format(record=self, settlements=named))

    def refuse_other_client(self, asked: Mapping[str, object]) -> None:
        """What is settled with another of the same client stays theirs. Raises ValidationError."""
        if self._state.adding or asked.get("client", self.client) == self.client:
            return
        found = settlements.settlements_of(self)
        if found:
            sentence = _("{record} is settled with {settlements}. Take that away first.")
            named = ", ".join(map(settlements.told, found))
            raise refusal("client", sentence.format(record=self, settlements=named))

    def _be_sent(self) -> None:
        self.refuse_void()
        if not self.is_claim:
            raise refusal("status", no_claim())
        if self.status != self.Status.SENT:
            self.send()
        catch_up(self)
        if not self.payable:
            raise refusal("status", _("{record} has nothing to be paid.").format(record=self))
