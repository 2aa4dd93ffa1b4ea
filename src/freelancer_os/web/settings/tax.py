"""The tax rates of a workspace, as the settings name them, and the starter set."""

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.codes.countries import countries
from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.values.money import show_percent
from freelancer_os.finance.models import TaxRate
from freelancer_os.finance.starter.removing import has_starter, remove_starter
from freelancer_os.finance.starter.starting import add_starter, country_of
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.answer import page_again
from freelancer_os.web.shell.gate import told_of, writes

PLACES = 4  # decimals of a rate


def tax_part(desk: Desk) -> dict[str, object]:
    """What the part of the settings page shows: the rates in use, the usual one first, each with
    its number as text; whether the starter set is there, and for which country it is."""
    rows = TaxRate.objects.of(desk.workspace).filter(archived=False)
    locale = desk.formats.locale
    found = rows.order_by("-usual", "-rate", "folded", "id")
    return {
        "tax_rates": [(show_percent(one.rate, PLACES, locale), one) for one in found],
        "has_starter": has_starter(desk.workspace),
        "starts_in": dict(countries(language())).get(country_of(desk.workspace), ""),
    }


@writes()
def add(request: DeskRequest) -> Unit:
    """Add the starter set."""
    return add_starter(request.desk.workspace, request.desk.user)


@writes()
def remove(request: DeskRequest) -> HttpResponseBase:
    """Remove what of it was neither used nor changed."""
    unit = remove_starter(request.desk.workspace, request.desk.user)
    nothing = _("What is left of the starter set is in use.")
    return page_again(request, told_of(unit) or nothing, undo=unit.written is not None)


urlpatterns = [
    path("settings/starter/", add, name="starter_add"),
    path("settings/starter/remove/", remove, name="starter_remove"),
]
