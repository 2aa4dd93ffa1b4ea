"""Of many records it is a job: the same in the end, and nothing of it where it is cut off."""

from collections.abc import Callable

import pytest

from freelancer_os.core.errors import Conflict
from freelancer_os.core.models import Job
from freelancer_os.core.undo import slices
from freelancer_os.finance.base_currency import walking
from freelancer_os.finance.base_currency.recast import How
from tests.books import Books
from tests.core.undo.test_slices import elsewhere
from tests.finance.base_currency.business import business, change, faults
from tests.sliced import between_slices, in_slices

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [("JPY", How.RELABEL), ("CHF", How.CONVERT)]
each_way = pytest.mark.parametrize(("code", "how"), WAYS)


class Stop(Exception):
    """Something that nobody expects."""


@pytest.fixture(autouse=True)
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AT_ONCE", "INVOICES"):
        monkeypatch.setattr(walking, name, 1)


def in_parts(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> list[int]:
    in_slices(monkeypatch)
    return between_slices(monkeypatch, act)


@each_way
def test_it_comes_to_the_same_and_back(
    books: Books, code: str, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    business(books)
    before = books.state()
    change(books, code, how)
    after = books.state()
    books.undo()
    with monkeypatch.context() as inner:
        passed = in_parts(inner, lambda n: None)
        change(books, code, how)
        assert len(passed) > 10
        assert books.state() == after
        books.undo()
    assert books.state() == before
    assert faults(books) == []
    assert books.fresh(books.workspace).currency == "EUR"
    books.redo()
    assert books.state() == after
    assert not Job.objects.exists()


@each_way
def test_what_is_cut_off_leaves_nothing(
    books: Books, code: str, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    business(books)
    before = books.state()
    for at in (1, 2, 5, 9, 14):
        with monkeypatch.context() as inner:

            def stop(n: int, at: int = at) -> None:
                if n == at:
                    raise Stop

            in_parts(inner, stop)
            with pytest.raises(Stop):
                change(books, code, how)
        assert books.state() == before, at
        assert books.fresh(books.workspace).currency == "EUR"
        assert faults(books) == []
    assert not Job.objects.exists()


def test_an_undo_that_is_cut_off_leaves_what_it_was_to_take_back(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    business(books)
    change(books, "JPY")
    after = books.state()

    def stop(n: int) -> None:
        if n == 9:
            raise Stop

    with monkeypatch.context() as inner:
        in_parts(inner, stop)
        with pytest.raises(Stop):
            books.undo()
    assert books.state() == after
    assert books.fresh(books.workspace).currency == "JPY"
    assert faults(books) == []


def test_nobody_else_writes_meanwhile(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    business(books)
    other, refused = books.colleague(), list[str]()

    def write(n: int) -> None:
        if n == 4:
            try:
                other.client("Meanwhile")
            except Conflict as conflict:
                refused.append(conflict.sentence)

    with monkeypatch.context() as inner:
        in_parts(inner, lambda n: elsewhere(lambda: write(n)))
        change(books, "CHF", How.CONVERT)
    assert refused == ["“Currency” is still going on. Try again when it is done, or cancel it."]
    other.client("Afterwards")


def test_it_can_be_cancelled(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    business(books)
    before = books.state()
    with monkeypatch.context() as inner:
        in_parts(inner, lambda n: n == 7 and slices.cancel(Job.objects.get()))
        with pytest.raises(Conflict, match=r"Cancelled\. Nothing of it was kept"):
            change(books, "JPY")
    assert books.state() == before
