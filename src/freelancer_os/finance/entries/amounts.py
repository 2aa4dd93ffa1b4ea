"""From what was typed to net, tax and total: of an entry alone, and of the lines of an invoice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import (
    MAX_AMOUNT,
    apportion,
    half_up,
    line_amount,
    net_of_total,
    tax_on_net,
)
from freelancer_os.core.values.text import refusal

if TYPE_CHECKING:
    from freelancer_os.finance.entries.transactions import Transaction

ONE = 10_000  # a quantity of one; also a unit price of one minor unit
WHOLE = 1_000_000  # 100 % as a tax rate or a discount
FACTORS = frozenset({"quantity", "unit_price", "discount_percent"})


def set_amount(entry: Transaction, asked: Mapping[str, Any]) -> None:
    """`amount` sets quantity 1 and no discount; quantity times unit price less the discount sets
    the amount.

    Both at once are refused unless they agree.
    """
    if FACTORS & asked.keys():
        if "unit_price" not in asked and "amount" in asked:
            entry.unit_price = _price(entry, asked["amount"])
        amount = line_amount(entry.quantity, entry.unit_price, entry.discount_percent)
        if asked.get("amount", amount) != amount:
            raise refusal("amount", _disagrees(entry))
        if abs(amount) > MAX_AMOUNT:
            raise refusal("unit_price", _("This amount is too large."))
        entry.amount = amount
    elif "amount" in asked:
        entry.quantity, entry.unit_price = ONE, entry.amount * ONE
        entry.discount_percent = 0


def _price(entry: Transaction, amount: int) -> int:
    """The unit price of which quantity and discount make `amount`; as good as it can be."""
    whole = (entry.quantity or ONE) * (WHOLE - entry.discount_percent)
    return half_up(amount * ONE * ONE * WHOLE, whole or ONE * WHOLE)


def _disagrees(entry: Transaction) -> str:
    if entry.discount_percent:
        return _("The amount is not quantity times unit price less the discount.")
    return _("The amount is not quantity times unit price.")


def alone(amount: int, rate: int, included: bool) -> tuple[int, int]:
    """Net and tax of an entry on no invoice, rounded half-up by itself."""
    if included:
        net = net_of_total(amount, rate)
        return net, amount - net
    return amount, tax_on_net(amount, rate)


def together(lines: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Net and tax of each line of one invoice; a line is amount, rate, tax included.

    Tax is rounded once per category and rate on the sum (EN 16931, BR-CO-17) and apportioned to the
    lines by largest remainder. A line whose amount includes tax keeps that amount as its total.
    All lines of a rate above zero are of one category, and those of the rate zero bear no tax, so
    the rate alone tells the groups (`transaction_category_of_rate` in `billed`).
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for position, (_amount, rate, _included) in enumerate(lines):
        groups[rate].append(position)
    found: dict[int, tuple[int, int]] = {}
    for rate, positions in groups.items():
        amounts = [(lines[position][0], lines[position][2]) for position in positions]
        for position, tax in zip(positions, _taxes(rate, amounts), strict=True):
            amount, _, included = lines[position]
            found[position] = (amount - tax if included else amount, tax)
    return [found[position] for position in range(len(lines))]


def withheld_of(nets: Sequence[int], rate: int) -> list[int]:
    """What of each line the client withholds: the rate of all nets together, half-up, apportioned
    by largest remainder."""
    exact = [net * rate for net in nets]
    return apportion(exact, WHOLE, half_up(sum(exact), WHOLE))


def _taxes(rate: int, lines: Sequence[tuple[int, bool]]) -> list[int]:
    """The tax of lines of one rate; a line is amount, tax included."""
    whole = WHOLE * (WHOLE + rate)
    exact = [a * rate * (WHOLE if included else WHOLE + rate) for a, included in lines]
    if all(included for _, included in lines):
        total = alone(sum(amount for amount, _ in lines), rate, True)[1]
    else:
        total = half_up(sum(exact), whole)
    return apportion(exact, whole, total)
