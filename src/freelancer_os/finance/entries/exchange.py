"""The rate of a foreign transaction, and what its amounts are worth elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from freelancer_os.core.values.money import convert, exponent, half_up
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.entries.rates import ONE, exchanged, rate

if TYPE_CHECKING:
    from freelancer_os.finance.entries.transactions import Transaction


def in_base(entry: Transaction, minor: int) -> int:
    """An amount of this transaction in the workspace's base currency, at its own rate."""
    base = entry.workspace.currency
    if entry.currency == base or entry.exchange_rate is None:
        return minor
    return convert(minor, entry.currency, base, entry.exchange_rate)


def worth(entry: Transaction, minor: int, currency: str, on: date) -> int:
    """An amount of this transaction in the currency of an account.

    Into the base currency the transaction's own rate counts. Raises ValidationError on `account`
    when no rate is known.
    """
    if currency == entry.currency:
        return minor
    if currency == entry.workspace.currency:
        return in_base(entry, minor)
    return exchanged(minor, entry.currency, currency, on, field="account")


def settled_by(entry: Transaction, minor: int, currency: str, on: date) -> int:
    """What an amount in the currency of an account is worth in that of this transaction."""
    if currency == entry.currency:
        return minor
    if currency == entry.workspace.currency and entry.exchange_rate is not None:
        scale = 10 ** exponent(entry.currency)
        return half_up(minor * ONE * scale, entry.exchange_rate * 10 ** exponent(currency))
    return exchanged(minor, currency, entry.currency, on, field="account")


class Priced(NamedTuple):
    """What the rate of a transaction depends on, as it was before an edit."""

    currency: str
    date: date | None
    rate: int | None


def set_rate(entry: Transaction, asked: Mapping[str, object], before: Priced) -> None:
    """Typed, else the European Central Bank's, else asked for (ValidationError).

    A rate that was typed stays when only the date changes.
    """
    base = entry.workspace.currency
    if entry.currency == base:
        entry.exchange_rate = None
    elif asked.get("exchange_rate") is None and (
        "exchange_rate" in asked or _is_stale(entry, base, before)
    ):
        entry.exchange_rate = rate(entry.currency, base, entry.date, field="exchange_rate")


def _is_stale(entry: Transaction, base: str, before: Priced) -> bool:
    if before.rate is None or before.currency != entry.currency:
        return True
    if before.date is None or before.date == entry.date:
        return False
    return before.rate == ecb_rate(before.currency, base, before.date)
