"""Finding records of any collection by their titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from freelancer_os.core.values.text import clean, fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Workspace

LONGEST = 20
"""How many records are found at most, unless more are asked for."""


@dataclass(frozen=True)
class Found:
    """A record that was found: its collection's slug, its id, its title."""

    collection: str
    id: UUID
    title: str


def search(workspace: Workspace, text: str, *, limit: int = LONGEST) -> list[Found]:
    """Records of a workspace whose title holds `text`, without regard to case and accents.

    Those that begin with it come first, then in the order of the menus, newest first. Empty text
    finds nothing. Raises ValidationError on `q`.
    """
    wanted = clean(text, field="q", max_length=200)
    if not fold(wanted):
        return []
    found: list[tuple[bool, Found]] = []
    for collection in collections:
        found += _in_one(collection, workspace, wanted, limit)
    found.sort(key=lambda one: not one[0])
    return [one for _, one in found[:limit]]


def _in_one(
    collection: Collection, workspace: Workspace, text: str, limit: int
) -> Iterator[tuple[bool, Found]]:
    """Whether it begins with the text, and what was found."""
    begins, holds = _matches(collection, text)
    rows = collection.model.objects.of(workspace).order_by("-id")
    held = {row.pk: row for row in rows.filter(holds)[: limit + 1]}
    if held:
        known = {} if len(held) > limit else {"pk__in": list(held)}  # one scan, if it shows all
        for row in rows.filter(begins, **known)[:limit]:
            held.pop(row.pk, None)
            yield True, Found(collection.slug, row.pk, str(row))
    for row in held.values():
        yield False, Found(collection.slug, row.pk, str(row))


def _matches(collection: Collection, text: str) -> tuple[Q, Q]:
    """The rows of which a title begins with the text, and those of which one holds it.

    Only titles of their own count: a payment is found by its entry, not as one more hit.
    """
    begins, holds = Q(pk__in=[]), Q(pk__in=[])
    for column in collection.search:
        if column == "folded":
            begins |= Q(folded__startswith=fold(text))
            holds |= Q(folded__contains=fold(text))
        elif "__" not in column:
            for wanted in {text, fold(text)}:
                begins |= Q(**{f"{column}__istartswith": wanted})
                holds |= Q(**{f"{column}__icontains": wanted})
    return begins, holds
