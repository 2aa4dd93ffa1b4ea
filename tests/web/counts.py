"""What every page counts, counted again by hand: rows are read and added up here, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.test import Client as Web

from freelancer_os.core.models import TallyRow
from freelancer_os.core.values.amounts import format_money
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.query.grouping import usual
from freelancer_os.engine.registry import collections
from freelancer_os.web.cells.kinds import tag
from tests.books import Books


def refuse_wrong_counts(books: Books, web: Web, collection: Collection) -> None:
    """Every number that the gateway keeps, the columns of the board, and the menu around it."""
    refuse_wrong_tallies(books)
    layout = "board" if "board" in collection.layouts else "table"
    context = web.get(f"/{collection.slug}/?view={layout}").context
    if layout == "board":
        _columns(books, collection, context["sheet"])
    refuse_wrong_menu(books, context["shell"]["sections"])


def refuse_wrong_tallies(books: Books) -> None:
    """What is stored of every collection that is grouped or added up."""
    for collection in collections:
        if collection.group_by or collection.board_sum:
            rows = TallyRow.objects.filter(workspace=books.workspace, name=collection.slug)
            found = {row.key: (row.count, row.amount) for row in rows if row.count or row.amount}
            assert found == _kept(books, collection), collection.slug


def refuse_wrong_menu(books: Books, sections: Iterable[Any]) -> None:
    """The menu says of what is grouped how much there is, or how much of it is of now."""
    for section in (one for one in sections if one.collection is not None):
        shown = _menu(books, section.collection)
        assert section.count == shown, (section.label, section.count, shown)


def refuse_wrong_areas(books: Books, areas: list[Any]) -> None:
    """The areas of the client window: how many, and per group how many and how much."""
    assert [area.collection.slug for area in areas] == [
        "invoices", "clients", "projects", "services"
    ]  # fmt: skip
    for area in areas:
        declared = area.collection
        grouped: Any = declared.by_name[declared.group_by]
        counts, sums = _per_value(books, declared)
        assert area.count == sum(counts.values())
        tags = {str(tag(grouped.option(value))): value for value in counts}
        shown = {
            value: (group.count, group.amount)
            for group in area.groups
            if (value := tags.get(str(group.tag))) is not None
        }
        assert shown == {value: (counts[value], sums[value]) for value in counts}, declared.slug
        assert sum(group.count for group in area.groups) == area.count


def rows_of(books: Books, collection: Collection) -> list[Any]:
    return list(collection.model.objects.filter(workspace=books.workspace))


def _columns(books: Books, collection: Collection, sheet: Any) -> None:
    counts, sums = _per_value(books, collection)
    shown = {pile.column.value: (pile.count, pile.amount) for pile in sheet.piles}
    for value in counts:
        amount = sums[value] if collection.board_sum else ""
        assert shown.pop(value) == (str(counts[value]), amount), (collection.slug, value)
    assert set(shown.values()) <= {("0", "")}, collection.slug
    assert sheet.count == str(sum(counts.values()))
    cards = {pile.column.value: len(pile.column.cards) for pile in sheet.piles}
    assert {value: count for value, count in cards.items() if count} == counts


def _per_value(books: Books, collection: Collection) -> tuple[dict[str, int], dict[str, str]]:
    """How many rows per value of `group_by`, else of a link, and the sum of each in words."""
    formats = Formats.of(books.workspace)
    grouped = collection.by_name[usual(collection)]
    name = grouped.id_column if isinstance(grouped, Link) else grouped.attribute
    counts: Counter[str] = Counter()
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(books, collection):
        value = str(getattr(row, name) or "")
        counts[value] += 1
        if collection.board_sum:
            sums[value][_currency(collection, row)] += _amount(collection, row)
    words = {
        value: " + ".join(format_money(of[code], code, formats.locale) for code in sorted(of))
        for value, of in sums.items()
    }
    return dict(counts), words


def _kept(books: Books, collection: Collection) -> dict[str, tuple[int, int]]:
    """Count and sum by what the gateway would call each: the group, and the currency."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    grouped = collection.by_name.get(collection.group_by)
    for row in rows_of(books, collection):
        parts = [str(getattr(row, grouped.attribute))] if grouped is not None else []
        if collection.board_sum and getattr(collection.by_name[collection.board_sum], "of", ""):
            parts.append(_currency(collection, row))
        one = found["|".join(parts)]
        one[0] += 1
        one[1] += _amount(collection, row)
    return {key: (count, amount) for key, (count, amount) in found.items()}


def _amount(collection: Collection, row: Any) -> int:
    name = collection.board_sum
    return (getattr(row, collection.by_name[name].attribute) or 0) if name else 0


def _currency(collection: Collection, row: Any) -> str:
    money: Any = collection.by_name[collection.board_sum]
    return str(getattr(row, money.of) if money.of else row.workspace.currency)


def _menu(books: Books, collection: Collection) -> str:
    rows, wanted = rows_of(books, collection), collection.counted
    if not (collection.group_by or collection.board_sum) or not rows:
        return ""
    if wanted is None:
        return str(len(rows))
    if not wanted.value and wanted.rows is None:
        count = len(rows)
    elif wanted.value:
        name = collection.by_name[collection.group_by].attribute
        count = sum(getattr(row, name) == wanted.value for row in rows)
    else:  # what happens today
        formats = Formats.of(books.workspace)
        days = [collection.by_name[collection.on].value(row).date() for row in rows]
        count = sum(day == formats.today for day in days)
    return f"{count} {wanted.word}" if count else ""
