"""Finding records of any collection by their words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from freelancer_os.core.search.finding import find
from freelancer_os.core.values.text import clean
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Workspace

LONGEST = 20
"""How many records are found at most, unless more are asked for."""


@dataclass(frozen=True)
class Found:
    """A record that was found, its collection, and its title."""

    of: Collection
    record: Any

    @property
    def collection(self) -> str:
        """The slug of its collection."""
        return self.of.slug

    @property
    def id(self) -> UUID:
        key: UUID = self.record.pk
        return key

    @property
    def title(self) -> str:
        return str(self.record)


def search(
    workspace: Workspace, text: str, *, limit: int = LONGEST, used: Sequence[UUID] = ()
) -> list[Found]:
    """Records of a workspace that hold a word beginning with each word of `text`, best first.

    In their titles, their other texts, own properties and notes; case and accents do not matter.
    Those of `used` stand before the others. Slips are forgiven where little is found
    (`core.search.finding`). Empty text finds nothing. Raises ValidationError on `q`.
    """
    hits = find(workspace, clean(text, field="q", max_length=200), limit, used)
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for hit in hits:
        wanted[hit.model].append(hit.record_id)
    found: dict[UUID, Found] = {}
    for label, keys in wanted.items():
        collection = collections.of_model(label)
        if collection is not None:
            for key, record in collection.some(workspace, keys).items():
                found[key] = Found(collection, record)
    return [found[hit.record_id] for hit in hits if hit.record_id in found]
