"""The change log in words: what was done, by whom, when, to which records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.apps import apps
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.models import FINAL, OPENING, Change, ChangeRow
from freelancer_os.core.values.dates import show_date, show_instant
from freelancer_os.core.values.numerals import locale_of, write_signed
from freelancer_os.engine.registry import collections
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.phrases import kinds_of

NAMED = 4  # records; a change of more is told in numbers
COUNTED = 1_000  # and one of more than these by that alone


@dataclass(frozen=True)
class Named:
    """One record that a change touched; `url` is empty where it is gone."""

    title: str
    url: str
    is_deleted: bool


@dataclass(frozen=True)
class Edited:
    """A field that a change set, and its values in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One change as a page shows it; that of one record says which of its fields were `edited`."""

    change: Change
    who: str
    day: str
    clock: str
    when: str
    ago: str
    records: Sequence[Named]
    counts: str
    is_undone: bool
    may_undo: bool
    edited: Sequence[Edited] = ()

    @property
    def takes_back(self) -> str:
        """What its undo says of itself beforehand."""
        return takes_back(self.counts)


def standing(desk: Desk) -> QuerySet[Change]:
    """The changes of this workspace that were not undone, newest first."""
    rows = Change.objects.filter(workspace=desk.workspace, stands_at__isnull=False)
    return rows.exclude(door=OPENING).order_by("-number")


def lines(desk: Desk, changes: Iterable[Change], *, with_records: bool = True) -> list[Line]:
    """Changes in words; with their records it costs a few statements more, however many."""
    found = list(changes)
    told = _told(desk, [change.pk for change in found]) if with_records else {}
    return [_line(desk, change, *told.get(change.pk, ((), ""))) for change in found]


def counts_of(desk: Desk, change: Change, beyond: int = 0) -> str:
    """How many records of each kind a change touched; "" where they are few, up to `beyond`."""
    rows = ChangeRow.objects.filter(workspace=desk.workspace, change=change)
    if rows[: beyond + 1].count() <= beyond:
        return ""
    found = _told(desk, [change.pk]).get(change.pk)
    return found[1] if found else ""


def takes_back(counts: str) -> str:
    """What an undo says of itself beforehand."""
    return _("This takes back {counts}.").format(counts=counts)


def _line(desk: Desk, change: Change, records: Sequence[Named], counts: str) -> Line:
    formats, made_at = desk.formats, change.made_at
    there = made_at.astimezone(ZoneInfo(formats.time_zone))
    stands = change.stands_at is not None
    return Line(
        change=change,
        who=_by(change.door, _who(desk, change)),
        day=_day(there.date(), formats.today, formats.locale),
        clock=str(format_time(there.time(), format="short", locale=locale_of(formats.locale))),
        when=show_instant(made_at, formats.locale, formats.time_zone, today=formats.today),
        ago=ago(made_at, timezone.now())
        or show_date(there.date(), formats.locale, today=formats.today),
        records=records,
        counts=counts,
        is_undone=change.kind == Change.Kind.WRITE and not stands,
        may_undo=stands and change.door not in FINAL and desk.may_write,
    )


def ago(instant: datetime, now: datetime) -> str:
    """How long ago, in one unit: "now", "5 min", "2 h", "3 d"; "" from a week on."""
    passed = int((now - instant).total_seconds())
    if passed >= 7 * 86_400:
        return ""
    if passed >= 86_400:
        return _("{count} d").format(count=passed // 86_400)
    if passed >= 3_600:
        return _("{count} h").format(count=passed // 3_600)
    return _("{count} min").format(count=passed // 60) if passed >= 60 else _("now")


def _who(desk: Desk, change: Change) -> str:
    if change.user_id == desk.user.pk:
        return _("You")
    return str(change.user) if change.user is not None else "Freelancer OS"


def _by(door: str, who: str) -> str:
    """ "You over the API": who, and through which door."""
    if door == "api":
        return _("{who} over the API").format(who=who)
    if door == "cli":
        return _("{who} from the command line").format(who=who)
    return _("{who} by an import").format(who=who) if door == "import" else who


def _day(day: date, today: date, locale: str) -> str:
    near = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    return near.get(day) or show_date(day, locale, today=today)


def _told(desk: Desk, changes: list[UUID]) -> dict[UUID, tuple[Sequence[Named], str]]:
    """Per change its records or, where they are many, how many of each kind."""
    rows = ChangeRow.objects.filter(workspace=desk.workspace)
    few, some, many = _by_size(desk, changes)
    counted: dict[UUID, dict[str, int]] = defaultdict(dict)
    kinds = rows.filter(change__in=some).order_by().values_list("change", "model")
    for change, model, count in kinds.annotate(Count("pk")):
        counted[change][model] = count
    locale = desk.formats.locale
    most = write_signed(COUNTED, 0, locale)
    more = _("more than {count} records").format(count=most)
    return {
        **{change: (records, "") for change, records in _named(desk, rows, few).items()},
        **{change: ((), kinds_of(counts, locale)) for change, counts in counted.items()},
        **dict.fromkeys(many, ((), more)),
    }


def _by_size(desk: Desk, changes: list[UUID]) -> tuple[list[UUID], list[UUID], list[UUID]]:
    """Changes of few, some and many records, without counting those of many."""
    rows = ChangeRow.objects.filter(workspace=desk.workspace, change=OuterRef("pk"))
    keys = rows.order_by().values("pk")
    found = Change.objects.filter(workspace=desk.workspace, pk__in=changes).annotate(
        beyond_few=Subquery(keys[NAMED : NAMED + 1]),
        beyond_some=Subquery(keys[COUNTED : COUNTED + 1]),
    )
    sizes = list(found.values_list("pk", "beyond_few", "beyond_some"))
    return (
        [pk for pk, beyond_few, _ in sizes if not beyond_few],
        [pk for pk, beyond_few, beyond_some in sizes if beyond_few and not beyond_some],
        [pk for pk, _, beyond_some in sizes if beyond_some],
    )


def _named(desk: Desk, rows: QuerySet[ChangeRow], changes: list[UUID]) -> dict[UUID, list[Named]]:
    found: dict[UUID, list[Named]] = defaultdict(list)
    columns = ("change", "model", "record_id", "title", "action")
    touched = list(rows.filter(change__in=changes).order_by("id").values_list(*columns))
    living = set(_living(desk, {(model, pk) for _, model, pk, _, _ in touched}))
    for change, model, pk, title, action in touched:
        collection = collections.of_model(model)
        has_page = collection is not None and collection.has_page and pk in living
        url = f"/{collection.slug}/{pk}/" if collection and has_page else ""
        found[change].append(Named(title, url, action == ChangeRow.Action.DELETE))
    return found


def _living(desk: Desk, records: set[tuple[str, UUID]]) -> Iterator[UUID]:
    """Those that are still there: one statement for each kind of record."""
    for label in sorted({model for model, _pk in records}):
        if collections.of_model(label) is not None:
            model: Any = apps.get_model(label)
            keys = [pk for name, pk in records if name == label]
            rows = model.objects.of(desk.workspace).filter(pk__in=keys)
            yield from rows.values_list("pk", flat=True)


def read_number(text: str) -> int | None:
    """The number of a change that an address names; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
