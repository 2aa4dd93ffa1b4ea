"""Orders by several fields, and walking a list by its cursors, against sorting in Python."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.work.projects import PROJECTS
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.listing import Page, read_page
from freelancer_os.engine.query.ordering import in_force
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Contact
from tests.books import Books, open_books

PRIORITIES = ["low", "medium", "high"]
# What each field sorts by, None where a record has nothing.
KEYS: dict[str, Any] = {
    "name": lambda one: one.folded,
    "client": lambda one: one.client and one.client.folded,
    "priority": lambda one: PRIORITIES.index(one.priority),
    "value": lambda one: one.value,
    "start_date": lambda one: one.start_date,
    "completion_basis": lambda one: ["hours", "invoiced"].index(one.completion_basis),
}

projects = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["acme", "Beta", "Ähre"]),
        "client": st.sampled_from([None, 0, 1]),
        "priority": st.sampled_from(PRIORITIES),
        "value": st.sampled_from([None, -100, 0, 5000]),
        "start_date": st.sampled_from([None, date(2026, 1, 1), date(2026, 5, 1)]),
        "completion_basis": st.sampled_from(["hours", "invoiced"]),
    }
)
signed = st.sampled_from([f"{sign}{name}" for name in [*KEYS, "id"] for sign in ("", "-")])
orders = st.lists(signed, min_size=1, max_size=5, unique_by=lambda name: name.removeprefix("-"))


def sorted_by(records: list[Any], order: list[str]) -> list[Any]:
    """Nulls last both ways; ties by id, in the direction of the last field."""
    if "id" in [name.removeprefix("-") for name in order]:
        order = order[: next(n for n, name in enumerate(order) if name.endswith("id")) + 1]
    found = sorted(records, key=lambda one: one.pk, reverse=order[-1].startswith("-"))
    for name in reversed(order):
        if (key := KEYS.get(name.removeprefix("-"))) is not None:
            some = [one for one in found if key(one) is not None]
            some.sort(key=key, reverse=name.startswith("-"))
            found = [*some, *(one for one in found if key(one) is None)]
    return found


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(projects, min_size=1, max_size=12), orders, st.integers(1, 5))
def test_cursors_walk_exactly_through_the_sorted_records(
    db: None, values: list[dict[str, Any]], order: list[str], size: int
) -> None:
    books = open_books()
    clients = [books.client("Zeta"), books.client("Acme")]
    made = [{**v, "client": None if v["client"] is None else clients[v["client"]]} for v in values]
    books.do(lambda unit: unit.add(Project(workspace=unit.workspace, **one) for one in made))
    wanted = [one.pk for one in sorted_by(_stored(books), order)]
    asked = {"order": ",".join(order), "limit": str(size)}
    formats, found, start = Formats.of(books.workspace), [], ""
    while True:
        page = read_page(PROJECTS, formats, {**asked, **({"cursor": start} if start else {})})
        assert page.count == len(wanted)
        found += [one.pk for one in page.records]
        assert _keys(_range(formats, asked, start, page.last or "")) == _keys(page)
        if page.cursor is None:
            break
        assert page.last == page.cursor
        start = page.cursor
    assert found == wanted
    whole = _range(formats, asked, "", page.last or "")
    assert _keys(whole) == wanted and whole.cursor is None


def _stored(books: Books) -> list[Any]:
    return list(PROJECTS.rows(books.workspace))


def _keys(page: Page) -> list[Any]:
    return [one.pk for one in page.records]


def _range(formats: Formats, asked: dict[str, str], start: str, end: str) -> Page:
    given = {**asked, **({"cursor": start} if start else {})}
    return read_page(PROJECTS, formats, given, until=end)


def test_a_range_stays_what_it_is_while_records_come_and_go(books: Books) -> None:
    dates = [date(2026, 5, day) for day in range(1, 8)]
    made = [books.make(Project, name=f"P{day.day}", start_date=day) for day in dates]
    formats, asked = Formats.of(books.workspace), {"order": "start_date", "limit": "3"}
    first = read_page(PROJECTS, formats, asked)
    second = read_page(PROJECTS, formats, {**asked, "cursor": first.last or ""})
    books.remove(made[5])  # the record at which the range ends
    late = books.make(Project, name="New", start_date=date(2026, 5, 5))
    books.make(Project, name="Elsewhere", start_date=date(2026, 6, 1))
    again = _range(formats, asked, first.last or "", second.last or "")
    assert _keys(again) == [made[3].pk, made[4].pk, late.pk]


def test_a_range_ends_after_two_hundred(books: Books) -> None:
    def many(unit: Unit) -> None:
        unit.add(Project(workspace=unit.workspace, name=f"P{n:03}") for n in range(205))

    books.do(many)
    formats = Formats.of(books.workspace)
    last = read_page(PROJECTS, formats, {"order": "-name", "limit": "1"}).last or ""
    found = read_page(PROJECTS, formats, {"order": "-name"}, until=last)
    assert len(found.records) == 1
    end = read_page(PROJECTS, formats, {"order": "name", "limit": "200"}).cursor or ""
    rest = read_page(PROJECTS, formats, {"order": "name", "cursor": end})
    whole = read_page(PROJECTS, formats, {"order": "name", "limit": "3"}, until=rest.last or "")
    assert len(whole.records) == 200 and whole.cursor == end


def test_own_values_stand_after_the_built_in_ones_and_nothing_last(books: Books) -> None:
    roles = ["tax", "legal", None, "finance", "2nd", "services"]
    for role in roles:
        books.make(Contact, name=role or "nobody", role=role)

    def names(order: str) -> list[str]:
        page = read_page(CONTACTS, Formats.of(books.workspace), {"order": order})
        return [one.name for one in page.records]

    assert names("role") == ["finance", "services", "legal", "2nd", "tax", "nobody"]
    assert names("-role") == ["tax", "2nd", "legal", "services", "finance", "nobody"]


@pytest.mark.parametrize(
    "order",
    ["nonsense", "name,nonsense", "name,-name", ",", "name,", "id,", "--name", "currency",
     "name,client,priority,value,start_date,end_date"],
)  # fmt: skip
def test_an_order_that_makes_no_sense_is_refused(order: str, books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        read_page(PROJECTS, Formats.of(books.workspace), {"order": order})
    assert list(refused.value.message_dict) == ["order"]


@pytest.mark.parametrize("order", ["name", "-start_date,name", "id", "client,priority"])
@pytest.mark.parametrize(
    "cursor",
    ["x", "e30", "W10", "WzFd", "bnVsbA", "W251bGwsIG51bGxd", "W0luZmluaXR5LCAiMSJd", "ä", "=" * 9],
)
def test_what_is_no_cursor_of_the_list_is_refused(order: str, cursor: str, books: Books) -> None:
    formats = Formats.of(books.workspace)
    with pytest.raises(ValidationError) as refused:
        read_page(PROJECTS, formats, {"order": order, "cursor": cursor})
    assert list(refused.value.message_dict) == ["cursor"]
    with pytest.raises(ValidationError) as refused:
        read_page(PROJECTS, formats, {"order": order}, until=cursor)
    assert list(refused.value.message_dict) == ["until"]


def test_a_group_sorts_before_all_else() -> None:
    assert in_force(PROJECTS, "") == "name"
    assert in_force(PROJECTS, "", "client") == "client,name"
    assert in_force(TRANSACTIONS, "-date,amount", "client") == "client,-date,amount"
    assert in_force(TRANSACTIONS, "-date,-client", "client") == "-client,-date"
    assert in_force(PROJECTS, "name,value,start_date,end_date,income", "client").count(",") == 4
