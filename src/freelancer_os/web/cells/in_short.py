"""What of a row a phone shows beside its name: a figure, and below it states, links and a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Percent

FIGURES = (Money, Hours, Number, Percent)
DATES = (Day, Instant)


class Short(NamedTuple):
    """How a field is shown: the sort of place where it stands, and what it is called there, ""
    where it explains itself."""

    sort: str
    label: str


def in_short(
    collection: Collection, fields: Sequence[Field], named: Field, *, is_small: bool = False
) -> Mapping[str, Short]:
    """The fields that are shown, by name: those of the columns that the declaration names, else of
    each sort what the collection is put together by or adds up, or the first. A small table
    shows all that it has.

    The first figure stands beside the name, the first date at the end of the line below.
    """
    rest = {one.name: one for one in fields if one is not named}
    names = rest if is_small else collection.brief
    told = [rest[name] for name in names if name in rest] or _usual(collection, rest.values())
    places = {"sum": _first(told, _is_figure), "day": _first(told, _is_date)}
    sorts = {one.name: sort for sort, one in places.items() if one is not None}
    return {
        one.name: Short(
            sorts.get(one.name, "state" if _is_state(one) else "of"), _label(one, rest.values())
        )
        for one in told
    }


def _usual(collection: Collection, fields: Iterable[Field]) -> list[Field]:
    usual = {collection.group_by, collection.board_sum, *collection.calendar[:1]}
    rest = sorted(fields, key=lambda one: one.name not in usual)
    found = (_first(rest, sort) for sort in (_is_figure, _is_state, _is_date))
    return [one for one in found if one is not None]


def _first(fields: Iterable[Field], sort: Callable[[Field], bool]) -> Field | None:
    return next(filter(sort, fields), None)


def _label(one: Field, fields: Iterable[Field]) -> str:
    """The label of a field for which another column could be taken; a start that has an end is
    known by itself."""
    if any(isinstance(other, DATES) and other.after == one.name for other in fields):
        return ""
    meant = _meant(one)
    several = sum(_meant(other) == meant for other in fields) > 1
    return one.label if meant and several else ""


def _meant(one: Field) -> tuple[object, ...]:
    """What fields have in common that are taken for each other; nothing if none is."""
    if isinstance(one, Link | Links):
        return (Link, one.to)
    if isinstance(one, DATES):
        return DATES
    return tuple(sort for sort in FIGURES if isinstance(one, sort))


def _is_figure(one: Field) -> bool:
    return isinstance(one, FIGURES)


def _is_date(one: Field) -> bool:
    return isinstance(one, DATES)


def _is_state(one: Field) -> bool:
    return isinstance(one, Choice) or (isinstance(one, Link) and bool(one.colour or one.coloured))


def is_naming(collection: Collection, one: Field) -> bool:
    """Whether a field says what the record is called."""
    return one.attribute in {getattr(collection.model, "title_column", "number"), "number"}
