"""Answers that are kept, so that the same request is done once."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from freelancer_os.core.ids import new_id

LIFE = timedelta(hours=24)


class KeptAnswer(models.Model):
    """The answer to a POST with an Idempotency-Key, kept for `LIFE`.

    `fingerprint` is the digest of the request's path and body.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(
        "people.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    token = models.ForeignKey(
        "people.ApiToken", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="kept_answer_unique")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "made_at"], name="kept_answer_age")
        ]

    def __str__(self) -> str:
        return f"{self.status} for {self.key}"
