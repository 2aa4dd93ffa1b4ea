"""Exchange rates: the kind, and the rate of a payment, which an entry and an invoice take too."""

from typing import ClassVar

from freelancer_os.engine.kinds.numbers import Number


class ExchangeRate(Number):
    """What one is worth in another currency, which compares with nothing."""

    is_reckoned: ClassVar[bool] = False


RATE = ExchangeRate(
    name="account_rate", label="Rate of the payment", places=10, minimum=1, maximum=10**17
)
