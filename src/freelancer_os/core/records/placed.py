"""Records that stand in an order of a person's own."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.ids import new_id
from freelancer_os.core.records.base import Record

LONGEST = 400  # hexadecimal digits; more than a thousand records go between any two
DIGITS = "0123456789abcdef"


class Placed(Record):
    """A record that can be put between two others; the greatest key stands first.

    `place` is null until then: such a record stands by its id, so that the newest is first. An id
    and a place are both digits of one fraction, in hexadecimal, and between two of those there is
    always another; moving one record writes that record alone.
    """

    place = models.CharField(max_length=LONGEST, null=True, editable=False)

    objects: ClassVar[Any]

    class Meta:
        abstract = True

    @property
    def stands(self) -> str:
        """The key by which it is ordered, greatest first."""
        return self.place or self.pk.hex

    def put_under(self, above: "Placed | None", rows: "models.QuerySet[Any]") -> None:
        """Stand right under another of `rows`, or before all of them. Raises Conflict."""
        others = rows.exclude(pk=self.pk)
        if above is None:
            first = _first(others)
            self.place = new_id().hex
            if first is not None and first.stands >= self.place:
                self.place = between(first.stands, "")
        else:
            below = _first(others, above.stands)
            self.place = between("" if below is None else below.stands, above.stands)
        self.save()


def by_place(name: str) -> models.Index:
    """The index over what was put somewhere; it holds nothing of what was not."""
    condition = models.Q(place__isnull=False)
    return models.Index(fields=["workspace", "place"], name=name, condition=condition)


def between(low: str, high: str) -> str:
    """The shortest key between two, "" for no bound: `between("3a", "3c")` is "3b".

    Raises Conflict where there is none, or none short enough.
    """
    found = ""
    is_open = not high
    for place in range(LONGEST):
        least = int(low[place], 16) if place < len(low) else 0
        most = 16 if is_open else int(high[place], 16) if place < len(high) else 0
        if most - least > 1:
            return found + DIGITS[(least + most) // 2]
        if most < least:
            break
        found += DIGITS[least]
        is_open = is_open or most > least
    raise Conflict(_("There is no room between these two. Move one of them first."))


def _first(rows: "models.QuerySet[Any]", under: str = "") -> Placed | None:
    """What stands first of `rows`, or first under a key: two statements, each by an index."""
    resting = rows.filter(place__isnull=True)
    moved = rows.filter(place__isnull=False)
    if under:
        last = UUID(hex=under[:32].ljust(32, "0"))
        side = "lte" if len(under) > 32 else "lt"
        resting, moved = resting.filter(**{f"id__{side}": last}), moved.filter(place__lt=under)
    found = [*resting.order_by("-id")[:1], *moved.order_by("-place")[:1]]
    return max(found, key=lambda one: one.stands, default=None)
