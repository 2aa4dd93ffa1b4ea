"""What any record may have in a row of its own: files, a note."""

from typing import Any, TypeVar

from django.db import models

from freelancer_os.core.log.json_values import model_of
from freelancer_os.core.records.base import Logged, Record, Records

B = TypeVar("B", bound="Attached")


class AttachedRecords(Records[B]):
    """The words for sets of such rows."""

    def on(self, record: Logged) -> "AttachedRecords[B]":
        """Those of one record, in the order in which they were added."""
        return self.filter(record_id=record.pk).order_by("id")


class Attached(Record):
    """A row that belongs to a record of any kind, and goes with it in the same change.

    `model` and `record_id` name the record as the log does; `core.log.unit` knows the models that
    do so by their labels (`ATTACHED`).
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
