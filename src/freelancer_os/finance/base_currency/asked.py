"""What a person asks for who changes the base currency."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import EXCHANGE_UNIT
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.base_currency.recast import How, Recast
from freelancer_os.finance.entries.rates import rate as known_rate
from freelancer_os.people.models import Workspace


def asked(
    workspace: Workspace, currency: str, how: str, rate: int | None, on: date | None
) -> Recast:
    """From the workspace's currency to another, at a typed `rate` (10⁻¹⁰), else at that of the
    European Central Bank `on` a day, by default today.

    Raises ValidationError per field: where no rate is known it is asked for.
    """
    workspace.refuse_currency(currency)
    if how not in set(How):
        raise refusal("how", _("Choose one of: {values}.").format(values=", ".join(How)))
    way, day, old = How(how), on or workspace.today, workspace.currency
    if way == How.RELABEL:
        return Recast(old, currency, way, EXCHANGE_UNIT, day)
    if rate is not None and rate < 1:
        raise refusal("rate", _("A rate is a number above zero."))
    found = rate or known_rate(old, currency, day, field="rate", locale=workspace.locale)
    return Recast(old, currency, way, found, day)
