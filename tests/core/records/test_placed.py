"""An order of one's own: between any two records there is room for another."""

import random

import pytest

from freelancer_os.clients.models import Client
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.placed import LONGEST, between
from tests.books import Books


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [("3a", "3c", "3b"), ("3a", "3b", "3a8"), ("", "01", "008"), ("3f", "", "9"), ("3", "3", None)],
)
def test_a_key_between_two_is_the_shortest(low: str, high: str, wanted: str | None) -> None:
    if wanted is None:
        with pytest.raises(Conflict, match="no room"):
            between(low, high)
    else:
        assert between(low, high) == wanted


def test_between_any_two_there_is_a_thousand_times_room() -> None:
    for seed in range(20):
        chance = random.Random(seed)
        low, high = sorted(f"{chance.getrandbits(128):032x}" for _ in range(2))
        for _ in range(1_000):
            key = between(low, high)
            assert low < key < high and len(key) <= LONGEST
            low, high = (key, high) if chance.random() < seed / 20 else (low, key)


def names(books: Books) -> list[str]:
    rows = list(Client.objects.of(books.workspace))
    return [one.name for one in sorted(rows, key=lambda one: one.stands, reverse=True)]


def put(books: Books, name: str, above: str) -> None:
    def act(unit: Unit) -> None:
        rows = unit.rows(Client)
        rows.get(name=name).put_under(rows.filter(name=above).first(), rows)

    books.do(act)


def test_records_stand_where_they_are_put_whatever_came_before(books: Books) -> None:
    wanted = [f"C{number}" for number in range(12)]
    for name in reversed(wanted):
        books.client(name)
    assert names(books) == wanted, "the newest first"
    chance = random.Random(7)
    for step in range(60):
        name = chance.choice(wanted)
        rest = [one for one in wanted if one != name]
        place = chance.choice([0, 1, 1, 1, chance.randrange(len(wanted))])
        put(books, name, rest[place - 1] if place else "")
        wanted = [*rest[:place], name, *rest[place:]]
        assert names(books) == wanted, step
    books.client("New")
    assert names(books)[0] == "New"


def test_a_move_writes_one_row_and_is_undone(books: Books) -> None:
    for name in ("C", "B", "A"):
        books.client(name)
    put(books, "C", "A")
    assert names(books) == ["A", "C", "B"]
    (row,) = ChangeRow.objects.filter(change=books.last())
    assert list(row.after) == ["place"]
    books.undo()
    assert names(books) == ["A", "B", "C"]
    books.redo()
    assert names(books) == ["A", "C", "B"]
