"""What a row shows on a phone: what its declaration names, called by its name where it must be."""

import pytest

from freelancer_os.collections.money.transactions import TRANSACTIONS, WORKFLOW
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.web.cells.in_short import in_short, is_naming

PAGES = [one for one in collections if one.has_page and one.composer]


def shown(collection: Collection, names: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    fields = collection.titles(names)
    named = next((one for one in fields if is_naming(collection, one)), fields[0])
    return {
        name: (sort, label) for name, (sort, label) in in_short(collection, fields, named).items()
    }


@pytest.mark.parametrize("collection", PAGES, ids=lambda one: one.slug)
def test_every_collection_says_what_its_rows_show(collection: Collection) -> None:
    found = shown(collection, collection.table)
    assert found, "a row has more than a name"
    columns = {*collection.table, *(WORKFLOW if collection is TRANSACTIONS else ())}
    assert {*collection.brief} <= columns, "what is no column is read by nobody"
    sorts = [sort for sort, _ in found.values()]
    assert sorts.count("sum") <= 1 and sorts.count("day") <= 1


def test_what_could_be_another_is_named() -> None:
    invoices = collections.get("invoices")
    assert invoices is not None
    assert shown(invoices, invoices.table) == {
        "total": ("sum", "Total"),
        "status": ("state", ""),
        "client": ("of", ""),
        "due_date": ("day", "Due"),
    }
    transfers = collections.get("transfers")
    assert transfers is not None
    assert shown(transfers, transfers.table) == {
        "amount": ("sum", "Amount"),
        "from_account": ("of", "From"),
        "to_account": ("of", "To"),
    }
    assert shown(TRANSACTIONS, WORKFLOW)["amount"] == ("sum", "")
    meetings = collections.get("meetings")
    assert meetings is not None
    assert shown(meetings, meetings.table)["starts_at"] == ("day", "")


def test_columns_of_ones_own_choice_show_the_first_of_each_sort() -> None:
    invoices = collections.get("invoices")
    assert invoices is not None
    found = shown(invoices, ("number", "issue_date", "outstanding", "paid"))
    assert found == {"outstanding": ("sum", "Outstanding"), "issue_date": ("day", "")}
