"""Amounts without signs, of which something beside them marks some: 6.00 CR, +6.00, who pays."""

from __future__ import annotations

from collections import Counter
from itertools import product

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import is_marked_credit
from freelancer_os.transfer.csv.evidence.directions import Direction, way_of
from freelancer_os.transfer.csv.evidence.ledger import Ledger
from freelancer_os.transfer.csv.sheet import Sheet
from freelancer_os.transfer.csv.words import PAID, PAYERS, words_of

_MOST = 0.95  # of the rows name the owner on one side and not on the other
_LEAST = 2  # rows, of which that means something


def marked_amounts(ledger: Ledger) -> Direction | None:
    """Amounts of which only those that came in are marked: 5.00 beside 6.00 CR."""
    place = ledger.source.amount or 0
    cells = [cell for cell in ledger.sheet.column(place) if cell]
    marked = sum(map(is_marked_credit, cells))
    if not 0 < marked < len(cells) or _has_minus(ledger):
        return None
    outs = frozenset(fold(cell) for cell in cells if not is_marked_credit(cell))
    return Direction(place, outs)


def marked_rows(ledger: Ledger) -> Direction | None:
    """A column that says CR (or DR) in some rows and nothing in the others."""
    if _has_minus(ledger):
        return None
    for place in ledger.sheet.places:
        words = ledger.sheet.distinct(place)
        if len(words) != 1 or place in ledger.taken or ledger.sheet.filled(place) == 1:
            continue
        way = way_of(words[0], is_kind=False)
        if way is not None:
            return Direction(place, frozenset(words if way else [""]))
    return None


def paid_by_owner(ledger: Ledger) -> Direction | None:
    """The column of who pays, where one name is that of the owner: in each row on one side."""
    if _has_minus(ledger):
        return None
    sheet = ledger.sheet
    for payer, payee in product(_named(sheet, PAYERS), _named(sheet, PAID)):
        rows = [
            (fold(a), fold(b))
            for a, b in zip(sheet.column(payer), sheet.column(payee), strict=True)
        ]
        sides = Counter(name for row in rows for name in {*row} if name)
        best = sides.most_common(2)
        if not best or best[0][1] < max(_LEAST, _MOST * len(rows)):
            continue
        own, is_only = best[0][0], len(best) == 1 or best[1][1] < best[0][1]
        if is_only and {one == own for one, _other in rows} == {True, False}:
            return Direction(payer, frozenset({own}), is_payer=True)
    return None


def _named(sheet: Sheet, names: frozenset[str]) -> list[int]:
    if not sheet.table.header:
        return []
    return [place for place in sheet.places if " ".join(words_of(sheet.columns[place])) in names]


def _has_minus(ledger: Ledger) -> bool:
    return any(value and value < 0 for value in ledger.of(ledger.source.amount))
