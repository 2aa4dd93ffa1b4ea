"""Categories of income and of expenses; client income is built in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import ScaledField
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.values.text import refusal

WHOLE = 1_000_000  # 100 %


class Kind(models.TextChoices):
    INCOME = "income", "Income"
    EXPENSE = "expense", "Expense"


class Category(Titled, Owned):
    """A classification of transactions of one kind. One income category is *client income*.

    What does not count as `business` is in balances, and in no profit, budget or tax report:
    `sales_tax` and `income_tax` paid to the tax office or refunded by it, `private` drawings and
    contributions. `tax_rate` (10⁻⁴ %) is what a new entry takes where none is typed, null for what
    is usual in the workspace (`entries.usual_tax`).
    """

    unlogged = frozenset({"folded"})
    few = True

    class Colour(models.TextChoices):
        STONE = "stone", "Stone"
        AMBER = "amber", "Amber"
        GREEN = "green", "Green"
        BLUE = "blue", "Blue"
        ROSE = "rose", "Rose"
        VIOLET = "violet", "Violet"

    class Counts(models.TextChoices):
        BUSINESS = "business", "Business"
        SALES_TAX = "sales_tax", "Sales tax"
        INCOME_TAX = "income_tax", "Income tax"
        PRIVATE = "private", "Private"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    is_client = models.BooleanField(default=False, editable=False)
    colour = models.CharField(max_length=8, choices=Colour.choices, default=Colour.STONE)
    counts = models.CharField(max_length=10, choices=Counts.choices, default=Counts.BUSINESS)
    tax_rate = ScaledField(places=4, null=True, minimum=0, maximum=WHOLE)
    archived = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(is_client=True), name="category_one_client"
            ),
            models.CheckConstraint(
                condition=Q(is_client=False) | Q(kind="income", archived=False, counts="business"),
                name="category_client_is_income",
                violation_error_message=gettext_lazy(
                    "Client income is an income category of the business and stays in use."
                ),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "folded", "id"], name="category_by_name")]

    def edit(self, values: Mapping[str, Any]) -> None:
        """Rename, recolour, archive. The kind is fixed once transactions or budgets use it."""
        if self.is_client and values.get("counts", self.counts) != self.Counts.BUSINESS:
            raise refusal("counts", _("Client income is income of the business."))
        if self.is_client and values.get("archived"):
            raise refusal("archived", _("Client income cannot be archived."))
        if values.get("kind", self.kind) != self.kind and not self._state.adding:
            self._refuse_kind_change()
        super().edit(values)

    def remove(self) -> None:
        """Delete a category that no transaction uses; its budgets go along."""
        if self.is_client:
            raise ValidationError([_("Client income is built in and cannot be deleted.")])
        if self.is_used():
            raise ValidationError(
                [
                    _("{record} is in use. Archive it, or merge it into another category.").format(
                        record=self
                    )
                ]
            )
        super().remove()

    def merge_into(self, other: "Category") -> "Category":
        """Move every transaction and budget to another category of the kind, and delete this one.

        Returns the one that stays. Raises ValidationError.
        """
        if self.is_client:
            raise ValidationError([_("Client income is built in and cannot be merged away.")])
        if other.pk == self.pk or other.kind != self.kind:
            raise ValidationError([_other_of(self.kind)])
        for field, rows in writing_unit(self).linked(self):
            for row in rows:
                if field.goes_along:  # it says itself how
                    row.merge_into(other)
                else:
                    row.edit({field.name: other})
        super().remove()
        return other

    def is_used(self) -> bool:
        """Whether a transaction has this category."""
        linked = writing_unit(self).linked(self)
        return any(rows.exists() for link, rows in linked if not link.goes_along)

    def _refuse_kind_change(self) -> None:
        linked = writing_unit(self).linked(self)
        if self.is_client or any(rows.exists() for _, rows in linked):
            is_income = self.kind == Kind.INCOME
            sentence = (
                _("{record} is in use as a category for income.")
                if is_income
                else _("{record} is in use as a category for expense.")
            )
            raise refusal("kind", sentence.format(record=self))


def _other_of(kind: str) -> str:
    if kind == Kind.INCOME:
        return _("Choose another income category to merge into.")
    return _("Choose another expense category to merge into.")
