"""`POST /invoices/from-hours`, and the hours that it bills."""

from typing import Any

import pytest

from tests.api.cast import Program
from tests.books import Books

WHERE = "invoices/from-hours"


@pytest.fixture
def books(me: Program) -> Books:
    return Books(me.workspace, me.user)


@pytest.fixture
def site(me: Program) -> dict[str, Any]:
    """A project of a client, with two days of hours."""
    client = me.made("clients", {"name": "Acme", "hourly_rate": "60.00"})["id"]
    project = me.made("projects", {"name": "Site", "client": client})["id"]
    for day, hours in (("2026-10-01", "1.5"), ("2026-10-02", "2")):
        me.made("time-entries", {"project": project, "date": day, "hours": hours})
    return {"client": client, "project": project}


def listed(me: Program, query: str) -> list[Any]:
    return [one["hours"] for one in me.get(f"time-entries?{query}").json()["items"]]


@pytest.mark.parametrize("of", ["client", "project"])
def test_a_draft_is_made_of_unbilled_hours(
    me: Program, books: Books, site: dict[str, Any], of: str
) -> None:
    before = books.state()
    answer = me.post(WHERE, {of: site[of], "until": "2026-10-01", "by": "day"})
    assert answer.status_code == 201, answer.json()
    made = answer.json()
    assert answer["Location"].endswith(f"/invoices/{made['id']}")
    assert (made["client"], made["status"], made["net"]) == (site["client"], "draft", "90.00")
    lines = me.get(f"transactions?invoice={made['id']}").json()["items"]
    assert [(one["quantity"], one["unit"]) for one in lines] == [("1.5", "HUR")]
    assert len(listed(me, "unbilled=true")) == 1
    assert len(listed(me, "unbilled=false")) == 1
    books.undo()
    assert books.state() == before


def test_the_rest_is_added_to_a_draft(me: Program, site: dict[str, Any]) -> None:
    made = me.post(WHERE, {"client": site["client"], "until": "2026-10-01"}).json()
    answer = me.post(f"invoices/{made['id']}/hours", {"by": "one"})
    assert (answer.status_code, answer.json()["net"]) == (200, "210.00")
    again = me.post(f"invoices/{made['id']}/hours", {})
    assert (again.status_code, list(again.json()["errors"])) == (422, ["until"])


def test_what_is_not_billable_stays(me: Program, site: dict[str, Any]) -> None:
    for one in me.get("time-entries").json()["items"]:
        assert one["billable"] is True
        assert me.patch(f"time-entries/{one['id']}", {"billable": False}).status_code == 200
    assert listed(me, "unbilled=true") == []
    assert me.post(WHERE, site | {"client": None}).status_code == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "client"),
        ({"client": "CLIENT", "project": "PROJECT"}, "client"),
        ({"client": "01920000-0000-7000-8000-000000000000"}, "client"),
        ({"project": 5}, "project"),
        ({"client": "CLIENT", "by": "week"}, "by"),
        ({"client": "CLIENT", "until": "soon"}, "until"),
        ({"client": "CLIENT", "until": "2026-09-30"}, "until"),
        ({"client": "CLIENT", "colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_refused_at_the_field(
    me: Program, books: Books, site: dict[str, Any], given: dict[str, Any], field: str
) -> None:
    before = books.state()
    known = {"CLIENT": site["client"], "PROJECT": site["project"]}
    answer = me.post(WHERE, {name: known.get(value, value) for name, value in given.items()})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert books.state() == before


def test_what_lacks_a_rate_is_named(me: Program, site: dict[str, Any]) -> None:
    me.patch(f"clients/{site['client']}", {"hourly_rate": None})
    answer = me.post(WHERE, {"client": site["client"]})
    assert answer.status_code == 422
    assert "Site" in answer.text


def test_another_method_is_refused(me: Program) -> None:
    assert me.get(WHERE).status_code == 405


def test_a_line_is_made_from_the_price_list(me: Program, site: dict[str, Any]) -> None:
    service = me.made("services", {"name": "Logo", "project": site["project"], "rate": "800.00"})
    draft = me.made("invoices", {"client": site["client"]})
    given = {"service": service["id"], "quantity": "0.5"}
    answer = me.post(f"invoices/{draft['id']}/price", given)
    assert (answer.status_code, answer.json()["net"]) == (200, "400.00")
