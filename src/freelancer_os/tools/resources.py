"""The resource."""

from django.db import models

from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.records.placed import Placed, by_place


class Resource(Titled, Placed, Owned):
    """Something worth keeping: a checklist, a guide, a strategy, a tip. `body` is Markdown."""

    title_column = "title"
    unlogged = frozenset({"folded"})

    class Kind(models.TextChoices):
        CHECKLIST = "checklist", "Checklist"
        GUIDE = "guide", "Guide"
        STRATEGY = "strategy", "Strategy"
        TIP = "tip", "Tip"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.GUIDE)
    category = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=500, blank=True)
    body = models.TextField(max_length=20_000, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="resource_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="resource_by_title"),
            models.Index(fields=["workspace", "kind", "folded"], name="resource_by_kind"),
            by_place("resource_by_place"),
        ]
