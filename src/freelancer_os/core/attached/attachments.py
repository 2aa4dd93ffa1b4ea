"""Attachments: the files of a record, whatever kind of record it is."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.attached.base import Attached, AttachedRecords
from freelancer_os.core.fields.columns import DigestField
from freelancer_os.core.files.store import Kept
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.records.base import Logged
from freelancer_os.core.values.text import refusal

LONGEST = 200  # characters of a name
MOST = 100  # files of one record
UNNAMED = "file"
_ENDING = 16  # characters of an ending that a shortened name keeps
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff"*<>?|:]')
# They show a name in another order than it has: "annexe\u202egnp.exe" reads "annexeexe.png".
_TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Attachment(Attached):
    """A file of a record. Several may name the same content, which lies on disk once.

    `size` is in bytes, `media_type` comes from the content, `digest` is its SHA-256 in hex. `said`
    is what was read in it, as JSON values by their names; null while nobody looked.
    """

    name = models.CharField(max_length=LONGEST)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    digest = DigestField()
    said = models.JSONField(null=True, editable=False)

    objects: ClassVar[Any] = AttachedRecords.as_manager()

    class Meta:
        verbose_name = "file"
        indexes = [
            models.Index(fields=["workspace", "record_id"], name="attachment_by_record"),
            models.Index(fields=["digest"], name="attachment_by_digest"),
        ]

    def __str__(self) -> str:
        return self.name

    def remove(self) -> None:
        """Take the file off its record; the log keeps it for the bin."""
        record = self.record()
        if record is not None:
            writing_unit(self).mention(record)
        super().remove()

    def hang_on(self, record: Logged) -> None:
        """Go over to another record that was read in this change, whatever is there already."""
        self.model, self.record_id = record._meta.label_lower, record.pk
        self.save()
        writing_unit(self).mention(record)


def attach(record: Logged, files: Iterable[tuple[str, Kept]]) -> list[Attachment]:
    """Add files, each with the name it was given, to a record that was read in this change.

    Raises ValidationError for an empty file, and where there would be more than `MOST`.
    """
    unit = writing_unit(record)
    made = [_made(record, unit.workspace, name, kept) for name, kept in files]
    there = Attachment.objects.of(unit.workspace).on(record).count()
    if there + len(made) > MOST:
        raise refusal("files", _("At most {most} files fit on one record.").format(most=MOST))
    for attachment in made:
        attachment.save()
    if made:
        unit.mention(record)
    return made


def attach_new(unit: Unit, files: Iterable[tuple[Logged, str, Kept]]) -> None:
    """Hang a file on each of many records that are new in this change, a few statements for all.

    Raises ValidationError for an empty file.
    """
    unit.add([_made(record, unit.workspace, name, kept) for record, name, kept in files])


def _made(record: Logged, workspace: Any, name: str, kept: Kept) -> Attachment:
    attachment = Attachment(
        workspace=workspace,
        model=record._meta.label_lower,
        record_id=record.pk,
        name=clean_name(name),
        size=kept.size,
        media_type=kept.media_type,
        digest=kept.digest,
    )
    if kept.size == 0:
        raise refusal("files", _("“{name}” is empty.").format(name=attachment.name))
    return attachment


def clean_name(name: str) -> str:
    """A file's own name, fit to be stored, shown and saved under on any system.

    Folders before it, control characters, characters that turn the direction of text and those
    that file systems refuse are left out; a long one keeps its ending.
    """
    own = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _TURNING.sub("", _UNFIT.sub("", " ".join(own.split()))).strip(". ")
    if not plain:
        return UNNAMED
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > LONGEST and dot and len(ending) <= _ENDING:
        return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
    return plain[:LONGEST]
