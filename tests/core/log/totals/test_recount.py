"""Tallies of a database that another version of the program has written."""

from dataclasses import replace

import pytest
from django.db.models import QuerySet

from freelancer_os.cli.prepare import prepare
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.totals import recount
from freelancer_os.core.log.totals.totals import Registry, Tally, registry
from freelancer_os.core.models import TallyDefinition, TallyRow
from tests.books import Books, open_books

CLIENTS = "clients"

pytestmark = pytest.mark.usefixtures("spoiling")


def stored(books: Books) -> dict[str, tuple[int, int]]:
    rows = TallyRow.objects.filter(workspace=books.workspace, name=CLIENTS)
    return {row.key: (row.count, row.amount) for row in rows}


def counted_otherwise(monkeypatch: pytest.MonkeyPatch, tally: Tally) -> None:
    rest = [one for one in registry.tallies if one.name != CLIENTS]
    monkeypatch.setattr(registry, "tallies", [*rest, tally])


@pytest.fixture
def tally() -> Tally:
    return next(one for one in registry.tallies if one.name == CLIENTS)


def test_a_database_from_before_a_tally_is_counted_when_the_program_starts(books: Books) -> None:
    others = open_books()
    books.client(contract_value=500)
    others.client(contract_value=70, stage="client")
    QuerySet(TallyRow).delete()
    TallyDefinition.objects.all().delete()
    assert recount.is_outdated()
    prepare()
    assert stored(books) == {"lead": (1, 500)}
    assert stored(others) == {"client": (1, 70)}
    assert not recount.is_outdated()


def test_what_is_counted_by_another_definition_is_counted_anew(
    books: Books, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    books.client(contract_value=500, company="Acme Ltd")
    counted_otherwise(monkeypatch, replace(tally, by=("company",), column=None))
    assert recount.is_outdated()
    prepare()
    assert stored(books) == {"Acme Ltd": (1, 0)}
    counted_otherwise(monkeypatch, tally)
    prepare()
    assert stored(books) == {"lead": (1, 500)}


def test_what_is_counted_no_more_is_forgotten(
    books: Books, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    books.client()
    counted_otherwise(monkeypatch, replace(tally, name="leads", where={"stage": "lead"}))
    prepare()
    assert stored(books) == {}
    rows = TallyRow.objects.filter(workspace=books.workspace, name="leads")
    assert [(row.key, row.count) for row in rows] == [("lead", 1)]
    assert not TallyDefinition.objects.filter(name=CLIENTS).exists()


def test_what_is_counted_as_before_is_left_alone(books: Books) -> None:
    prepare()
    books.client()
    TallyRow.objects.filter(workspace=books.workspace, name=CLIENTS).update(count=7)
    prepare()
    recount.recount()
    assert stored(books) == {"lead": (7, 0)}


def test_nothing_is_written_before_everything_that_is_counted_is_known(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "is_complete", False)
    sentence = "before the collections are declared"
    with pytest.raises(RuntimeError, match=sentence), change(books.workspace, books.user, "x"):
        pass


def test_a_name_is_counted_once(tally: Tally) -> None:
    fresh = Registry()
    fresh.define(order=[], totals=[], tallies=[tally], hooks={})
    with pytest.raises(ValueError, match="Counted twice: clients"):
        fresh.complete([tally])
    assert not fresh.is_complete
