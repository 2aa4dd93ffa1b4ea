"""Projects, services, time entries."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.columns import MinorField, SecondsField, TotalField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.ranks import bring, fill, guard
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Record, Titled
from freelancer_os.core.records.placed import Placed, by_place
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import half_up, share
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part

HOUR = 3600


class Status(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Completed"


class Project(Titled, Placed, Owned):
    """A work order. `value`, `hourly_rate` and the totals are net, in base currency; hours seconds.

    `completion` is in hundredths of a percent: tracked of estimated hours, or invoiced of value.
    """

    unlogged = frozenset({"folded", "tracked_hours", "invoiced", "income", "completion"})

    class Priority(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    class Basis(models.TextChoices):
        HOURS = "hours", "Hours"
        INVOICED = "invoiced", "Invoicing"

    name = models.CharField(max_length=200)
    client = WorkspaceForeignKey(Client, null=True)
    priority = models.CharField(max_length=8, choices=Priority.choices, default=Priority.MEDIUM)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    value = MinorField(null=True)
    hourly_rate = MinorField(null=True)
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    estimated_hours = SecondsField(null=True)
    completion_basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.HOURS)
    tracked_hours = TotalField()
    invoiced = TotalField()
    income = TotalField()
    completion = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__isnull=True)
                | Q(start_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="project_ends_after_start",
                violation_error_message=gettext_lazy(
                    "A project ends on or after the day it starts."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="project_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="project_by_name"),
            models.Index(fields=["client", "workspace", "folded"], name="project_by_client"),
            by_place("project_by_place"),
        ]

    def derive(self) -> None:
        super().derive()
        hours = self.completion_basis == self.Basis.HOURS
        part = self.tracked_hours if hours else self.invoiced
        self.completion = share(part, self.estimated_hours if hours else self.value)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields. A client that linked rows follow is moved only with them."""
        asked = admit(self, values)
        old = {"client": self.client_id}
        _set(self, asked)
        _check_range(self, asked)
        new = self._state.adding
        self.save()
        if not new:
            guard(self, old)


class Service(Titled, Placed, Owned):
    """What is offered under a project. `rate` is per hour or, when fixed, for the whole;
    `hourly_rate` is what an hour costs that is not in it."""

    unlogged = frozenset({"folded", "income", "total_value"})
    follows: ClassVar[dict[str, tuple[str, ...]]] = {"project": ("client",)}

    class Pricing(models.TextChoices):
        HOURLY = "hourly", "Hourly"
        FIXED = "fixed", "Fixed"

    name = models.CharField(max_length=200)
    client = WorkspaceForeignKey(Client, null=True)
    project = WorkspaceForeignKey(Project, null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    pricing = models.CharField(max_length=8, choices=Pricing.choices, default=Pricing.FIXED)
    rate = MinorField(null=True)
    hourly_rate = MinorField(null=True)
    expected_hours = SecondsField(null=True)
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    assignees = models.CharField(max_length=500, blank=True)
    income = TotalField()
    total_value = models.BigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__isnull=True)
                | Q(start_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="service_ends_after_start",
                violation_error_message=gettext_lazy(
                    "A service ends on or after the day it starts."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="service_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="service_by_name"),
            models.Index(fields=["project", "workspace", "folded"], name="service_by_project"),
            models.Index(fields=["client", "workspace", "folded"], name="service_by_client"),
            by_place("service_by_place"),
        ]

    def derive(self) -> None:
        super().derive()
        rate, seconds = self.rate or 0, self.expected_hours or 0
        fixed = self.pricing == self.Pricing.FIXED
        self.total_value = rate if fixed else half_up(rate * seconds, HOUR)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields; the project fills the client. See `Project.edit` for what is linked."""
        asked = admit(self, values)
        old = {"project": self.project_id, "client": self.client_id}
        _set(self, asked)
        _check_range(self, asked)
        brought = fill(self, asked)
        new = self._state.adding
        self.save()
        bring(self, brought)
        if not new:
            guard(self, old)


class TimeEntry(Placed, Owned):
    """Hours spent on a project, or on one of its services, on a day."""

    follows: ClassVar[dict[str, tuple[str, ...]]] = {"service": ("project",)}

    project = WorkspaceForeignKey(Project, null=True)
    service = WorkspaceForeignKey(Service, null=True)
    date = models.DateField()
    hours = SecondsField()
    note = models.CharField(max_length=500, blank=True)
    billable = models.BooleanField(default=True)

    class Meta:
        verbose_name = "time entry"
        verbose_name_plural = "time entries"
        indexes = [
            models.Index(fields=["workspace", "-date", "-id"], name="time_newest"),
            models.Index(fields=["workspace", "-id"], name="time_latest"),
            models.Index(fields=["project", "workspace", "-date", "-id"], name="time_by_project"),
            models.Index(fields=["service", "workspace", "-date", "-id"], name="time_by_service"),
            by_place("time_by_place"),
        ]

    def __str__(self) -> str:
        return self.note or self.told_of(self.date)

    @property
    def named(self) -> Part:
        return self.note or show_date(self.date, self.workspace.locale, today=date.min)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields; the service fills the project."""
        asked = admit(self, values)
        _set(self, asked)
        brought = fill(self, asked)
        if self.project_id is None and self.service_id is None:
            raise refusal("project", _("Say which project or service the hours are for."))
        self.save()
        bring(self, brought)


def _set(record: Record, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _check_range(record: Project | Service, asked: Mapping[str, object]) -> None:
    if record.start_date and record.end_date and record.end_date < record.start_date:
        on = "end_date" if "end_date" in asked else "start_date"
        locale = record.workspace.locale
        start, end = (
            show_date(day, locale, today=date.min) for day in (record.start_date, record.end_date)
        )
        sentence = _("The end, {end}, is before the start, {start}.")
        raise refusal(on, sentence.format(end=end, start=start))
