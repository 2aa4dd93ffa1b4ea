"""The fields that hold exact numbers: money, percentages, hours, scaled numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_price
from freelancer_os.core.values.currency import exponent
from freelancer_os.core.values.money import print_share, show_percent, show_share
from freelancer_os.core.values.scaled import (
    edit_scaled,
    parse_scaled,
    print_scaled,
    read_scaled,
    show_scaled,
)
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import DECIMAL, Field, Values
from freelancer_os.engine.kinds.money import in_each_currency
from freelancer_os.engine.kinds.operators import Operator

PLAIN = " *"  # after the number of a rate that says no more than that


@dataclass(frozen=True, kw_only=True)
class Percent(Field):
    """A percentage in hundredths; always derived."""

    read_only: bool = True
    kind: ClassVar[str] = "percent"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "pattern": DECIMAL}
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> int:
        return read_scaled(value, 2, field=self.name)

    def dump(self, record: Record, formats: Formats) -> str | None:
        return print_share(self.value(record))

    def raw(self, record: Record, formats: Formats) -> str:
        return self.dump(record, formats) or ""

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_share(value, formats.locale)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else self.told(value, formats)


NEAR, ALL = 8_000, 10_000  # of what may be used, in hundredths of a percent


@dataclass(frozen=True, kw_only=True)
class Used(Percent):
    """How much is used of what may be: nearly all of it from 80 %, all, too much over 100 %.

    `rest` names the amount that is below zero once it is too much, also of nothing.
    """

    rest: str = ""

    def state(self, record: Record) -> str:
        """ "over", "all", "near", or "" while there is enough."""
        value = self.value(record) or 0
        if value > ALL or (getattr(record, self.rest) if self.rest else 0) < 0:
            return "over"
        return "all" if value == ALL else "near" if value >= NEAR else ""


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """An exact number with `places` decimals."""

    places: int = 4
    minimum: int | None = None
    maximum: int | None = None
    kind: ClassVar[str] = "number"
    between: ClassVar[tuple[str, ...]] = ()  # of a rate the fields that say its two currencies
    is_reckoned: ClassVar[bool] = True  # whether its values are added up and compared
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "pattern": DECIMAL}
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    def decimals(self, record: Record | None, formats: Formats, given: Values | None = None) -> int:
        """How many decimals the number has outside."""
        return self.places

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if value is None and self.place.may_be_empty(record):
            return None
        places = self.decimals(record, formats, given)
        return read_scaled(
            value, places, field=self.name, minimum=self.minimum, maximum=self.maximum
        )

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if not text.strip() and self.place.may_be_empty(record):
            return None
        places = self.decimals(record, formats, given)
        return parse_scaled(
            text,
            places,
            formats.locale,
            field=self.name,
            minimum=self.minimum,
            maximum=self.maximum,
        )

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return None if value is None else print_scaled(value, self.decimals(record, formats))

    def raw(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        if value is None:
            return ""
        return edit_scaled(value, self.decimals(record, formats), formats.locale)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_scaled(value, self.places, formats.locale)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        if value is None:
            return ""
        return show_scaled(value, self.decimals(record, formats), formats.locale)


@dataclass(frozen=True, kw_only=True)
class Whole(Number):
    """A count, such as of days: over the API an integer, which may be sent as a string too."""

    places: int = 0
    minimum: int | None = 0
    maximum: int | None = 999
    schema: ClassVar[Mapping[str, Any]] = {"type": ["integer", "null"]}

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        whole = f"{value:d}" if type(value) is int else value
        return super().load(whole, formats, given, record)

    def dump(self, record: Record, formats: Formats) -> Any:
        return self.value(record)


@dataclass(frozen=True, kw_only=True)
class Rate(Number):
    """A percentage that is typed, with or without its sign.

    Those that are `known` (scaled) are offered by their names; any other may be typed as well.
    """

    known: Callable[[Formats], Iterable[tuple[int, str]]] | None = field(default=None, repr=False)

    def offers(self, formats: Formats) -> list[tuple[str, str]]:
        """What is known: as an editor holds it, "19", and in words, "19 % Standard"."""
        known = self.known(formats) if self.known is not None else ()
        return [self.offer(rate, formats, name) for rate, name in known]

    def picks(self, formats: Formats) -> list[tuple[str, str]]:
        """What a cell offers, where a choice may say more than a number."""
        return self.offers(formats)

    def chosen(self, record: Record, formats: Formats) -> str:
        """Which of the choices a record has."""
        return self.raw(record, formats)

    def offer(self, rate: Any, formats: Formats, name: str = "") -> tuple[str, str]:
        """A rate as an editor holds it, and in words."""
        words = f"{self.told(rate, formats)} {name}".strip()
        return edit_scaled(rate, self.places, formats.locale), words

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        return super().parse(text.replace("%", ""), formats, given, record)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_percent(value, self.places, formats.locale)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else self.told(value, formats)


@dataclass(frozen=True, kw_only=True)
class UnitPrice(Number):
    """A price in 10⁻⁴ of a minor unit; outside it has the currency's decimals and four more.

    `within` names the link whose currency a new record has, unless one is said.
    """

    of: str = "currency"
    within: str = ""
    is_reckoned: ClassVar[bool] = False

    def decimals(self, record: Record | None, formats: Formats, given: Values | None = None) -> int:
        said = given or {}
        holder = said.get(self.of) or getattr(record, self.of, None)
        within = getattr(said.get(self.within), "currency", None)
        return exponent(str(holder or within or formats.currency)) + self.places

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        return in_each_currency(
            self, self.of, (operator, values, super().matches), formats, self.places
        )

    def shown(self, record: Record, formats: Formats) -> str:
        value, currency = self.value(record), getattr(record, self.of, "") or formats.currency
        return "" if value is None else format_price(value, self.places, currency, formats.locale)

    def text(self, record: Record, formats: Formats) -> str:
        """The price as shown, for a sentence."""
        return self.shown(record, formats)
