"""Budgets: what may be spent of a category in a month, or in a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import current_unit, writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Logged, Owned, Records
from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.core.values.money import share
from freelancer_os.core.values.months import month_beside, read_month, show_month
from freelancer_os.core.values.spans import month_of
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence
from freelancer_os.engine.kinds.numbers import NEAR
from freelancer_os.finance.categories import Category, Kind


class BudgetRecords(Records["Budget"]):
    """The words for sets of budgets."""

    def current(self, today: date) -> "BudgetRecords":
        """Those of the month, and of the year, of a day."""
        return self.filter(Q(month=month_of(today)) | Q(year=today.year))

    def strained(self) -> "BudgetRecords":
        """Those of which 80 % or more is gone, or that are overspent."""
        return self.filter(Q(used__gte=NEAR) | Q(left__lt=0))


class Budget(Owned):
    """`amount` minor units of the base currency for a category in a `month` ("2026-11") or a
    `year`; one each.

    What is left of one that `carries_over`, be it below zero, is `carried` to that of the next
    month or year. `spent` is what profit and loss counts; `left` = amount + carried - spent; `used`
    is what was spent of amount and carried, in hundredths of a percent, None where there is
    nothing to spend. All four are kept by `finance.budgets.spending`.
    """

    unlogged = frozenset({"carried", "spent", "left", "used"})
    few = True

    category = WorkspaceForeignKey(Category, goes_along=True)
    month = models.CharField(max_length=7, null=True)
    year = ScaledField(null=True, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    amount = MinorField()
    carries_over = models.BooleanField(default=False)
    carried = MinorField(default=0, editable=False)
    spent = MinorField(default=0, editable=False)
    left = MinorField(default=0, editable=False)
    used = models.BigIntegerField(null=True, editable=False)

    objects: ClassVar[Any] = BudgetRecords.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "category", "month"],
                name="budget_one_a_month",
                violation_error_message=gettext_lazy("This category has a budget of that month."),
            ),
            models.UniqueConstraint(
                fields=["workspace", "category", "year"],
                name="budget_one_a_year",
                violation_error_message=gettext_lazy("This category has a budget of that year."),
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True, year__isnull=False)
                | Q(month__isnull=False, year__isnull=True),
                name="budget_of_month_or_year",
                violation_error_message=gettext_lazy(
                    "A budget is of a month or of a year: say one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="budget_not_negative",
                violation_error_message=gettext_lazy("A budget is an amount of zero or more."),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="budget_latest"),
            models.Index(fields=["category", "workspace"], name="budget_by_category"),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        period = show_month(self.month, self.workspace.locale) if self.month else str(self.year)
        return Sentence("{category}, {period}", {"category": str(self._of()), "period": period})

    def _of(self) -> Logged:
        """Its category, also while both are being removed."""
        unit = current_unit()
        touched = unit.touched.get((Category, self.category_id)) if unit is not None else None
        found: Logged = self.category if touched is None else touched.record
        return found

    @property
    def period(self) -> str:
        """ "2026-11", or "2026"."""
        return str(self.month or self.year)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields; saying a month alone makes one of a year that of the month, and likewise.

        Raises ValidationError with a sentence per field.
        """
        asked = dict(values)
        if isinstance(asked.get("month"), str):
            asked["month"] = read_month(asked["month"], field="month")
        for one, other in (("month", "year"), ("year", "month")):
            if asked.get(one) is not None:
                asked.setdefault(other, None)
        asked = admit(self, asked)
        of = {name: asked.get(name, getattr(self, name)) for name in ("month", "year")}
        if (of["month"] is None) == (of["year"] is None):
            on = "year" if of["month"] and "year" in values else "month"
            raise refusal(on, _("A budget is of a month or of a year: say one of them."))
        if asked.get("amount", 0) < 0:
            raise refusal("amount", _("A budget is an amount of zero or more."))
        category = asked.get("category")
        if category is not None and category.pk != self.category_id:
            _refuse_unspent(category)
        self.take(asked)

    def merge_into(self, category: Category) -> None:
        """Its category is merged into another: where that has a budget of the time, it grows."""
        rows = writing_unit(self).rows(Budget).filter(category=category)
        other = rows.filter(month=self.month, year=self.year).first()
        if other is None:
            self.edit({"category": category})
            return
        other.edit({"amount": other.amount + self.amount})
        self.remove()

    def to_copy(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """A copy is of the next month, or year, that has none."""
        rows = writing_unit(self).rows(Budget).filter(category=self.category_id)
        if self.month is None:
            year, taken = self.year + 1, set(rows.values_list("year", flat=True))
            while year in taken:
                year += 1
            return {**values, "year": year}
        month, months = month_beside(self.month, 1), set(rows.values_list("month", flat=True))
        while month in months:
            month = month_beside(month, 1)
        return {**values, "month": month}

    def derive(self) -> None:
        super().derive()
        self.left = self.amount + self.carried - self.spent
        self.used = share(self.spent, self.amount + self.carried)


def _refuse_unspent(category: Category) -> None:
    """Raises ValidationError for a category of which nothing is spent in profit and loss."""
    if category.kind != Kind.EXPENSE:
        raise refusal("category", _("A budget is of a category for expenses."))
    if category.counts != Category.Counts.BUSINESS:
        sentence = _("{category} counts in no profit, so it has no budget.")
        raise refusal("category", sentence.format(category=category))
