"""What links to the records of a collection, as the declarations say."""

from dataclasses import dataclass

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.registry import collections


@dataclass(frozen=True)
class Relation:
    """The slug of a collection, and the field by which its records link to those of another."""

    slug: str
    field: str


def relations(collection: Collection) -> list[Relation]:
    """What links to the records of a collection, in the order of the menus.

    Links that follow from other columns, such as the account of an entry, are told by what they
    follow from.
    """
    return [
        Relation(other.slug, one.name)
        for other in collections
        if other.small
        for one in other.pointing
        if one.to == collection.slug and not _follows(other, one)
    ]


def _follows(other: Collection, one: Link | Links) -> bool:
    return isinstance(one, Link) and one.id_column in other.model.unlogged
