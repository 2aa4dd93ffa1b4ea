"""Where the base currency cannot change so, and why."""

from django.db.models import F
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.base_currency.recast import Recast
from freelancer_os.finance.models import Payment, Transfer


def refuse(unit: Unit, recast: Recast) -> None:
    """Raises ValidationError where the figures cannot stand in the new currency."""
    unit.workspace.refuse_currency(recast.new)
    if recast.converts:
        return
    _refuse_between(unit, recast)


def _refuse_between(unit: Unit, recast: Recast) -> None:
    """Money was changed from the one currency into the other: they are not the same."""
    both = {recast.old, recast.new}
    paid = (
        unit.rows(Payment)
        .filter(transaction__currency__in=both, account__currency__in=both)
        .exclude(transaction__currency=F("account__currency"))
    )
    moved = (
        unit.rows(Transfer)
        .filter(from_account__currency__in=both, to_account__currency__in=both)
        .exclude(from_account__currency=F("to_account__currency"))
    )
    for row in (*paid[:1], *moved[:1]):
        sentence = _(
            "{record} exchanged {old} for {new}, so the one cannot stand for the other. Convert at "
            "a rate instead."
        )
        raise refusal("how", sentence.format(record=row, old=recast.old, new=recast.new))
