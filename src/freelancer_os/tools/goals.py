"""The goal."""

from django.db import models

from freelancer_os.core.fields.columns import OwnChoiceField, ScaledField
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.records.placed import Placed, by_place
from freelancer_os.core.values.money import share

PLACES = 4
FARTHEST = 10**14
"""The largest number of a goal, scaled: ten thousand million."""


class Goal(Titled, Placed, Owned):
    """Something to reach by a day: "lose 10 pounds".

    `target` and `progress` are in 10⁻⁴; `completion` is the progress in hundredths of a percent of
    the target, null without one. `area` is built in or a workspace's own, a slug.
    """

    title_column = "title"
    unlogged = frozenset({"folded", "completion"})

    class Area(models.TextChoices):
        HEALTH = "health", "Health"
        WEALTH = "wealth", "Wealth"
        RELATIONSHIP = "relationship", "Relationship"

    title = models.CharField(max_length=200)
    area = OwnChoiceField(null=True)
    target = ScaledField(places=PLACES, minimum=-FARTHEST, maximum=FARTHEST, null=True)
    progress = ScaledField(places=PLACES, minimum=-FARTHEST, maximum=FARTHEST, default=0)
    target_date = models.DateField(null=True)
    completion = models.BigIntegerField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="goal_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="goal_by_title"),
            models.Index(fields=["workspace", "area", "folded"], name="goal_by_area"),
            models.Index(fields=["workspace", "target_date", "id"], name="goal_by_date"),
            by_place("goal_by_place"),
        ]

    def derive(self) -> None:
        super().derive()
        self.completion = share(self.progress, self.target)
