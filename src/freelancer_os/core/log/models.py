"""The change log, and the tallies that boards and menus read."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.packing import unpack_changes, unpack_whole
from freelancer_os.core.words import Sentence, said

OPENING = "opening"  # the door of what a workspace starts with
OUTBOX = "outbox"  # the door of what became of a mail
RECURRING = "recurring"  # the door of what posts itself on its day
FINAL = (OPENING, OUTBOX, RECURRING)  # doors of what nothing takes back
UNDER_WAY = 0  # the number of a change that is still being written


class Change(models.Model):
    """One entry of history: who did what, from which door.

    `number` counts up in a workspace; `UNDER_WAY` until a job ends. `stands_at` is the number at
    which it last took effect: its own, that of the redo that brought it back, or null while it is
    undone. Undos and redos are changes too, but never stand themselves: they move `stands_at` of
    what they undo.
    `said` keeps what is told with its parts (`core.words.Sentence`), from which `words` are made
    for each reader; `sentence` is the same in English, and all that older entries have.
    """

    class Kind(models.TextChoices):
        WRITE = "write"
        UNDO = "undo"
        REDO = "redo"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.WRITE)
    sentence = models.CharField(max_length=300)
    said = models.JSONField(default=dict)
    door = models.CharField(max_length=16)
    made_at = models.DateTimeField(auto_now_add=True)
    stands_at = models.BigIntegerField(null=True)
    undone_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="change_number_unique")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "user", "stands_at"], name="change_stands"),
            models.Index(fields=["workspace", "undone_by"], name="change_undone_by"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What was done, in the language of the reader."""
        return str(self.told)

    @property
    def told(self) -> Sentence:
        """What was done, as another sentence quotes it."""
        return Sentence.read(self.said) if self.said else said(self.sentence)


class ChangeRow(models.Model):
    """One record that a change touched.

    `before` and `after` hold the logged columns that changed; the whole row on create and delete.
    Both lie in `content` (`core.log.packing`).
    """

    class Action(models.TextChoices):
        CREATE = "create"
        UPDATE = "update"
        DELETE = "delete"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    change = WorkspaceForeignKey(Change, on_delete=models.CASCADE)
    model = models.CharField(max_length=64)
    record_id = models.UUIDField()
    title = models.CharField(max_length=300)
    action = models.CharField(max_length=8, choices=Action.choices)
    content = models.BinaryField(default=b"{}")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # The history of a record; what stands in the way of an undo.
            models.Index(fields=["record_id"], name="changerow_record"),
            # The records of a change, in their order: the history page, undo batch by batch.
            models.Index(fields=["change", "id"], name="changerow_of_change"),
            # The bin, and which files it still needs.
            models.Index(
                fields=["workspace", "id"],
                condition=models.Q(action="delete"),
                name="changerow_deleted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.title}"

    @staticmethod
    def about(
        workspace: Any, records: Sequence[UUID], changes: Sequence[UUID]
    ) -> models.QuerySet["ChangeRow"]:
        """What these changes say of these records, looked up by record: a change may have many."""
        rows = ChangeRow.objects.filter(workspace=workspace, record_id__in=records)
        by_no_index = Coalesce("change_id", "change_id")
        return rows.alias(of=by_no_index).filter(of__in=changes)

    @property
    def before(self) -> dict[str, Any]:
        """What the columns held, as JSON values; nothing of a record that was made."""
        return self.read[0]

    @property
    def after(self) -> dict[str, Any]:
        """What they hold since; nothing of a record that was removed."""
        return self.read[1]

    @cached_property
    def read(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Both; raises ValueError, TypeError or `zlib.error` for what was never written so."""
        content = bytes(self.content)
        if self.action == self.Action.UPDATE:
            return unpack_changes(content)
        whole = unpack_whole(self.model, content)
        return ({}, whole) if self.action == self.Action.CREATE else (whole, {})


class Job(models.Model):
    """A change of many rows while it is written, in slices (`core.undo.slices`).

    A workspace has one at a time. Its rows, and those of the changes that it takes back or does
    again (`of`, their ids), are held: nobody else writes them, or where it `holds_all` anything.
    `seen_at` is when it last wrote.
    """

    change = models.OneToOneField(Change, primary_key=True, on_delete=models.CASCADE)
    workspace = models.OneToOneField("people.Workspace", on_delete=models.CASCADE, related_name="+")
    of = models.JSONField(default=list)
    holds_all = models.BooleanField(default=False)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.change}: {self.done} of {self.total}"


class TallyRow(models.Model):
    """Count and sums of the rows of one kind (`core.log.totals`), kept by the gateway.

    `amount` is the sum of one column, `beside` that of a second one, where a tally has it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    count = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    beside = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name", "key"], name="tally_unique")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}: {self.count}"


class TallyDefinition(models.Model):
    """By which definition the rows of a tally were counted, for the whole installation.

    Where it is not the present one they are counted anew (`core.log.totals.recount`).
    """

    name = models.CharField(max_length=64, primary_key=True)
    definition = models.TextField()

    def __str__(self) -> str:
        return f"{self.name}: {self.definition}"
