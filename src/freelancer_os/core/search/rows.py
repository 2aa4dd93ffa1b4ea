"""What the index holds: a row for each record, and the distinct words of a workspace.

On SQLite two FTS5 tables hang on these by triggers, on PostgreSQL two generated columns
(migration 0014). Rows are replaced, never updated: the newest id is what was written last.
"""

from typing import ClassVar

from django.db import models


class SearchRow(models.Model):
    """The words of one record (`core.search.words`), with spaces between them.

    `title` are those of what it is called, in their order; `words` those of its other texts, and
    `beside` those of its note, each once.
    """

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    model = models.CharField(max_length=64)
    record_id = models.UUIDField()
    title = models.CharField(max_length=300, default="")
    words = models.TextField(default="")
    beside = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "record_id"], name="search_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "title", "id"], name="search_title"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record_id}: {self.title}"


class SearchWord(models.Model):
    """A word that `count` records of a workspace hold; `mirrored` is its letters from the end."""

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    word = models.CharField(max_length=40)
    mirrored = models.CharField(max_length=40)
    count = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "word"], name="word_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "mirrored"], name="word_from_its_end")
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.count}"
