"""Occurrences: the days of a recurring entry that were posted or skipped, each known for good."""

from django.db import models
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import named_by
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Part, Sentence
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.recurring.recurring import Recurring


class Occurrence(Record):
    """A day of a recurring entry, and what it became; neither where it was skipped or deleted.

    It stays when the entry or the invoice goes, so that nothing is posted twice.
    """

    recurring = WorkspaceForeignKey(Recurring, goes_along=True)
    date = models.DateField()
    transaction = WorkspaceForeignKey(Transaction, null=True)
    invoice = WorkspaceForeignKey("finance.Invoice", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recurring", "workspace", "date"],
                name="occurrence_once",
                violation_error_message=gettext_lazy("This day was posted already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["transaction", "workspace"],
                name="occurrence_by_transaction",
                condition=models.Q(transaction__isnull=False),
            ),
            models.Index(
                fields=["invoice", "workspace"],
                name="occurrence_by_invoice",
                condition=models.Q(invoice__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        found = named_by(self, "recurring")
        parts = {"recurring": found.named if found else "", "date": self.told_of(self.date)}
        return Sentence("{recurring} of {date}", parts)
