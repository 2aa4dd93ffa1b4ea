"""What is spent of budgets, and what is carried from one to the next, while a change settles.

A touched entry moves what is spent by its difference. What a budget that is new, or of another
month or category, has spent is read from the tally of months (`finance.periods`): no entry is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Q

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import derive, load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Values
from freelancer_os.core.values.months import first_day, month_beside
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.budgets.budgets import Budget
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.periods import earned
from freelancer_os.people.models import Workspace

Key = tuple[UUID, str]
"""A category, and a month ("2026-11") or a year ("2026")."""
Spent = Mapping[Key, int]
YEAR = len("2026")
COUNTED = {"is_void": False, "is_draft": False, "kind": Kind.EXPENSE}
PLACE = ("category_id", "month", "year")
CHAINED = (*PLACE, "amount", "carries_over")


def keep(unit: Unit) -> None:
    """Keep what is carried, spent and left of every budget that this change bears on."""
    again, moved, begun = _read_again(unit), _moved(unit), set(_begun(unit))
    begun |= {beside(key, 1) for key in begun}
    budgets = _budgets(unit, moved.keys() | begun, again)
    if not budgets:
        return
    renewed = {key for key, one in budgets.items() if _is_renewed(key, one, again)}
    spent = spent_in(unit.workspace, renewed, is_net=_is_net(unit))
    counting = _counting(unit, {category for category, _period in budgets})
    open_ = renewed | begun | moved.keys()
    for key in sorted(budgets):
        if key in open_:
            one = budgets[key]
            has = spent[key] if key in renewed else (one.counted or {})["spent"]
            has = has + moved.get(key, 0) if key[0] in counting else 0
            _hold(one, has, carried(_now(budgets.get(beside(key, -1)))))
            open_.add(beside(key, 1))


def carried(before: Values | None) -> int:
    """What a budget has of the one before it."""
    return before["left"] if before is not None and before["carries_over"] else 0


def spent_in(workspace: Workspace, keys: Iterable[Key], *, is_net: bool) -> dict[Key, int]:
    """What profit and loss counts of categories in months and years, on an accrual basis: net, or
    with tax. What their categories count as is not looked at."""
    found = dict.fromkeys(keys, 0)
    if not found:
        return found
    periods = sorted({period for _category, period in found})
    last = max(f"{period}-12"[: len("2026-12")] for period in periods)
    first = min(f"{period}-01"[: len("2026-01")] for period in periods)
    span = Span(first_day(first), Span.months(first_day(last)).last)
    for one in earned(workspace, span, "accrual"):
        if one.kind == Kind.EXPENSE and one.category is not None:
            amount = one.net if is_net else one.net + one.tax
            for key in _keys(one.category, one.month):
                if key in found:
                    found[key] += amount
    return found


def beside(key: Key, count: int) -> Key:
    """The month, or the year, so many further on, or back."""
    category, period = key
    is_year = len(period) == YEAR
    return category, str(int(period) + count) if is_year else month_beside(period, count)


def _keys(category: UUID, month: str) -> Iterator[Key]:
    yield category, month
    yield category, month[:YEAR]


def _key(row: Values) -> Key:
    return row["category_id"], str(row["month"] or row["year"])


def _now(touched: Touched | None) -> Values | None:
    return touched.now if touched is not None else None


def _moved(unit: Unit) -> dict[Key, int]:
    """By how much entries moved what is spent."""
    found: dict[Key, int] = defaultdict(int)
    is_net = _is_net(unit)
    for touched in unit.unsettled(Transaction):
        if touched.counted is touched.now:
            continue
        for sign, row in ((-1, touched.counted), (1, touched.now)):
            if row is None or row["category_id"] is None:
                continue
            if all(row[name] == value for name, value in COUNTED.items()):
                cost = row["base_net"] if is_net else row["base_net"] + row["base_tax"]
                for key in _keys(row["category_id"], row["date"].isoformat()[:7]):
                    found[key] += sign * cost
    return {key: by for key, by in found.items() if by}


def _is_net(unit: Unit) -> bool:
    """Whether tax is recovered, as the change leaves it."""
    changed: list[Touched] = unit.changed(Workspace)
    settings = next((one.now for one in changed if one.now is not None), None)
    return bool(settings["recovers_tax"] if settings else unit.workspace.recovers_tax)


def _begun(unit: Unit) -> Iterator[Key]:
    """Where a budget is new, gone or another: what it carries goes on from there."""
    for touched in unit.unsettled(Budget):
        old, new = touched.counted, touched.now
        if old is None or new is None or any(old[name] != new[name] for name in CHAINED):
            yield from (_key(row) for row in (old, new) if row is not None)


def _read_again(unit: Unit) -> set[UUID] | None:
    """The categories of which all is another since they count otherwise; None for all of them."""
    for settings in unit.unsettled(Workspace):
        old, new = settings.counted, settings.now
        if old and new and old["recovers_tax"] != new["recovers_tax"]:
            return None
    return {
        touched.pk
        for touched in unit.unsettled(Category)
        if touched.counted and touched.now and touched.counted["counts"] != touched.now["counts"]
    }


def _budgets(unit: Unit, places: set[Key], again: set[UUID] | None) -> dict[Key, Touched]:
    """The budgets of these places, with those after and right before them, and all that are read
    again."""
    known = {one.pk: one for one in unit.unsettled(Budget)}
    for asked in _asked(places, again):
        with unit.late.known():
            rows = list(unit.rows(Budget).filter(asked))
        known.update((row.pk, unit.touch(row)) for row in rows if row.pk not in known)
    return {_key(one.now): one for one in known.values() if one.now is not None}


def _asked(places: set[Key], again: set[UUID] | None) -> Iterator[Q]:
    if again is None:
        yield Q()
        return
    if places:
        periods = {beside(key, -1)[1] for key in places}
        month = min((one for one in periods if len(one) > YEAR), default=None)
        year = min((int(one) for one in periods if len(one) == YEAR), default=None)
        later = Q(month__gte=month) if month else Q()
        later |= Q(year__gte=year) if year else Q()
        for some in in_batches({category for category, _period in places}):
            yield later & Q(category__in=some)
    if again:
        yield Q(category__in=again)


def _is_renewed(key: Key, one: Touched, again: set[UUID] | None) -> bool:
    """Whether what is spent of it has to be read."""
    old, new = one.counted, one.now or {}
    is_elsewhere = old is None or any(old[name] != new[name] for name in PLACE)
    return is_elsewhere or again is None or key[0] in again


def _counting(unit: Unit, categories: set[UUID]) -> set[UUID]:
    """The categories that count in profit and loss as expenses."""
    found = load(unit, Category, sorted(categories))
    return {one.pk for one in found if one.now is not None and counts(one.now)}


def counts(category: Values) -> bool:
    """Whether what is spent of a category is in profit and loss."""
    is_business = category["counts"] == Category.Counts.BUSINESS
    return is_business and bool(category["kind"] == Kind.EXPENSE)


def _hold(one: Touched, spent: int, carried_: int) -> None:
    now = one.now or {}
    if (now["spent"], now["carried"]) != (spent, carried_):
        one.now = {**now, "spent": spent, "carried": carried_}
        derive(one)
