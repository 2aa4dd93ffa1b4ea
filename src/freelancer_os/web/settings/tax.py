"""The tax rates of a workspace, as the settings name them."""

from freelancer_os.core.values.money import show_percent
from freelancer_os.finance.models import TaxRate
from freelancer_os.web.shell.access import Desk

PLACES = 4  # decimals of a rate


def tax_rates(desk: Desk) -> list[tuple[str, TaxRate]]:
    """Those in use, the usual one first, each with its rate as text."""
    rows = TaxRate.objects.of(desk.workspace).filter(archived=False)
    locale = desk.formats.locale
    found = rows.order_by("-usual", "-rate", "folded", "id")
    return [(show_percent(one.rate, PLACES, locale), one) for one in found]
