"""The rules: so many days before or after an invoice is due, with which text."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import ScaledField
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Record, Records
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence
from freelancer_os.invoicing.texts.own import MailText
from freelancer_os.people.models import Workspace

MOST = 20  # steps; four are usual
FIRST, LAST = -90, 365  # days


def first_day(workspace: Workspace) -> date:
    """The first day of which a rule speaks that begins now: tomorrow."""
    today: date = workspace.today
    return today + timedelta(days=1)


class Reminder(Record):
    """One step: `days` after the due date, before it where they are negative.

    `step` is its place among at most `MOST`, which an invoice is reminded by once. It speaks of
    days from `since` on, the day after it was made: so a new rule does not remind of what was due
    long ago, and there is time to take it back.
    """

    few = True

    days = ScaledField(places=0, minimum=FIRST, maximum=LAST)
    occasion = models.CharField(max_length=8, choices=MailText.Occasion.choices, default="first")
    step = models.PositiveSmallIntegerField(editable=False)
    since = models.DateField(editable=False)

    objects: ClassVar[Any] = Records.as_manager()

    class Meta:
        verbose_name = "reminder"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "step"], name="reminder_step_once")
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        if self.days < 0:
            return Sentence(
                "{count} day before it is due", {}, "{count} days before it is due", -self.days
            )
        return Sentence(
            "{count} day after it was due", {}, "{count} days after it was due", self.days
        )

    def edit(self, values: Mapping[str, Any]) -> None:
        """Make or change a step. Raises ValidationError per field."""
        asked = admit(self, values)
        if self._state.adding:
            self.step = self._free_step()
        if self._state.adding or asked.get("days", self.days) != self.days:
            self.since = first_day(self.workspace)
        super().edit(asked)

    def day_for(self, due: date) -> date:
        """The day on which this step of an invoice comes."""
        return due + timedelta(days=self.days)

    def _free_step(self) -> int:
        taken = set(writing_unit(self).rows(Reminder).values_list("step", flat=True))
        free = [step for step in range(1, MOST + 1) if step not in taken]
        if not free:
            raise refusal("days", _("There are at most {most} reminders.").format(most=MOST))
        return free[0]
