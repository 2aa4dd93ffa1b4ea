"""What a CAMT statement says that its account held, and what that proves of its reversals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from freelancer_os.transfer.camt.entries import REVERSED, UnreadError, amount_of, day_of
from freelancer_os.transfer.camt.nodes import Node
from freelancer_os.transfer.draft import Draft
from freelancer_os.transfer.statement import Line

_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


class Held(NamedTuple):
    """Opening and closing balance of one statement, None where it has none."""

    opening: Decimal | None
    closing: Decimal | None


def opening_and_closing(statement: Node, draft: Draft, lines: list[Line]) -> Held:
    """Read the balances of a statement with these lines into the draft of its account."""
    found: dict[str, Decimal] = {}
    for balance in statement.all("Bal"):
        code = balance.get("Tp", "CdOrPrtry", "Cd") or balance.get("Tp", "Cd")
        if code not in _OPENING + _CLOSING:
            continue
        try:
            amount, on = amount_of(balance), day_of(balance.first("Dt"))
        except UnreadError as unread:
            draft.refuse(balance.row, str(unread), unread.column)
            continue
        found[code] = amount
        if on is not None:
            # Banks give an opening balance the day before or that day; here, that of what follows.
            opened = min((line.date for line in lines), default=on)
            is_opening = code in _OPENING
            draft.hold(opened if is_opening else on, amount, is_opening=is_opening)
    return Held(found.get("OPBD", found.get("PRCD")), found.get("CLBD"))


def turned(lines: list[Line], held: Held) -> list[Line]:
    """The lines with their reversals the other way round, if only then the balances add up.

    The standard says that an entry's direction is that of the money, also of a reversal; some banks
    write that of the entry which it takes back.
    """
    if held.opening is None or held.closing is None:
        return lines
    gap = held.closing - held.opening - sum(line.amount for line in lines)
    back = [line for line in lines if line.raw.get(REVERSED) == "true"]
    if not back or gap != -2 * sum(line.amount for line in back):
        return lines
    return [
        replace(line, amount=-line.amount) if line.raw.get(REVERSED) == "true" else line
        for line in lines
    ]
