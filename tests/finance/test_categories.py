"""Categories: client income is built in; what is in use is archived or merged."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.finance.models import Category
from tests.books import Books, open_books


def refused(books: Books, record: Category, **values: Any) -> list[str]:
    before = books.state()
    with pytest.raises(ValidationError) as found:
        books.edit(record, **values)
    assert books.state() == before
    return list(found.value.message_dict)


def category(books: Books, name: str = "Fees", kind: str = "expense") -> Category:
    return books.make(Category, name=name, kind=kind)


def test_a_new_workspace_is_empty_but_for_client_income(books: Books) -> None:
    rows = {label: list(found.values()) for label, found in books.state().items() if found}
    assert list(rows) == ["finance.Category"]
    (row,) = rows["finance.Category"]
    assert (row["name"], row["kind"], row["is_client"]) == ("Client", "income", True)


def test_client_income_may_be_renamed(books: Books) -> None:
    assert books.edit(books.client_income, name="Work", colour="blue").name == "Work"


def test_it_is_never_archived_turned_deleted_or_merged_away(books: Books) -> None:
    built_in, other = books.client_income, category(books, "Interest", "income")
    assert refused(books, built_in, archived=True) == ["archived"]
    assert refused(books, built_in, kind="expense") == ["kind"]
    with pytest.raises(ValidationError, match="cannot be deleted"):
        books.remove(built_in)
    with pytest.raises(ValidationError, match="cannot be merged away"):
        books.do(lambda unit: unit.fresh(built_in).merge_into(unit.fresh(other)))
    assert books.client_income == built_in


def test_one_in_use_is_archived_instead_of_deleted(books: Books) -> None:
    fees = category(books)
    entry = books.expense(category=fees)
    with pytest.raises(ValidationError, match="Archive it, or merge it"):
        books.remove(fees)
    assert books.edit(fees, archived=True).archived
    assert books.fresh(entry).category == fees
    books.edit(entry, category=None)
    books.remove(fees)
    assert not books.has(fees)


def test_the_kind_of_one_in_use_is_fixed(books: Books) -> None:
    fees = books.edit(category(books), kind="income")
    assert fees.kind == "income"
    books.income(category=fees)
    assert refused(books, fees, kind="expense") == ["kind"]


def test_merging_moves_the_entries_and_deletes_it_as_one_change(books: Books) -> None:
    fees, other = category(books), category(books, "Bank")
    entries = [books.expense(n, category=fees) for n in (5, 7)]
    before = books.state()
    books.do(lambda unit: unit.fresh(fees).merge_into(unit.fresh(other)), "Merged")
    assert not books.has(fees)
    assert {books.fresh(entry).category for entry in entries} == {other}
    books.undo()
    assert books.state() == before


def test_merging_needs_another_category_of_the_kind(books: Books) -> None:
    fees, income = category(books), category(books, "Interest", "income")
    for target in (fees, income):
        with pytest.raises(ValidationError, match="Choose another expense category"):
            books.do(lambda unit, t=target: unit.fresh(fees).merge_into(unit.fresh(t)))


def test_merging_into_client_income_makes_rows_of_the_workflow(books: Books) -> None:
    interest = category(books, "Interest", "income")
    entry = books.income(category=interest)
    books.do(lambda unit: unit.fresh(interest).merge_into(unit.fresh(books.client_income)))
    assert books.edit(entry, client=books.client()).client is not None


def test_names_need_not_be_unique(books: Books) -> None:
    assert category(books) != category(books)


def test_categories_of_another_workspace_are_not_taken(books: Books) -> None:
    with pytest.raises(ValidationError) as found:
        books.expense(category=category(open_books()))
    assert list(found.value.message_dict) == ["category"]
