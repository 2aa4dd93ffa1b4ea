"""The rate of a foreign transaction, and what its amounts are worth elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from freelancer_os.core.values.money import convert, exponent, half_up
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.entries.rates import ONE, exchanged, rate

if TYPE_CHECKING:
    from freelancer_os.finance.entries.reckoned import Reckoned
    from freelancer_os.finance.entries.transactions import Transaction


def in_base(entry: Reckoned, minor: int) -> int:
    """An amount of this transaction in the workspace's base currency, at its own rate."""
    base = entry.workspace.currency
    if entry.currency == base or entry.exchange_rate is None:
        return minor
    return convert(minor, entry.currency, base, entry.exchange_rate)


def worth(entry: Transaction, minor: int, currency: str, on: date, typed: int | None = None) -> int:
    """An amount of this transaction in the currency of an account.

    A rate that was `typed` for the payment counts, else into the base currency the transaction's
    own. Raises ValidationError on `account_rate` when no rate is known.
    """
    if currency == entry.currency:
        return minor
    if typed is not None:
        return convert(minor, entry.currency, currency, typed)
    if currency == entry.workspace.currency:
        return in_base(entry, minor)
    locale = entry.workspace.locale
    return exchanged(minor, entry.currency, currency, on, field="account_rate", locale=locale)


def settled_by(
    entry: Transaction, minor: int, currency: str, on: date, typed: int | None = None
) -> int:
    """What an amount in the currency of an account is worth in that of this transaction."""
    if currency == entry.currency:
        return minor
    own = entry.exchange_rate if currency == entry.workspace.currency else None
    if (rate_of := typed or own) is not None:
        scale = 10 ** exponent(entry.currency)
        return half_up(minor * ONE * scale, rate_of * 10 ** exponent(currency))
    locale = entry.workspace.locale
    return exchanged(
        minor,
        currency,
        entry.currency,
        on,
        field="account_rate",
        locale=locale,
        is_backwards=True,  # as `worth` has it, by which it is typed
    )


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
        locale = entry.workspace.locale
        entry.exchange_rate = rate(
            entry.currency, base, entry.date, field="exchange_rate", locale=locale
        )


def _is_stale(entry: Transaction, base: str, before: Priced) -> bool:
    if before.rate is None or before.currency != entry.currency:
        return True
    if before.date is None or before.date == entry.date:
        return False
    return before.rate == ecb_rate(before.currency, base, before.date)
