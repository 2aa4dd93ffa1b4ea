"""What a statement says that its account held, by day."""

from __future__ import annotations

from collections.abc import Sequence

from freelancer_os.transfer.statement import Balance


def by_day(said: Sequence[Balance], held: Sequence[Balance]) -> list[Balance]:
    """The balances that a file says, and the last of each day of those beside its lines, in order.

    `held` are in the order of the file, of which the first or the last row is the newest.
    """
    rows = list(held)
    if rows and rows[0].on > rows[-1].on:
        rows.reverse()
    closing = {balance.on: balance for balance in rows}
    closing |= {balance.on: balance for balance in said if balance.moment == "closing"}
    opening = [balance for balance in said if balance.moment == "opening"]
    return sorted([*opening, *closing.values()], key=lambda one: (one.on, one.moment == "closing"))
