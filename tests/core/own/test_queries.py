"""Paths to values of own properties in queries: alike on both databases, whatever is asked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Count, F, Sum

from freelancer_os.clients.models import Client
from freelancer_os.core.own.queries import expression, path, reader
from freelancer_os.core.own.values import folded_key, key_of
from tests.books import Books

NAME = key_of(UUID(int=1), is_text=True)
SIZE, DAY, STATE, DONE = (key_of(UUID(int=n), is_text=False) for n in range(2, 6))


@pytest.fixture
def rows(books: Books) -> Any:
    """Three clients with values of every kind, and one without any."""
    for name, size, day, state in (
        ("Ähre", 30, "2026-03-01", "high"),
        ("zebra", -5, "2025-12-31", "low"),
        ("Acme", 2**40, "2026-11-30", "gone_for_good"),
    ):
        books.client(name, own={NAME: name, SIZE: size, DAY: day, STATE: state, DONE: True})
    books.client("None")
    return Client.objects.of(books.workspace)


def names(rows: Any) -> list[str]:
    return [one.name for one in rows]


def test_values_compare_as_what_they_are(rows: Any) -> None:
    size, day = path("number", SIZE), path("day", DAY)
    assert names(rows.filter(**{f"{size}__gt": 4}).order_by(size)) == ["Ähre", "Acme"]
    assert names(rows.filter(**{f"{day}__lt": date(2026, 3, 2)}).order_by(day)) == ["zebra", "Ähre"]
    folded = path("text", folded_key(NAME))
    assert names(rows.filter(**{f"{folded}__contains": "hr"})) == ["Ähre"]
    by = F(folded).desc(nulls_last=True)
    assert names(rows.order_by(by)) == ["zebra", "Ähre", "Acme", "None"]
    assert names(rows.filter(**{path("flag", DONE): False})) == ["None"]
    assert names(rows.filter(**{f"{path('text', NAME)}__isnull": True})) == ["None"]


def test_options_count_in_their_order_and_what_is_none_of_them_does_not(rows: Any) -> None:
    options = ["low", "high"]
    rank, among = path("rank", STATE, options), path("among", STATE, options)
    assert names(rows.exclude(**{f"{rank}__isnull": True}).order_by(rank)) == ["zebra", "Ähre"]
    assert names(rows.filter(**{f"{among}__isnull": True}).order_by("id")) == ["Acme", "None"]
    assert names(rows.filter(**{among: "gone_for_good"})) == []
    kept = path("among", STATE, ["gone_for_good"])
    assert names(rows.filter(**{kept: "gone_for_good"})) == ["Acme"]
    assert names(rows.filter(**{f"{path('among', STATE)}__isnull": False})) == []


def test_they_are_read_summed_and_grouped(rows: Any) -> None:
    size, among = path("number", SIZE), path("among", STATE, ["low", "high"])
    assert rows.aggregate(sum=Sum(size))["sum"] == 25 + 2**40
    sized = rows.exclude(**{f"{size}__isnull": True}).order_by(size)
    assert list(sized.values_list(size, flat=True)) == [-5, 30, 2**40]
    groups = rows.order_by().values_list(among).annotate(Count("pk"))
    assert set(groups) == {("low", 1), ("high", 1), (None, 2)}
    assert rows.values_list(path("day", DAY), flat=True).get(name="Ähre") == date(2026, 3, 1)


@pytest.mark.parametrize(
    "place", ["number~x", f"nonsense~{SIZE}", "number", f"text~{SIZE}' --", ""]
)
def test_no_other_place_is_read(place: str) -> None:
    assert reader(place) is None


def test_an_expression_knows_its_values_and_sorts(rows: Any) -> None:
    day = expression("day", DAY)
    assert day.output_field.to_python("2026-03-01") == date(2026, 3, 1)
    assert names(rows.order_by(day.desc(nulls_last=True))) == ["Acme", "Ähre", "zebra", "None"]
    rank = expression("rank", STATE, ["low", "high"])
    assert names(rows.annotate(rank=rank).filter(rank__gte=1)) == ["Ähre"]
