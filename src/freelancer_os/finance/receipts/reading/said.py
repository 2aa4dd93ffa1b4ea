"""What was read in a receipt; what is not said, or not clearly, is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date  # `date` is a field here
from decimal import Decimal

from freelancer_os.core.values.currency import MAX_AMOUNT, exponent, is_currency

EINVOICE, TEXT, NONE = "einvoice", "text", "none"
SUPPLIER, NUMBER = 200, 100  # characters that are kept


@dataclass(frozen=True)
class Said:
    """The fields of a receipt: `amount` is in major units of `currency`, and there is none of them
    without the other; negative where the money comes back. `how` it was read."""

    how: str = NONE
    date: Date | None = None
    amount: Decimal | None = None
    currency: str = ""
    supplier: str = ""
    number: str = ""

    @property
    def minor(self) -> int | None:
        """The amount in minor units; None where it has too many decimals, or is too large."""
        if self.amount is None or not is_currency(self.currency):
            return None
        scaled = self.amount.scaleb(exponent(self.currency))
        fits = scaled == scaled.to_integral_value() and 0 < abs(scaled) <= MAX_AMOUNT
        return int(scaled) if fits else None

    @property
    def told(self) -> dict[str, str]:
        """The same as texts by their names, without what is empty."""
        found = {
            "how": self.how,
            "date": self.date.isoformat() if self.date is not None else "",
            "amount": str(self.amount) if self.amount is not None else "",
            "currency": self.currency,
            "supplier": self.supplier,
            "number": self.number,
        }
        return {name: value for name, value in found.items() if value}

    @classmethod
    def recalled(cls, told: Mapping[str, str]) -> Said:
        """What was told so."""
        return cls(
            told.get("how", NONE),
            Date.fromisoformat(told["date"]) if "date" in told else None,
            Decimal(told["amount"]) if "amount" in told else None,
            told.get("currency", ""),
            told.get("supplier", ""),
            told.get("number", ""),
        )

    def tidied(self) -> Said:
        """The same within what is stored."""
        minor = self.minor
        return Said(
            self.how,
            self.date,
            self.amount if minor is not None else None,
            self.currency if minor is not None else "",
            " ".join(self.supplier.split())[:SUPPLIER],
            " ".join(self.number.split())[:NUMBER],
        )
