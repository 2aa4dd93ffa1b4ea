"""The tax rates that are offered where one is typed."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import TaxRate

PLAIN = Q(tax_category=None) | Q(tax_category__in=("S", "Z"))


def known_rates(formats: Formats) -> Iterable[tuple[int, str]]:
    """Each rate in use (10⁻⁴ %) with its names, the usual one first, then the highest.

    Not those that say more than a number does, such as a reverse charge: that is a tax category.
    """
    rows = TaxRate.objects.of(formats.workspace).filter(PLAIN, archived=False)
    names: dict[int, list[str]] = defaultdict(list)
    for one in rows.order_by("-usual", "-rate", "folded", "id"):
        names[one.rate].append(one.name)
    return [(rate, ", ".join(some)) for rate, some in names.items()]
