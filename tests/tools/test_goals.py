"""Goals: how far one is."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.tools.models import Goal
from tests.books import Books

POUND = 10_000  # one, scaled


@pytest.mark.parametrize(
    ("target", "progress", "completion"),
    [
        (10 * POUND, 4 * POUND, 4_000),  # "lose 10 pounds": 4 of 10 is 40 %
        (10 * POUND, 0, 0),
        (10 * POUND, 1, 1),
        (10 * POUND, 10 * POUND - 1, 9_999),
        (10 * POUND, 10 * POUND, 10_000),
        (3 * POUND, 4 * POUND, 13_333),
        (10 * POUND, -POUND, -1_000),
        (None, 4 * POUND, None),
        (0, 4 * POUND, None),
        (-10 * POUND, 4 * POUND, None),
        (1, 10**14, 10**18),
    ],
)
def test_completion(books: Books, target: Any, progress: int, completion: int | None) -> None:
    goal = books.make(Goal, title="Lose 10 pounds", target=target, progress=progress)
    assert goal.completion == completion


def test_completion_follows_and_undo_takes_it_back(books: Books) -> None:
    goal = books.make(Goal, title="Lose 10 pounds", target=10 * POUND, progress=4 * POUND)
    assert books.edit(goal, progress=5 * POUND).completion == 5_000
    books.undo()
    assert books.fresh(goal).completion == 4_000


@pytest.mark.parametrize(
    "values", [{"area": "Big Money"}, {"area": ""}, {"target": 10**14 + 1}, {"progress": None}]
)
def test_what_does_not_fit_is_refused_at_its_field(books: Books, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(Goal, title="Run", **values)
    assert refused.value.message_dict.keys() == values.keys()


def test_an_own_area(books: Books) -> None:
    assert books.make(Goal, title="Read", area="mind").area == "mind"
