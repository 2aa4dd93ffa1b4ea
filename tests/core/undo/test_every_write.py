"""Undo and redo of every write of every collection: the very state of before, and of after."""

from typing import Any

import pytest

from freelancer_os.core import check
from freelancer_os.core.models import Change
from freelancer_os.engine.collection import Collection
from freelancer_os.finance import audit
from tests.acts import ACTIONS, SAMPLES
from tests.api.cast import Program, new_program
from tests.api.samples import ALL, along, another, body
from tests.books import Books, State
from tests.sliced import in_slices
from tests.web.test_every_collection import fill

# Whose fields are undone in slices each time; those of others among the long tests.
SLICED = ("transactions", "invoices", "recurring")
each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda one: one.slug)


@pytest.fixture(autouse=True, params=["at once", "in slices"])
def sliced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo and redo as one transaction, and as a job of one row a slice."""
    if request.param == "in slices":
        in_slices(monkeypatch)


@pytest.fixture
def me(db: None) -> Program:
    return new_program()


@pytest.fixture
def books(me: Program) -> Books:
    return Books(me.workspace, me.user)


def assert_back_and_forth(books: Books, before: State, after: State) -> None:
    """Undo, redo and undo again; the log grows by one each time and forgets nothing."""
    count = Change.objects.filter(workspace=books.workspace).count()
    for turn, (expected, take) in enumerate(
        ((before, books.undo), (after, books.redo), (before, books.undo)), start=1
    ):
        entry = take()
        assert books.state() == expected, turn
        assert entry.number == count + turn


def whole(books: Books) -> list[str]:
    """What `check` would find."""
    results = [*check.run([books.workspace]), *audit.run()]
    return [fault for result in results for fault in result.faults]


@each_collection
def test_what_was_made_goes_and_comes_back(
    collection: Collection, me: Program, books: Books
) -> None:
    given = body(me, collection)
    before = books.state()
    me.made(collection.slug, given)
    after = books.state()
    assert after != before
    assert_back_and_forth(books, before, after)


@pytest.mark.parametrize(
    ("sliced", "collection"),
    [
        *(("at once", one) for one in ALL),
        *(
            pytest.param("in slices", one, marks=[] if one.slug in SLICED else pytest.mark.long)
            for one in ALL
        ),
    ],
    indirect=["sliced"],
    ids=lambda one: getattr(one, "slug", one),
)
def test_every_field_goes_back_to_what_it_was(
    collection: Collection, me: Program, books: Books
) -> None:
    record = me.made(collection.slug, body(me, collection))
    tried = 0
    for one in (one for one in collection.fields if not one.read_only):
        given = {**along(me, collection, one), one.name: another(me, one, record[one.name])}
        before, count = books.state(), Change.objects.count()
        answer = me.patch(f"{collection.slug}/{record['id']}", given)
        if answer.status_code == 422 or Change.objects.count() == count:
            assert books.state() == before, one.name
            continue
        after = books.state()
        assert after != before, one.name
        assert_back_and_forth(books, before, after)
        tried += 1
    assert tried
    assert whole(books) == []


@each_collection
def test_what_was_deleted_comes_back_with_all_that_named_it(
    collection: Collection, me: Program, books: Books
) -> None:
    found = fill(books)
    record = found.get(collection.slug) or me.made(collection.slug, body(me, collection))
    key = record["id"] if isinstance(record, dict) else record.pk
    before = books.state()
    answer = me.delete(f"{collection.slug}/{key}")
    if answer.status_code == 409:
        assert answer.json()["detail"].endswith(".")
        assert books.state() == before
        return
    assert answer.status_code == 204
    assert_back_and_forth(books, before, books.state())
    assert whole(books) == []


@pytest.mark.parametrize(
    ("collection", "action"), ACTIONS, ids=[f"{c.slug}-{a.verb}" for c, a in ACTIONS]
)
def test_every_action_goes_back_and_forth(
    collection: Collection, action: Any, me: Program, books: Books
) -> None:
    found = SAMPLES[collection.slug, action.verb](books)
    before = books.state()
    answer = me.post(f"{collection.slug}/{found.record.pk}/do/{action.verb}", found.given)
    assert answer.status_code == (201 if action.makes else 200)
    assert_back_and_forth(books, before, books.state())
    assert whole(books) == []


def test_everything_that_was_made_is_undone_step_by_step_and_done_again(books: Books) -> None:
    """From full books to empty ones and back, with the very same rows at every step."""
    states = [books.state()]
    made: list[Any] = []
    for make in (
        lambda: books.client(contract_value=100_000),
        lambda: books.invoice(client=made[0]),
        lambda: books.income(12_345, invoice=made[1], tax_rate=190_000),
        lambda: books.account(opening_balance=500),
        lambda: books.edit(made[1], status="paid", account=made[3]),
        lambda: books.edit(made[2], amount=20_000),
        lambda: books.call(made[1], "reopen"),
        lambda: books.call(made[1], "withdraw"),
        lambda: books.edit(made[0], name="Beta"),
        lambda: books.remove(made[2]),
    ):
        made.append(make())
        states.append(books.state())
    for expected in reversed(states[:-1]):
        books.undo()
        assert books.state() == expected
    for expected in states[1:]:
        books.redo()
        assert books.state() == expected
    assert whole(books) == []
