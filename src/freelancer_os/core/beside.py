"""What any record may have in a row of its own: files, a note."""

from typing import Any, TypeVar

from django.db import models

from freelancer_os.core.records import Logged, Record, Records
from freelancer_os.core.wire import model_of

B = TypeVar("B", bound="Beside")


class BesideRecords(Records[B]):
    """The words for sets of such rows."""

    def on(self, record: Logged) -> "BesideRecords[B]":
        """Those of one record, in the order in which they were added."""
        return self.filter(record_id=record.pk).order_by("id")


class Beside(Record):
    """A row that belongs to a record of any kind, and goes with it in the same change.

    `model` and `record_id` name the record as the log does; `core.unit` knows the models that do
    so by their labels (`BESIDE`).
    """

    model = models.CharField(max_length=64)
    record_id = models.UUIDField()

    class Meta:
        abstract = True

    def record(self) -> Logged | None:
        """The record to which this belongs."""
        model: Any = model_of(self.model)
        found: Logged | None = model.objects.of(self.workspace_id).filter(pk=self.record_id).first()
        return found
