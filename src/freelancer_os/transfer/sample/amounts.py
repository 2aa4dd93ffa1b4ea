"""Amounts of the story in the currencies of a workspace."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from freelancer_os.core.values.amounts import print_amount
from freelancer_os.core.values.money import EXCHANGE_UNIT, exponent
from freelancer_os.core.values.rates import OLDEST, ecb_rate

STORY = "EUR"  # in which the amounts of the story are believable
ABROAD = "USD"
WEEKS = 520  # that are looked back for a rate


class Amounts:
    """What the story's amounts are in the base currency, and in the foreign one beside it.

    In a currency whose unit buys much less, they are 10, 100 or 1,000 times as many.
    """

    def __init__(self, base: str, today: date) -> None:
        self.base, self.foreign = base, STORY if base == ABROAD else ABROAD
        self.rate = last_known(self.foreign, base, today) or EXCHANGE_UNIT  # 10⁻¹⁰
        worth = last_known(STORY, base, today) or EXCHANGE_UNIT
        self.times = 10 ** max(len(str(worth * 3 // EXCHANGE_UNIT)) - 1, 0)

    def minor(self, text: str, currency: str = "") -> int:
        """The minor units of an amount of the story, in the base currency unless said."""
        times = 1 if currency == self.foreign else self.times
        unit = 10 ** exponent(currency or self.base)
        return int((Decimal(text) * times * unit).quantize(Decimal(1), ROUND_HALF_UP))

    def printed(self, text: str) -> str:
        """The same in the base currency, as the API takes it."""
        return print_amount(self.minor(text), self.base)


def last_known(source: str, target: str, today: date) -> int | None:
    """The newest rate (10⁻¹⁰) that the program knows, however old; None if it knows none."""
    days = (today - timedelta(days=weeks * OLDEST) for weeks in range(WEEKS))
    return next((rate for day in days if (rate := ecb_rate(source, target, day))), None)
