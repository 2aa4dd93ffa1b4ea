"""What of a row a phone shows beside its name: a figure, a state, a day."""

from collections.abc import Mapping, Sequence

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number


def in_short(collection: Collection, fields: Sequence[Field], named: Field) -> Mapping[str, str]:
    """The classes of the fields that are shown, by name: of each sort what the collection is put
    together by or adds up, else the first."""
    usual = {collection.group_by, collection.board_sum, *collection.calendar[:1]}
    rest = [one for one in fields if one is not named]
    rest.sort(key=lambda one: one.name not in usual)
    sorts: dict[str, list[Field]] = {
        "sum": [one for one in rest if isinstance(one, Money | Hours | Number)],
        "state": [one for one in rest if _is_state(one)],
        "day": [one for one in rest if isinstance(one, Day | Instant)],
    }
    return {of[0].name: f" s-{sort}" for sort, of in sorts.items() if of}


def _is_state(one: Field) -> bool:
    return isinstance(one, Choice) or (isinstance(one, Link) and bool(one.colour or one.coloured))
