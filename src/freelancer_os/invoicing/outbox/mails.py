"""The outbox: a mail as it is written with what it is about, and what becomes of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Record, Records, Values
from freelancer_os.core.words import Part, Sentence
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.outbox.addresses import LONGEST, MOST, read_addresses
from freelancer_os.invoicing.outbox.talking import Outcome
from freelancer_os.invoicing.outbox.waking import wake

PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720)]  # after each try
LONGEST_SUBJECT, LONGEST_BODY = 300, 20_000


class MailRecords(Records[Any]):
    """The words for sets of mails."""

    def due(self, now: datetime) -> "MailRecords":
        """Those that are to be handed over by now, in their order."""
        due = self.filter(state=Mail.State.WAITING, next_at__lte=now)
        return due.order_by("next_at", "id")

    def in_hand(self) -> "MailRecords":
        """Those that somebody is handing over, or was when his process ended."""
        return self.filter(state=Mail.State.SENDING)

    def undelivered(self) -> "MailRecords":
        """Those of which a person is told: not delivered, or perhaps, unless a later mail about the
        same invoice has left."""
        later: QuerySet[Mail] = QuerySet(Mail).filter(
            workspace=OuterRef("workspace"),
            invoice=OuterRef("invoice"),
            state=Mail.State.SENT,
            pk__gt=OuterRef("pk"),
        )
        return self.filter(UNDELIVERED).exclude(Exists(later))

    def by_invoice(self) -> dict[UUID, str]:
        """The state of the newest about each invoice, by the invoice's id."""
        about = self.filter(invoice__isnull=False).order_by("id")
        return dict(about.values_list("invoice", "state"))


class Mail(Record):
    """One mail: to whom, what it says, and its files; `message_id` is made once and stays.

    What becomes of it is no fact of the books: it is in no log, and undo does not touch it. What a
    person decides is (`decision`). `step`
    is that of a reminder. `handed_at` is when its text went to the server, before whose answer
    nobody knows whether it has it. `problem` is what was said last (`core.words.Sentence`).
    """

    unlogged = frozenset(
        {"state", "attempts", "next_at", "handed_at", "left_at", "problem", "is_settled"}
    )

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        PERHAPS = "perhaps", "Perhaps sent"

    invoice = WorkspaceForeignKey(Invoice, null=True)
    step = models.PositiveSmallIntegerField(null=True)
    to = models.CharField(max_length=(LONGEST + 2) * MOST)
    copy_to = models.CharField(max_length=LONGEST, blank=True, default="")
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    body = models.TextField(max_length=LONGEST_BODY, blank=True, default="")
    message_id = models.CharField(max_length=100, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    decision = models.JSONField(default=dict, editable=False)  # of a person, since

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    next_at = models.DateTimeField(default=timezone.now, editable=False)
    handed_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    problem = models.JSONField(default=dict, editable=False)
    is_settled = models.BooleanField(default=False, editable=False)  # a person let it be

    objects: ClassVar[Any] = MailRecords.as_manager()

    class Meta:
        verbose_name = "mail"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "invoice", "step"],
                name="mail_reminder_once",
                condition=Q(step__isnull=False),
            )
        ]
        indexes = [
            # The list of mails; the newest first.
            models.Index(fields=["workspace", "-id"], name="mail_latest"),
            # The mails of an invoice, on its page.
            models.Index(fields=["invoice", "workspace", "id"], name="mail_by_invoice"),
            # What is to be handed over, of all workspaces and of one; what a person is told of.
            models.Index(
                fields=["state", "next_at", "workspace"],
                name="mail_open",
                condition=~Q(state="sent"),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def named(self) -> Part:
        return self.subject

    @property
    def last_error(self) -> str:
        """What went wrong last, in the reader's language; "" if nothing did."""
        return str(Sentence.read(self.problem)) if self.problem else ""

    @property
    def is_undelivered(self) -> bool:
        """Whether a person is to do something about it."""
        return self.state in WRONG and not self.is_settled

    def edit(self, values: Mapping[str, Any]) -> NoReturn:
        """A mail is written by sending something."""
        raise Conflict(_("A mail is written by sending an invoice or a reminder, and then stays."))

    def remove(self) -> NoReturn:
        """What was sent when to whom stays."""
        raise ValidationError([_("What was mailed, and what was to be, stays in the outbox.")])

    def again(self, to: str) -> None:
        """Try again, at once; to another address if `to` is one. Raises Conflict."""
        if self.state in {self.State.SENDING, self.State.SENT}:
            raise _gone(self)
        self.to = read_addresses(to, field="to")
        now = timezone.now()
        self._decide("again", state=self.State.WAITING, next_at=now, attempts=0, is_settled=False)
        wake()

    def arrived(self) -> None:
        """Whoever asked there knows that it arrived."""
        self._decide("arrived", state=self.State.SENT, left_at=self.handed_at)

    def leave(self) -> None:
        """Let it be: it is not sent, and nobody is told of it any more. Raises Conflict."""
        if self.state in {self.State.SENDING, self.State.SENT}:
            raise _gone(self)
        self._decide("leave", state=self.State.FAILED, is_settled=True)

    def _decide(self, verb: str, **after: Any) -> None:
        """Do what a person decided, so that undo and redo find what was and what was to be."""
        before = {name: getattr(self, name) for name in after}
        turn = self.decision.get("turn", 0) + 1
        self.decision = {"turn": turn, "verb": verb, "before": _kept(before), "after": _kept(after)}
        self._set(self.decision["after"])
        self.save()
        if self.invoice_id is not None:
            unit = writing_unit(self)
            unit.mention(unit.get(Invoice, self.invoice_id))

    def _set(self, kept: Mapping[str, Any]) -> None:
        for name, value in kept.items():
            is_instant = name.endswith("_at") and value is not None
            setattr(self, name, datetime.fromisoformat(value) if is_instant else value)

    # What the one who hands it over does

    def claim(self, now: datetime) -> None:
        """It is being handed over, from now on."""
        self.state, self.attempts, self.handed_at = self.State.SENDING, self.attempts + 1, None
        self.next_at = now
        self.save()

    def settle(self, outcome: Outcome, now: datetime) -> None:
        """Note what became of it: gone, tried again after a pause, failed, or perhaps gone."""
        self.state = outcome.state
        if self.state == self.State.WAITING:
            if self.attempts > len(PAUSES):
                self.state = self.State.FAILED
            else:
                self.next_at = now + PAUSES[self.attempts - 1]
        self.left_at = now if self.state == self.State.SENT else None
        self.problem = {} if self.state == self.State.SENT else outcome.said.stored()
        self.save()

    # Undo

    def uncreate(self, along: Collection[UUID]) -> None:
        """One that waits is recalled; once a server may have it, what sent it is not undone.

        What was written as sent and never handed over, nor asked about, is a sample.
        """
        is_sample = self.state == self.State.SENT and not self.attempts and not self.decision
        if self.state not in {self.State.WAITING, self.State.FAILED} and not is_sample:
            raise _gone(self)

    def recreate(self) -> None:
        """It is sent after all, as it was to be."""
        self.next_at = self.made_at
        wake()

    def inverse(self, before: Values) -> Values:
        """Undo and redo of what a person decided, while no server has the mail since."""
        to_be = before.get("decision")
        if to_be is None:
            return before
        is_redo = to_be.get("turn", 0) > self.decision.get("turn", 0)
        has_left = self.state == self.State.SENT and self.decision.get("verb") != "arrived"
        if has_left or self.state == self.State.SENDING or self._was_tried():
            raise _gone(self)
        self._set(to_be["after"] if is_redo else self.decision["before"])
        return before

    def _was_tried(self) -> bool:
        """Whether a server may have it since somebody had it tried again."""
        return self.decision.get("verb") == "again" and self.state == self.State.PERHAPS


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON."""
    return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in values.items()}


WRONG = (Mail.State.FAILED, Mail.State.PERHAPS)
UNDELIVERED = Q(state__in=WRONG, is_settled=False)


def _gone(mail: Mail) -> Conflict:
    sentence = _("The mail “{subject}” may have left already. Void or credit the invoice instead.")
    return Conflict(sentence.format(subject=mail.subject))
