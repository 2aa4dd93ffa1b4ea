"""The columns that carry the amount of a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Places of the amount, or of a pair (`is_named`: their names say which is debit); the fee,
    the amount before the fee, and the balance that goes along."""

    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    is_named: bool = True
    fee: int | None = None
    gross: int | None = None
    balance: int | None = None

    @property
    def places(self) -> list[int]:
        """Those that hold what a line is worth."""
        return [p for p in (self.amount, self.debit, self.credit) if p is not None]
