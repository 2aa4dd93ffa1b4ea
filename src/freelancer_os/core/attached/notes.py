"""The note of a record: its body in Markdown, whatever kind of record it is."""

from typing import Any, ClassVar

from django.db import models

from freelancer_os.core.attached.base import Attached, AttachedRecords
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Logged
from freelancer_os.core.values.text import clean
from freelancer_os.core.words import Part, Word

LONGEST = 100_000  # characters


class Note(Attached):
    """The note of one record; an empty one is as good as none."""

    body = models.TextField(max_length=LONGEST, blank=True, default="")

    objects: ClassVar[Any] = AttachedRecords.as_manager()

    class Meta:
        verbose_name = "note"
        constraints = [models.UniqueConstraint(fields=["workspace", "record_id"], name="note_once")]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        return Word.of("Note")


def note_of(record: Logged) -> Note | None:
    """The note of a record, if one was ever written."""
    workspace = record.scope()["workspace_id"]
    found: Note | None = Note.objects.of(workspace).on(record).first()
    return found


def write_note(record: Logged, body: object) -> None:
    """Set the note of a record that was read in this change; its history tells of it.

    Raises ValidationError on `body`.
    """
    unit = writing_unit(record)
    text = clean(body, field="body", max_length=LONGEST, multiline=True)
    names = {"model": record._meta.label_lower, "record_id": record.pk}
    note = note_of(record) or Note(workspace=unit.workspace, **names)
    if text != note.body:
        note.edit({"body": text})
        unit.mention(record)
