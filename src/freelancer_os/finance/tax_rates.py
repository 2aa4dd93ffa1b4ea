"""The tax rates that a workspace knows: what is offered where a rate is typed."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import ScaledField
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Titled
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.amounts import WHOLE
from freelancer_os.finance.entries.units import TaxCategory


class TaxRate(Titled):
    """A rate by its name, and the tax category of UNCL 5305 where that does not follow from it.

    `rate` is in 10⁻⁴ %. The one that is `usual` is taken where a category says none
    (`entries.usual_tax`). Entries hold the number, not the row: nothing booked follows a change.
    """

    unlogged = frozenset({"folded"})
    few = True

    name = models.CharField(max_length=120)
    rate = ScaledField(places=4, minimum=0, maximum=WHOLE)
    tax_category = models.CharField(max_length=2, choices=TaxCategory.choices, null=True)
    usual = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(usual=True),
                name="tax_rate_one_usual",
                violation_error_message=gettext_lazy("There is a usual tax rate already."),
            ),
            models.CheckConstraint(
                condition=Q(usual=False) | Q(archived=False),
                name="tax_rate_usual_in_use",
                violation_error_message=gettext_lazy("The usual tax rate is not archived."),
            ),
            models.CheckConstraint(
                condition=Q(tax_category__isnull=True)
                | (Q(tax_category="S") & Q(rate__gt=0))
                | (~Q(tax_category="S") & Q(rate=0)),
                name="tax_rate_category_of_rate",
                violation_error_message=gettext_lazy("The tax category does not fit the tax rate."),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "folded", "id"], name="tax_rate_by_name")]

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields. One that becomes the usual rate takes over from the one that was; one that
        is archived is so no more. Raises ValidationError."""
        asked = admit(self, values)
        if asked.get("archived") and "usual" not in asked:
            asked["usual"] = False
        for name, value in asked.items():
            setattr(self, name, value)
        if self.usual and self.archived:
            raise refusal("usual", _("Bring it back first: it is archived."))
        self._check_category("tax_category" if "tax_category" in asked else "rate")
        if self.usual:
            self._take_over()
        self.save()

    def _check_category(self, on: str) -> None:
        """Only what is taxed has a rate above 0. Raises ValidationError."""
        if self.tax_category and (self.tax_category == TaxCategory.STANDARD) != (self.rate > 0):
            raise refusal(on, _("The tax category does not fit the tax rate."))

    def _take_over(self) -> None:
        """Be the usual rate instead of the one that is."""
        for other in writing_unit(self).rows(TaxRate).filter(usual=True).exclude(pk=self.pk):
            other.usual = False
            other.save()
