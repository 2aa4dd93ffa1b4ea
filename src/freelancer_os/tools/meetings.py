"""Meetings, and who takes part in them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.columns import OwnChoiceField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Record, Records, Titled
from freelancer_os.core.records.link_rows import LinkRows
from freelancer_os.core.records.placed import Placed, by_place
from freelancer_os.core.values.dates import start_of_day
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.tools.contacts import Contact

SIDES = {"clients": "client", "contacts": "contact"}
"""What a meeting calls those who take part, and the link of a participant that names one."""


class Meetings(Records["Meeting"]):
    """The words for sets of meetings."""

    def on(self, day: date, time_zone: str) -> "Meetings":
        """Those that begin on a day, the earliest first."""
        first, after = (start_of_day(d, time_zone) for d in (day, day + timedelta(days=1)))
        return self.filter(starts_at__gte=first, starts_at__lt=after).order_by("starts_at", "id")


class Meeting(Titled, Placed, Owned):
    """A meeting at an instant, with clients and contacts. `medium` is built in or own, a slug."""

    title_column = "title"
    unlogged = frozenset({"folded"})

    class Priority(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    medium = OwnChoiceField(null=True)
    priority = models.CharField(max_length=8, choices=Priority.choices, default=Priority.MEDIUM)
    agenda = models.TextField(max_length=20_000, blank=True, default="")

    objects: ClassVar[Any] = Meetings.as_manager()
    participants: ClassVar[Any] = LinkRows("tools.Participant", "meeting", (*SIDES.values(),))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=gettext_lazy("A meeting ends after it starts."),
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="meeting_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="meeting_by_title"),
            models.Index(fields=["workspace", "starts_at", "id"], name="meeting_by_start"),
            by_place("meeting_by_place"),
        ]

    @property
    def clients(self) -> list[Client]:
        """The clients that take part, by name."""
        return self._side("client")

    @property
    def contacts(self) -> list[Contact]:
        """The contacts that take part, by name."""
        return self._side("contact")

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields. `clients` and `contacts` are all those that take part from now on."""
        asked = admit(self, values)
        sides = {name: asked.pop(name) for name in SIDES if name in asked}
        for name, value in asked.items():
            setattr(self, name, value)
        self._check_range(asked)
        self.save()
        for name, targets in sides.items():
            self._seat(SIDES[name], targets)

    def linked_values(self) -> dict[str, Any]:
        """Who takes part, which is written with the meeting."""
        return {name: sorted(str(one.pk) for one in self._side(SIDES[name])) for name in SIDES}

    def _side(self, link: str) -> list[Any]:
        found = [getattr(row, link) for row in self.participants]
        return sorted((one for one in found if one is not None), key=lambda r: (r.folded, r.pk))

    def _check_range(self, asked: Mapping[str, object]) -> None:
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            on = "ends_at" if "ends_at" in asked else "starts_at"
            raise refusal(on, _("A meeting ends after it starts."))

    def _seat(self, link: str, targets: Iterable[Record]) -> None:
        """Let exactly these take part on one side; the rows of those who stay are kept."""
        unit = writing_unit(self)
        wanted = {target.pk: target for target in targets}
        rows = unit.rows(Participant).filter(meeting=self, **{f"{link}__isnull": False})
        stored = {getattr(row, f"{link}_id"): row for row in rows}
        for key, row in stored.items():
            if key not in wanted:
                row.remove()
        for key, target in wanted.items():
            if key not in stored:
                Participant(workspace=unit.workspace, meeting=self, **{link: target}).save()
        type(self).participants.forget(self)


class Participant(Record):
    """One who takes part in a meeting: a client or a contact. It goes with either of both."""

    meeting = WorkspaceForeignKey(Meeting, goes_along=True)
    client = WorkspaceForeignKey(Client, goes_along=True, null=True)
    contact = WorkspaceForeignKey(Contact, goes_along=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(client__isnull=False, contact__isnull=True)
                | Q(client__isnull=True, contact__isnull=False),
                name="participant_is_one",
                violation_error_message=gettext_lazy("A participant is a client or a contact."),
            ),
            models.UniqueConstraint(
                fields=["workspace", "meeting", "client"], name="participant_client_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "meeting", "contact"], name="participant_contact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "workspace"], name="participant_by_meeting"),
            models.Index(fields=["client", "workspace"], name="participant_by_client"),
            models.Index(fields=["contact", "workspace"], name="participant_by_contact"),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        known = self._state.fields_cache
        return str(known.get("client") or known.get("contact") or "") or Word.of("Participant")

    def save(self, *args: object, **kwargs: object) -> None:
        """Take part; the history of the meeting tells of it."""
        super().save(*args, **kwargs)
        self._mention()

    def remove(self) -> None:
        """Take part no longer."""
        self._mention()
        super().remove()

    def _mention(self) -> None:
        unit = writing_unit(self)
        meeting = unit.rows(Meeting).filter(pk=self.meeting_id).first()
        if meeting is not None:
            unit.mention(meeting)
