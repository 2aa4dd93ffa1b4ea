"""Exchange rates: the kind, and the rate of a payment, which an entry and an invoice take too."""

from dataclasses import dataclass
from typing import ClassVar

from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.kinds.operators import Operator


class ExchangeRate(Number):
    """What one is worth in another currency, which compares with nothing."""

    between: ClassVar[tuple[str, ...]] = ("currency", "account")
    is_reckoned: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class Derived(ExchangeRate):
    """The rate that follows from two amounts, of which it writes the second."""

    sortable: bool = False
    operators: ClassVar[tuple[Operator, ...]] = ()


RATE = ExchangeRate(
    name="account_rate", label="Rate of the payment", places=10, minimum=1, maximum=10**17
)
DERIVED = Derived(name="exchange_rate", label="Exchange rate", places=10, minimum=1, maximum=10**17)
