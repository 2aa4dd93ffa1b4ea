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
WHOLE = 1_000_000  # 100 % as a tax rate


def set_amount(entry: Transaction, asked: Mapping[str, Any]) -> None:
    """`amount` sets quantity 1; quantity times unit price sets the amount.

    Both at once are refused unless they agree.
    """
    if "quantity" in asked or "unit_price" in asked:
        if "unit_price" not in asked and "amount" in asked:
            entry.unit_price = half_up(asked["amount"] * ONE * ONE, entry.quantity or ONE)
        amount = line_amount(entry.quantity, entry.unit_price)
        if asked.get("amount", amount) != amount:
            raise refusal("amount", _("The amount is not quantity times unit price."))
        if abs(amount) > MAX_AMOUNT:
            raise refusal("unit_price", _("This amount is too large."))
        entry.amount = amount
    elif "amount" in asked:
        entry.quantity, entry.unit_price = ONE, entry.amount * ONE


def alone(amount: int, rate: int, included: bool) -> tuple[int, int]:
    """Net and tax of an entry on no invoice, rounded half-up by itself."""
    if included:
        net = net_of_total(amount, rate)
        return net, amount - net
    return amount, tax_on_net(amount, rate)


def together(lines: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Net and tax of each line of one invoice; a line is amount, rate, tax included.

    Tax is rounded once per rate on the sum (EN 16931, BR-CO-17) and apportioned to the lines by
    largest remainder. A line whose amount includes tax keeps that amount as its total.
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


def _taxes(rate: int, lines: Sequence[tuple[int, bool]]) -> list[int]:
    """The tax of lines of one rate; a line is amount, tax included."""
    whole = WHOLE * (WHOLE + rate)
    exact = [a * rate * (WHOLE if included else WHOLE + rate) for a, included in lines]
    if all(included for _, included in lines):
        total = alone(sum(amount for amount, _ in lines), rate, True)[1]
    else:
        total = half_up(sum(exact), whole)
    return apportion(exact, whole, total)
