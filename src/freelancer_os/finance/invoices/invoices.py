"""Invoices: a number, a client, a status; its lines are its transactions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.columns import DigestField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.ranks import guard
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Values
from freelancer_os.core.records.placed import Placed
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.finance.entries.billed import IN_ORDER
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices import numbering
from freelancer_os.finance.invoices.billed_time import add_hours
from freelancer_os.finance.invoices.constraints import CONSTRAINTS
from freelancer_os.finance.invoices.crediting import CreditPart, credit, refuse_over_credited
from freelancer_os.finance.invoices.early import credit_discount
from freelancer_os.finance.invoices.indexes import INDEXES
from freelancer_os.finance.invoices.lines import (
    add_project,
    add_service,
    copied,
    refuse_other_currency,
)
from freelancer_os.finance.invoices.overdue import InvoiceRecords
from freelancer_os.finance.invoices.parties import due_after, parties_now, with_buyer
from freelancer_os.finance.invoices.payable import Payable
from freelancer_os.projects.models import Project, Service, TimeEntry


class Invoice(Placed, Owned, Payable):
    """A claim for money, and what is on its way to one.

    `sent_to` is the name of the client it was sent with, which it keeps when the client goes;
    `parties` are both sides as they were then (`finance.invoices.parties`), nothing of a draft.
    """

    unlogged = frozenset(
        {"net", "tax", "total", "withheld", "payable", "paid", "outstanding", "state"}
        | {"settled_on", "paid_from", "paid_to"}
        | {"base_total", "base_withheld", "base_paid", "base_outstanding", "base_credit"}
    )
    fixes = {"was_sent": ("number",)}
    by_verb = frozenset({"status"})

    number = models.CharField(max_length=60, null=True)
    series = models.CharField(max_length=60, blank=True, editable=False)
    sequence = models.BigIntegerField(null=True, editable=False)
    client = WorkspaceForeignKey(Client, null=True)
    issue_date = models.DateField(null=True)
    currency = models.CharField(max_length=3)
    sent_to = models.CharField(max_length=200, blank=True, default="", editable=False)
    parties = models.JSONField(default=dict, editable=False)
    sent_pdf = DigestField()
    sent_as = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects: ClassVar[Any] = InvoiceRecords.as_manager()

    class Meta:
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return str(self.named)

    @property
    def once_for(self) -> str:
        """For whom it was sent, where that client is gone."""
        return self.sent_to if self.client_id is None and self.status != self.Status.DRAFT else ""

    @property
    def named(self) -> Part:
        return self.number or Word.of("Draft")

    @property
    def alone(self) -> frozenset[str]:
        return frozenset({"number", "issue_date", "due_date", "credits"})

    def follow_copied(self, original: "Invoice") -> None:
        """The same lines, of today and unpaid."""
        for line in original.lines():
            if not line.is_kept:
                copied(line, self)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields. Its verbs lead it through its life (domain.md).

        Raises ValidationError with a sentence per field.
        """
        asked = dict(values)
        new, old = self._state.adding, {"client": self.client_id}
        if new:
            asked.setdefault("currency", self.workspace.currency)
        asked = admit(self, asked)
        self.refuse_other_client(asked)
        refuse_other_currency(self, asked)
        self.refuse_other_kind(asked)
        number, kind = asked.pop("number", self.number) or None, self.kind
        for name, value in asked.items():
            setattr(self, name, value)
        self.check_head(asked)
        if number != self.number or (number and kind != self.kind):
            numbering.set_typed(self, number)
        if self.client_id not in (None, old["client"]) and self.status != self.Status.DRAFT:
            self.sent_to, self.parties = str(self.client), with_buyer(self, self.client)
        self.save()
        if not new:
            guard(self, old)

    def move_to(self, status: str, *, with_lines: bool = False) -> None:
        """Lead to Draft, Sent or Void, by the verb that does. Raises ValidationError."""
        catch_up(self)
        if status == self.state:
            return
        verbs = {"draft": self.withdraw, "sent": self.send, "void": self.void}
        if status not in verbs:
            raise refusal("status", _("Choose one of: draft, sent, paid, void."))
        self.refuse_void()
        if self.state == self.State.PAID and status != self.State.VOID:
            self.reopen(with_lines=with_lines)
        verbs[status]()

    def send(self) -> None:
        """Send: the number is given unless there is one, and stays; so do both parties."""
        self.refuse_void()
        self.issue_date = self.issue_date or self.workspace.today
        self.due_date = self.due_date or due_after(self, self.issue_date)
        if self.number is None:
            numbering.give(self, self.issue_date)
        if self.status != self.Status.SENT:
            refuse_over_credited(self)
            self.parties = parties_now(self)
        self.status, self.was_sent = self.Status.SENT, True
        self.sent_at = self.sent_at or now()
        self.sent_to = str(self.client or "")
        self.save()
        self.settle_credited()

    def withdraw(self) -> None:
        """Make it a draft again, which settles nothing; a number that it was given stays."""
        self.refuse_void()
        self.free_credited()
        self.status, self.parties = self.Status.DRAFT, {}
        self.save()

    def void(self) -> None:
        """Declare void, for good; refused while payments exist."""
        self.refuse_void()
        self.refuse_money()
        if self.number is None:
            raise refusal("status", _("A draft without a number is deleted instead."))
        self.free_credited()
        self.status = self.Status.VOID
        self.save()

    def credit(self, parts: Sequence[CreditPart] | None = None) -> "Invoice":
        """Make a draft that credits parts of its lines, by default all that is left of them."""
        made: Invoice = credit(self, parts)
        return made

    def credit_discount(self, amount: int, on: date) -> "Invoice":
        """A credit note that was sent, for a discount of `amount` for early payment."""
        return credit_discount(self, amount, on)

    def remove(self) -> None:
        """Delete a draft; its lines stay as unlinked income."""
        if self.was_sent or self.status != self.Status.DRAFT:
            raise ValidationError(
                [_("{record} has been sent. Void it instead.").format(record=self)]
            )
        self.free("to_invoice")
        for line in self.lines():
            if line.is_kept:
                line.leave()
        super().remove()

    def add_hours(self, entries: Sequence[TimeEntry], by: str) -> list[Transaction]:
        """Bill hours as lines, grouped `by` (`hourly.By`). Raises ValidationError."""
        return add_hours(self, entries, by)

    def add_service(self, service: Service, quantity: int) -> Transaction:
        """A line from the price list, `quantity` in 10⁻⁴. Raises ValidationError."""
        return add_service(self, service, quantity)

    def add_project(self, project: Project, amount: int | None = None) -> Transaction:
        """A line for a project, by default of what is left of its value. Raises ValidationError."""
        return add_project(self, project, amount)

    def lines(self) -> list[Transaction]:
        """Its transactions as they stand on it, read to be written."""
        rows = writing_unit(self).rows(Transaction).filter(invoice=self)
        return list(rows.order_by(*IN_ORDER))

    def inverse(self, before: Values) -> Values:
        """Undoing a send gives the number back only while it is the newest of its series.

        Else the draft keeps it and, as one that was sent, is voided instead of deleted.
        """
        return numbering.put_back(self, before)

    def uncreate(self, along: Collection[UUID]) -> None:
        """A number that others followed, which stay, is not given back."""
        numbering.refuse_unless_newest(self, along)
