"""The tax rates that are offered where one is typed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from freelancer_os.core.records.base import Record
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.numbers import PLAIN, Rate
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.finance.models import TaxRate

NUMBERS = Q(tax_category=None) | Q(tax_category__in=("S", "Z"))


def known_rates(formats: Formats) -> Iterable[tuple[int, str]]:
    """Each rate in use (10⁻⁴ %) with its names, the usual one first, then the highest.

    Not those that say more than a number does, such as a reverse charge.
    """
    names: dict[int, list[str]] = defaultdict(list)
    for one in _in_use(formats).filter(NUMBERS):
        names[one.rate].append(one.name)
    return [(rate, ", ".join(some)) for rate, some in names.items()]


def _in_use(formats: Formats) -> QuerySet[TaxRate]:
    rows = TaxRate.objects.of(formats.workspace).filter(archived=False)
    return rows.order_by("-usual", "-rate", "folded", "id")


class Taxed(int):
    """A rate that was chosen by its name: its number, and its tax category or None."""

    tax_category: str | None = None


@dataclass(frozen=True, kw_only=True)
class TaxRateOf(Rate):
    """The tax rate of an entry. One that is chosen by its name brings its tax category along:
    a cell sends "0 AE", or "19 *" for one without."""

    def picks(self, formats: Formats) -> list[tuple[str, str]]:
        found = []
        for one in _in_use(formats):
            number, words = self.offer(one.rate, formats, one.name)
            found.append(
                (f"{number} {one.tax_category}" if one.tax_category else number + PLAIN, words)
            )
        return found

    def chosen(self, record: Any, formats: Formats) -> str:
        return _with(self.raw(record, formats), record.tax_category)

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        number, space, said = text.rpartition(" ")
        if not space or said not in {PLAIN.strip(), *TaxCategory.values}:
            return super().parse(text, formats, given, record)
        rate = super().parse(number, formats, given, record)
        if rate is None:
            return None
        taxed = Taxed(rate)
        taxed.tax_category = None if said == PLAIN.strip() else said
        return taxed

    def spread(self, value: object) -> dict[str, Any]:
        more = {"tax_category": value.tax_category} if isinstance(value, Taxed) else {}
        number = int(value) if isinstance(value, Taxed) else value
        return {**super().spread(number), **more}


def _with(number: str, category: str | None) -> str:
    """What a cell sends: a number and the tax category, or none."""
    return f"{number} {category}" if category else number + PLAIN
