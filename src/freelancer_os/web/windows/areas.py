"""The areas of the client window: of each group its first records, and what it comes to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet, SmallIntegerField, Value
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.collections.money.transactions import TRANSACTIONS, WORKFLOW
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.words import Option
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.registry import target_of
from freelancer_os.web.cells.composers import Composer, composer_of
from freelancer_os.web.cells.kinds import tag
from freelancer_os.web.shell.access import Desk

FEW = 3  # of a group
MOST = 24  # of an area, unless it has more groups

Come = tuple[int, str]
"""How many there are, and their sum in words."""
NONE: Come = (0, "")
Newest = Mapping[tuple[str, str], list[UUID]]
"""The newest records by the slug of the area and the value of the group."""


@dataclass(frozen=True)
class Group:
    """The first records of an area that share a stage, status or priority; `url` lists them all."""

    tag: SafeString
    label: str
    count: int
    amount: str
    url: str
    records: list[Any]

    @property
    def more(self) -> str:
        """ "3 more", "" where all are there."""
        count = self.count - len(self.records)
        sentence = ngettext("{count} more", "{count} more", count)
        return sentence.format(count=count) if count > 0 else ""


@dataclass(frozen=True)
class Area:
    """One of the areas of the client window; `summed` names the amounts of its groups."""

    collection: Collection
    count: int
    summed: str
    groups: list[Group]
    composer: Composer | None


@dataclass(frozen=True)
class Ground:
    """What an area is made of: its groups that hold something, and the workflow's links to them."""

    collection: Collection
    grouped: Choice
    come: Mapping[str, Come]
    options: list[Option]
    linked: Mapping[str, list[UUID]]

    @property
    def few(self) -> int:
        """How many records of a group are shown."""
        return max(1, min(FEW, MOST // max(1, len(self.options))))


def areas(desk: Desk, rows: Sequence[Record]) -> list[Area]:
    """The areas over the `rows` of the workflow: what these link to and can be put together."""
    links = (TRANSACTIONS.by_name[name] for name in WORKFLOW)
    grounds = [
        _ground(desk, one, rows)
        for one in links
        if isinstance(one, Link) and target_of(one).group_by
    ]
    newest = _newest(desk, grounds)
    return [_area(desk, ground, newest) for ground in grounds]


def _ground(desk: Desk, link: Link, rows: Iterable[Record]) -> Ground:
    collection = desk.collection(link.to)
    grouped = collection.by_name[collection.group_by]
    assert isinstance(grouped, Choice)
    come = _come(desk, desk.tallies.of_name(collection.slug))
    linked: dict[str, list[UUID]] = defaultdict(list)
    for target in (link.value(row) for row in rows if getattr(row, link.id_column) is not None):
        if collection.archives and target.archived:
            continue
        linked[grouped.column_of(target)].append(target.pk)
    options = [one for one in grouped.among(come) if come.get(one[0], NONE)[0]]
    return Ground(collection, grouped, come, options, linked)


def _area(desk: Desk, ground: Ground, newest: Newest) -> Area:
    collection, found = ground.collection, _first(desk, ground, newest)
    return Area(
        collection,
        sum(count for count, _ in ground.come.values()),
        _summed(collection),
        [
            Group(
                tag(option),
                option[1],
                *ground.come[option[0]],
                f"/{collection.slug}/?{urlencode({ground.grouped.name: option[0]})}",
                found[option[0]],
            )
            for option in ground.options
        ],
        composer_of(desk, collection) if desk.may_write else None,
    )


def _summed(collection: Collection) -> str:
    """What the amounts of the groups are, and whether their tax is in them."""
    one = collection.by_name[collection.board_sum]
    if isinstance(one, Money) and one.is_gross:
        return one.added_up
    return _("{amount}, without tax").format(amount=one.label)


def _come(desk: Desk, tallied: Mapping[str, tuple[int, int]]) -> dict[str, Come]:
    """Count and amount per group; amounts of several currencies stand side by side."""
    counts: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[str]] = defaultdict(list)
    for key, (count, amount) in sorted(tallied.items()):
        value, _, currency = key.partition("|")
        counts[value] += count
        shown = format_money(amount, currency or desk.formats.currency, desk.formats.locale)
        amounts[value].append(shown)
    return {value: (count, " + ".join(amounts[value])) for value, count in counts.items()}


def _newest(desk: Desk, grounds: list[Ground]) -> Newest:
    """The newest records of every group of all areas, in one statement."""
    asked, places = [], [(one, value) for one in grounds for value, _, _ in one.options]
    for place, (one, value) in enumerate(places):
        rows: QuerySet[Any] = one.collection.model.objects.of(desk.workspace)
        rows = rows.filter(archived=False) if one.collection.archives else rows
        some = rows.filter(one.grouped.holding(value)).order_by("-id").values("pk")[: one.few]
        by = {"_place": Value(place, SmallIntegerField())}
        asked.append(rows.filter(pk__in=some).annotate(**by).values_list("_place", "pk"))
    found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for place, pk in sorted(asked[0].union(*asked[1:], all=True), reverse=True) if asked else ():
        one, value = places[place]
        found[one.collection.slug, value].append(pk)
    return found


def _first(desk: Desk, ground: Ground, newest: Newest) -> dict[str, list[Record]]:
    """By group its newest record, then what the workflow links to, then the newest of the rest."""
    chosen: dict[str, list[UUID]] = {}
    for value, _label, _colour in ground.options:
        pks = newest.get((ground.collection.slug, value), [])
        along = [*pks[:1], *ground.linked.get(value, ()), *pks]
        chosen[value] = list(dict.fromkeys(along))[: ground.few]
    records = ground.collection.some(desk.workspace, list(chain(*chosen.values())))
    return {value: [records[pk] for pk in pks if pk in records] for value, pks in chosen.items()}
