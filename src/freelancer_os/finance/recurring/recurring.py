"""Recurring: an entry or an invoice that posts itself on its days (domain.md, "Recurring")."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.ranks import bring, fill
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.values.spans import DAY, Span
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries import amounts
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.recurring.series import Every, Series
from freelancer_os.finance.recurring.template import amounts_of, read_lines
from freelancer_os.projects.models import Project, Service

LONGEST = 999  # intervals of one, and times
LINKS = ("client", "project", "service")
COLUMNS = {"as": "posts_as"}
"""The column of the public name, which is a word of the language."""


class Recurring(Titled, Owned):
    """What is posted every `interval` weeks, months, quarters or years from `start_date` on.

    `posts_as` says as what: an entry, an invoice in draft, or one that is sent by mail to
    `mail_to`, by default where mail of its client goes. `amount` is in minor units of `currency`,
    net or the total as for an entry; of an invoice with `lines` (`recurring.template`) what they
    come to. `since` is the day before which nothing is posted any more: that of the last resuming;
    before `mails_since` an invoice is made as a draft. `waits` says why the next one could not be
    posted. `last_date` and `next_date` follow from the occurrences (`recurring.days`).
    """

    title_column = "description"
    unlogged = frozenset({"folded", "last_date", "next_date", "waits"})
    few = True
    follows: ClassVar[dict[str, tuple[str, ...]]] = {
        "service": ("project", "client"),
        "project": ("client",),
    }

    class PostsAs(models.TextChoices):
        ENTRY = "entry", "Entry"
        DRAFT = "draft", "Draft of an invoice"
        SENT = "sent", "Invoice, sent at once"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    description = models.CharField(max_length=300, blank=True)
    amount = MinorField(default=0)
    currency = models.CharField(max_length=3)
    exchange_rate = ScaledField(places=10, null=True, minimum=1)
    tax_rate = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    tax_included = models.BooleanField(default=False)
    category = WorkspaceForeignKey(Category, null=True)
    client = WorkspaceForeignKey(Client, null=True)
    project = WorkspaceForeignKey(Project, null=True)
    service = WorkspaceForeignKey(Service, null=True)
    account = WorkspaceForeignKey(Account, null=True)
    pays_itself = models.BooleanField(default=False)
    posts_as = models.CharField(max_length=8, choices=PostsAs.choices, default=PostsAs.ENTRY)
    lines = models.JSONField(default=list, blank=True)
    mail_to = models.CharField(max_length=500, blank=True, default="")

    every = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Every], default=Every.MONTH.value
    )
    interval = ScaledField(places=0, default=1, minimum=1, maximum=LONGEST)
    start_date = models.DateField()
    end_date = models.DateField(null=True)
    times = ScaledField(places=0, null=True, minimum=1, maximum=LONGEST)
    paused = models.BooleanField(default=False)

    since = models.DateField(null=True, editable=False)
    mails_since = models.DateField(null=True, editable=False)
    last_date = models.DateField(null=True, editable=False)
    next_date = models.DateField(null=True, editable=False)
    waits = models.CharField(max_length=500, blank=True, default="", editable=False)

    class Meta:
        verbose_name_plural = "recurring"
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="recurring_ends_after_start",
                violation_error_message=gettext_lazy("It ends on or after its first day."),
            ),
            models.CheckConstraint(
                condition=Q(posts_as="entry") | Q(kind="income", pays_itself=False),
                name="recurring_invoice_is_income",
                violation_error_message=gettext_lazy("An invoice is income, and is paid later."),
            ),
            models.CheckConstraint(
                condition=Q(pays_itself=False) | Q(account__isnull=False),
                name="recurring_pays_from_account",
                violation_error_message=gettext_lazy("Say on which account it pays itself."),
            ),
        ]
        indexes = [
            # What is due, and the list's order.
            models.Index(fields=["workspace", "next_date", "id"], name="recurring_by_next"),
            # What points at a row that is about to go; beside a client, an account, a category.
            *(
                models.Index(fields=[link, "workspace"], name=f"recurring_by_{link}")
                for link in ("category", "account", *LINKS)
            ),
        ]

    @property
    def named(self) -> Part:
        return self.description or Word.of("Recurring")

    def __str__(self) -> str:
        return str(self.named)

    @property
    def series(self) -> Series:
        """Its days."""
        return Series(
            start=self.start_date,
            every=Every(self.every),
            interval=self.interval,
            end=self.end_date,
            times=self.times,
        )

    @property
    def is_invoice(self) -> bool:
        return self.posts_as != self.PostsAs.ENTRY

    def edit(self, values: Mapping[str, Any]) -> None:
        """Make or change one; what was posted stays as it is. Raises ValidationError per field."""
        asked = {COLUMNS.get(name, name): value for name, value in values.items()}
        if self._state.adding:
            asked.setdefault("currency", self.workspace.currency)
            asked.setdefault("tax_included", asked.get("kind") == Kind.EXPENSE)
        new, asked = self._state.adding, admit(self, asked)
        was_paused = self.paused
        for name, value in asked.items():
            setattr(self, name, value)
        if was_paused and not self.paused:
            self.since = self.workspace.today
        self._check_money(asked)
        self._check_days(asked)
        if new and "tax_rate" not in asked:
            said = {**asked, "kind": self.kind, "category": self.category, "client": self.client}
            self.tax_rate = usual_tax(self.workspace, said).get("tax_rate", self.tax_rate)
        brought = self._check_links(asked)
        self.save()
        bring(self, brought)

    def _check_money(self, asked: Mapping[str, Any]) -> None:
        if self.is_invoice:
            self._check_invoice()
        elif self.lines:
            raise refusal("lines", _("Only an invoice has lines."))
        if self.lines:
            self.lines = read_lines(self.lines, self)
            amount = sum(amounts_of(self.lines))
            if asked.get("amount", amount) != amount:
                raise refusal("amount", _("The amount is what its lines come to."))
            self.amount = amount
        if not self.amount and not self.lines:
            raise refusal("amount", _("Enter an amount."))
        if self.pays_itself and self.account is None:
            raise refusal("account", _("Say on which account it pays itself."))
        if self.category is not None and self.category.kind != self.kind:
            sentence = (
                _("{category} is a category for income.")
                if self.category.kind == Kind.INCOME
                else _("{category} is a category for expense.")
            )
            on = "category" if "category" in asked else "kind"
            raise refusal(on, sentence.format(category=self.category))

    def _check_invoice(self) -> None:
        if self.kind != Kind.INCOME:
            raise refusal("as", _("Only income is invoiced."))
        if self.pays_itself:
            raise refusal("pays_itself", _("An invoice is paid by its client, not by itself."))
        if self.client is None and self.project is None and self.service is None:
            raise refusal("client", _("Say for which client the invoices are."))
        if self.category is None or not self.category.is_client:
            rows = writing_unit(self).rows(Category)
            self.category = rows.get(is_client=True)

    def _check_days(self, asked: Mapping[str, Any]) -> None:
        if self.end_date is not None and self.end_date < self.start_date:
            on = "end_date" if "end_date" in asked else "start_date"
            raise refusal(on, _("It ends on or after its first day."))

    def _check_links(self, asked: Mapping[str, object]) -> list[str]:
        """Which links' targets are to be brought along once it is saved."""
        is_client_income = self.category is not None and self.category.is_client
        if self.kind == Kind.INCOME and is_client_income:
            return fill(self, asked)
        for name in LINKS:
            if asked.get(name) is not None:
                sentence = _("Only income in the client category is linked to anything.")
                raise refusal(name, sentence)
            setattr(self, name, None)
        return []

    def released(self, link: str) -> None:
        """Without its client no invoice is made."""
        if link == "client" and self.is_invoice:
            self.paused = True

    def coming(self, last: date) -> Iterator[date]:
        """The days up to `last` that are still to be posted; none while it is paused."""
        if self.next_date is not None and self.next_date <= last:
            for one in self.series.between(Span(self.next_date, last)):
                yield one.day

    def first_open(self) -> date | None:
        """The first day that may still be posted; None where it is paused or has ended."""
        if self.paused:
            return None
        after = self.last_date + DAY if self.last_date else self.start_date
        found = self.series.following(max(after, self.since or after))
        return None if found is None else found.day
