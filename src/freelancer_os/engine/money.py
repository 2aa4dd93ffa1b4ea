"""The fields of amounts of money, and of the currencies they are in."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from freelancer_os.core.amounts import (
    edit_amount,
    format_money,
    parse_amount,
    print_amount,
    read_amount,
)
from freelancer_os.core.currency import by_exponent, exponent, is_currency
from freelancer_os.engine import operators as ops
from freelancer_os.engine.fields import DECIMAL, NOTHING, Field, Values, refuse
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.operators import Operator

NEVER = Q(pk__in=())  # no rows at all


def of_each_currency(column: str, lens: Lens, asked: Callable[[Lens], Q]) -> Q:
    """What is asked of amounts whose currency stands in `column`: 5000 are ¥5,000 and €5,000.00.

    A currency that has too few decimals for a value has no such amounts. Raises ValidationError
    where the workspace's has too few.
    """
    usual, found, others = exponent(lens.currency), Q(), Q()
    for places, codes in by_exponent().items():
        if places == usual:
            continue
        among = Q(**{f"{column}__in": codes})
        others |= among
        with suppress(ValidationError):
            found |= among & asked(replace(lens, currency=codes[0]))
    return found | (asked(lens) & ~others)


@dataclass(frozen=True, kw_only=True)
class Currency(Field):
    """An ISO 4217 code."""

    operators: ClassVar[tuple[Operator, ...]] = ops.CHOICE

    def value(self, record: Any) -> Any:
        return getattr(record, self.attribute) or record.workspace.currency

    def dump(self, record: Any, lens: Lens) -> str:
        return getattr(record, self.attribute) or lens.currency

    def raw(self, record: Any, lens: Lens) -> str:
        return self.dump(record, lens)

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> str:
        if not isinstance(value, str) or not is_currency(value):
            raise refuse(self.name, "Write the currency as three letters, such as EUR.")
        return value

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> str:
        return self.load(text.strip().upper(), lens, given, record)


@dataclass(frozen=True, kw_only=True)
class BaseCurrency(Currency):
    """The workspace's currency, for records that have none of their own."""

    column: str = "workspace"
    read_only: bool = True
    sortable: bool = False

    def value(self, record: Any) -> Any:
        return record.workspace.currency

    def dump(self, record: Any, lens: Lens) -> str:
        return lens.currency

    def matches(self, operator: Operator, values: list[object], lens: Lens) -> Q:
        return ~NEVER if lens.currency in [self.operand(v, lens) for v in values] else NEVER

    def lookup(self, text: str, lens: Lens) -> Q:
        return self.condition("is", text, lens)


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """An amount in minor units.

    `of` says of which currency: "" the workspace's, else the attribute that is a currency or a
    record that has one. `why` marks a total that can be explained: by the stored total `sums` (by
    default its own column), on top of the column `starts`.
    """

    of: str = ""
    why: bool = False
    sums: str = ""
    starts: str = ""
    kind: ClassVar[str] = "money"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "pattern": DECIMAL}
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    def currency(self, record: Any, lens: Lens, given: Values | None = None) -> str:
        """The currency of this amount, as far as record and request say."""
        if not self.of:
            return lens.currency
        for holder in (
            (given or {}).get(self.of),
            getattr(record, self.of, None),
            (given or {}).get("invoice"),
        ):
            found = getattr(holder, "currency", holder)
            if found:
                return str(found)
        return lens.currency

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> int | None:
        if value is None and self._may_be_empty(record):
            return None
        return read_amount(value, self.currency(record, lens, given), field=self.name)

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> int | None:
        if not text.strip() and self._may_be_empty(record):
            return None
        currency = self.currency(record, lens, given)
        return parse_amount(text, currency, lens.locale, field=self.name)

    def matches(self, operator: Operator, values: list[object], lens: Lens) -> Q:
        if not self.of:
            return super().matches(operator, values, lens)
        found = partial(super().matches, operator, values)
        return of_each_currency(self.currency_column, lens, found)

    def lookup(self, text: str, lens: Lens) -> Q:
        is_amount = self.of and text != "none"
        return self.condition("is", text, lens) if is_amount else super().lookup(text, lens)

    def dump(self, record: Any, lens: Lens) -> str | None:
        value = self.value(record)
        return None if value is None else print_amount(value, self.currency(record, lens))

    def raw(self, record: Any, lens: Lens) -> str:
        value = self.value(record)
        if value is None:
            return ""
        return edit_amount(value, self.currency(record, lens), lens.locale)

    def amount(self, record: Any) -> int | None:
        """The amount as shown, with its sign, in minor units."""
        value: int | None = self.value(record)
        return value

    def text(self, record: Any, lens: Lens) -> str:
        """The amount as shown, "" where there is none."""
        value = self.amount(record)
        return "" if value is None else self.told(value, lens, self.currency(record, lens))

    def told(self, value: Any, lens: Lens, currency: str = "") -> str:
        return format_money(value, currency or lens.currency, lens.locale)

    @property
    def summed(self) -> Any:
        """The amount as shown, in SQL."""
        return F(self.attribute)

    @property
    def currency_column(self) -> str:
        """The column that says the currency of the amount; "" where it is the workspace's."""
        return self.of if self.of in {"", "currency"} else f"{self.of}__currency"

    def show(self, record: Any, lens: Lens) -> SafeString:
        text = self.text(record, lens)
        return escape(text) if text else NOTHING
