"""What becomes of one amount, one rate, one record when the base currency changes (domain.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import EXCHANGE_UNIT, convert, exponent, half_up
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.recurring.recurring import Recurring
from freelancer_os.finance.recurring.template import amounts_of
from freelancer_os.finance.sorting.rule import Rule


class How(StrEnum):
    """The two ways."""

    RELABEL = "relabel"  # the same figures, in another currency
    CONVERT = "convert"  # what it is worth at a rate


@dataclass(frozen=True)
class Recast:
    """From one base currency to another: `how`, and at which `rate` (10⁻¹⁰ of `new` for one of
    `old`) of which day, where it converts."""

    old: str
    new: str
    how: How
    rate: int
    on: date

    @property
    def converts(self) -> bool:
        return self.how == How.CONVERT

    @property
    def rounds(self) -> bool:
        """Whether the two have other decimals, so that minor units are others."""
        return exponent(self.old) != exponent(self.new)

    def same(self, minor: int) -> int:
        """The printed figure of an amount in the old currency, rounded to the decimals of the new
        one, in its minor units."""
        return convert(minor, self.old, self.new, EXCHANGE_UNIT)

    def base(self, minor: int) -> int:
        """A figure that has no currency of its own."""
        return convert(minor, self.old, self.new, self.rate) if self.converts else self.same(minor)

    def entry(self, entry: Transaction) -> bool:
        """Its amounts and rate; what follows from them is derived when it is saved.

        Whether there was anything to change.
        """
        was = entry.currency, entry.exchange_rate
        self._priced(entry)
        if not self.converts and entry.currency == self.old:
            entry.amount, entry.unit_price = self.same(entry.amount), self.same(entry.unit_price)
            entry.currency = self.new
        return was != (entry.currency, entry.exchange_rate)

    def recurring(self, one: Recurring) -> None:
        """The same of what repeats, whose lines are priced too."""
        self._priced(one)
        if self.converts or one.currency != self.old:
            return
        one.amount, one.currency = self.same(one.amount), self.new
        one.lines = [{**line, "unit_price": self.same(line["unit_price"])} for line in one.lines]
        if one.lines:
            one.amount = sum(amounts_of(one.lines))

    def rule(self, one: Rule) -> None:
        """The bounds of a rule, on an account or on all."""
        for name in ("amount_min", "amount_max"):
            if (minor := getattr(one, name)) is not None:
                is_apart = one.account_id is not None
                setattr(one, name, self.same(minor) if is_apart else self.base(minor))

    def bank_line(self, line: BankLine, currency: str) -> None:
        """At which rate a line of an account in a currency would be booked anew."""
        if currency == self.new:
            line.exchange_rate = None
        elif self.converts and currency == self.old:
            line.exchange_rate = self.rate
        elif self.converts and line.exchange_rate is not None:
            line.exchange_rate = self._crossed(line.exchange_rate)

    def _priced(self, one: Transaction | Recurring) -> None:
        """What one of its currency is worth in the base one; nothing where it is that."""
        if one.currency == self.new:
            one.exchange_rate = None
        elif self.converts and one.currency == self.old:
            one.exchange_rate = self.rate if isinstance(one, Transaction) else None
        elif self.converts and one.exchange_rate is not None:
            one.exchange_rate = self._crossed(one.exchange_rate)

    def _crossed(self, rate: int) -> int:
        """A rate to the old base currency as one to the new. Raises ValidationError on `rate`."""
        found = half_up(rate * self.rate, EXCHANGE_UNIT)
        if not found:
            raise refusal("rate", _("At this rate there are entries that would be worth nothing."))
        return found

    def payment(self, payment: Payment, *, is_entry_old: bool, is_account_old: bool) -> None:
        """Of a relabelled entry or account: what it settles of the one, what moved on the other."""
        if is_entry_old:
            payment.settles, payment.besides = (
                self.same(payment.settles),
                self.same(payment.besides),
            )
        if is_account_old:
            payment.amount, payment.flow = self.same(payment.amount), self.same(payment.flow)
