"""The fields of amounts of money, and of the currencies they are in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import ceil, floor
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.totals import Part
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import (
    edit_amount,
    format_money,
    parse_amount,
    print_amount,
    read_amount,
)
from freelancer_os.core.values.currency import by_exponent, exponent, is_currency, no_currency
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import DECIMAL, Field, Values
from freelancer_os.engine.kinds.operators import Operator

Compared = tuple[Operator, list[object], Callable[[Operator, list[object], Formats], Q]]
"""What is asked, of which values, and how it is of amounts in the currency of these formats."""

NEVER = Q(pk__in=())  # no rows at all


def of_each_currency(column: str, formats: Formats, asked: Callable[[Formats], Q]) -> Q:
    """What is asked of amounts whose currency stands in `column`: 5000 are ¥5,000 and €5,000.00.

    Raises ValidationError where the workspace's currency has too few decimals for a value.
    """
    usual, found, others = exponent(formats.currency), Q(), Q()
    here = asked(formats)
    for places, codes in by_exponent().items():
        if places != usual:
            among = Q(**{f"{column}__in": codes})
            others |= among
            found |= among & asked(replace(formats, currency=codes[0]))
    return found | (here & ~others)


def in_each_currency(field: Field, column: str, of: Compared, formats: Formats, places: int) -> Q:
    """A comparison of amounts that have so many decimals more than the currency in `column`.

    Raises ValidationError where the workspace's currency has too few decimals for a value; in one
    of the others such a value lies between two that there are.
    """
    operator, values, matches = of

    def asked(held: Formats) -> Q:
        try:
            return matches(operator, values, held)
        except ValidationError:
            if held is formats:
                raise
            decimals = exponent(held.currency) + places
            return between_units(field.path, operator.lookup, values, decimals)

    return of_each_currency(column, formats, asked)


def between_units(path: str, lookup: str, values: list[object], decimals: int) -> Q:
    """A comparison with amounts that a currency cannot have: ¥10.5 lies between ¥10 and ¥11."""
    exact = [Decimal(str(value)).scaleb(decimals) for value in values]
    low, high = floor(exact[-1]), ceil(exact[0])
    if lookup == "range":
        return Q(**{f"{path}__gte": high, f"{path}__lte": low})
    if lookup == "exact":
        return NEVER if low != high else Q(**{path: low})
    return Q(**{f"{path}__{lookup}": low if lookup in {"gt", "lte"} else high})


@dataclass(frozen=True, kw_only=True)
class Currency(Field):
    """An ISO 4217 code."""

    operators: ClassVar[tuple[Operator, ...]] = ops.CHOICE

    def value(self, record: Any) -> Any:
        return getattr(record, self.attribute) or record.workspace.currency

    def dump(self, record: Record, formats: Formats) -> str:
        return getattr(record, self.attribute) or formats.currency

    def raw(self, record: Record, formats: Formats) -> str:
        return self.dump(record, formats)

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> str:
        if not isinstance(value, str) or not is_currency(value):
            raise refusal(self.name, no_currency(value))
        return value

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> str:
        return self.load(text.strip().upper(), formats, given, record)


@dataclass(frozen=True, kw_only=True)
class BaseCurrency(Currency):
    """The workspace's currency, for records that have none of their own."""

    column: str = "workspace"
    read_only: bool = True
    sortable: bool = False

    def value(self, record: Any) -> Any:
        return record.workspace.currency

    def dump(self, record: Record, formats: Formats) -> str:
        return formats.currency

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        return ~NEVER if formats.currency in [self.operand(v, formats) for v in values] else NEVER


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """An amount in minor units.

    `of` says of which currency: "" the workspace's, else the attribute that is a currency or a
    record that has one. `why` marks a total that can be explained: by the stored total `sums` (by
    default its own column), on top of the column `starts`, or by what `adds` says of a record.
    `left` is what is still to come, of which a card says nothing once it is none. `is_gross` says
    that its tax is in it.
    """

    of: str = ""
    why: bool = False
    sums: str = ""
    starts: str = ""
    adds: Callable[[Any], Part] | None = field(default=None, repr=False)
    left: bool = False
    is_gross: bool = False
    kind: ClassVar[str] = "money"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "pattern": DECIMAL}
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    @property
    def added_up(self) -> str:
        """What it is called where it is added up: "Total, with tax"."""
        return _("{amount}, with tax").format(amount=self.label) if self.is_gross else self.label

    def currency(self, record: Record | None, formats: Formats, given: Values | None = None) -> str:
        """The currency of this amount, as far as record and request say."""
        holders = self.holders(record, given or {}) if self.of else ()
        found = (getattr(holder, "currency", holder) for holder in holders)
        return next((str(code) for code in found if code), formats.currency)

    def holders(self, record: Record | None, given: Values) -> tuple[object, ...]:
        """What may say the currency, each a code or a record that has one, or None."""
        return (given.get(self.of), getattr(record, self.of, None))

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if value is None and self.place.may_be_empty(record):
            return None
        return read_amount(value, self.currency(record, formats, given), field=self.name)

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if not text.strip() and self.place.may_be_empty(record):
            return None
        currency = self.currency(record, formats, given)
        return parse_amount(text, currency, formats.locale, field=self.name)

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        if not self.of:
            return super().matches(operator, values, formats)
        of = operator, values, super().matches
        return in_each_currency(self, self.currency_column, of, formats, 0)

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return None if value is None else print_amount(value, self.currency(record, formats))

    def raw(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        if value is None:
            return ""
        return edit_amount(value, self.currency(record, formats), formats.locale)

    def amount(self, record: Record) -> int | None:
        """The amount as shown, with its sign, in minor units."""
        value: int | None = self.value(record)
        return value

    def text(self, record: Record, formats: Formats) -> str:
        """The amount as shown, "" where there is none."""
        value = self.amount(record)
        return "" if value is None else self.told(value, formats, self.currency(record, formats))

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return format_money(value, currency or formats.currency, formats.locale)

    @property
    def summed(self) -> Combinable:
        """The amount as shown, in SQL."""
        return F(self.attribute)

    @property
    def currency_column(self) -> str:
        """The column that says the currency of the amount; "" where it is the workspace's."""
        return self.of if self.of in {"", "currency"} else f"{self.of}__currency"

    def shown(self, record: Record, formats: Formats) -> str:
        return self.text(record, formats)
