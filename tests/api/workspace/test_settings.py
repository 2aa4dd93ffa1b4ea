"""The settings and the letterhead over the API."""

from typing import Any

import pytest

from freelancer_os.api.workspace.settings import READ_ONLY, WRITABLE
from freelancer_os.people.models import Membership, Workspace
from tests.api.cast import Program, new_program


def test_all_settings_are_read(me: Program) -> None:
    found = me.read("workspace")
    assert found.keys() == {"id", *WRITABLE, *READ_ONLY}
    assert (found["id"], found["name"]) == (str(me.workspace.pk), me.workspace.name)
    assert (found["payment_terms_days"], found["is_small_business"]) == (14, False)
    assert (found["credit_pattern"], found["logo_type"]) == ("CN-{year}-{seq:03}", "")


def test_every_setting_of_the_model_is_there_or_left_out_on_purpose() -> None:
    columns = {field.name for field in Workspace._meta.concrete_fields}
    assert columns - {*WRITABLE, *READ_ONLY} == {"id", "created_at", "logo", "sample"}


def test_some_are_changed_and_undone_as_one(me: Program) -> None:
    before = me.read("workspace")
    asked = {
        "street": "Weg 1", "country": "DE", "tax_id": "DE 136 695 976", "accent": "#AA3300",
        "payment_terms_days": 30, "is_small_business": True, "year_start": 4,
    }  # fmt: skip
    answer = me.ask("PATCH", "workspace", asked)
    kept = {**asked, "tax_id": "DE136695976", "accent": "#aa3300"}
    assert (answer.status_code, answer.json()) == (200, {**before, **kept})
    assert me.read("workspace") == answer.json()
    assert me.post("undo").status_code == 200
    assert me.read("workspace") == before


def test_nothing_asked_writes_nothing(me: Program) -> None:
    before = me.get("workspace")
    answer = me.ask("PATCH", "workspace", {})
    assert (answer.status_code, answer.json(), answer["ETag"]) == (
        200,
        before.json(),
        before["ETag"],
    )
    assert me.post("undo").status_code == 409


def test_only_the_version_that_was_read_is_changed(me: Program) -> None:
    tag = me.get("workspace")["ETag"]
    answer = me.ask("PATCH", "workspace", {"city": "Berlin"}, If_Match=tag)
    assert (answer.status_code, answer["ETag"] != tag) == (200, True)
    assert me.ask("PATCH", "workspace", {"city": "Bonn"}, If_Match=tag).status_code == 412
    assert me.ask("PATCH", "workspace", {"country": "EU"}, If_Match=tag).status_code == 422
    assert me.read("workspace") == answer.json()
    assert me.ask("PATCH", "workspace", {"city": "Bonn"}, If_Match="*").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("currency", "USD"),
        ("logo_type", "image/png"),
        ("logo", "x"),
        ("nonsense", 1),
        ("name", ""),
        ("name", None),
        ("street", 1),
        ("street", "a\nb"),
        ("country", "EU"),
        ("tax_id", "DE136695977"),
        ("locale", "xx"),
        ("locale", []),
        ("time_zone", "Moon"),
        ("year_start", 13),
        ("year_start", True),
        ("template", "baroque"),
        ("invoice_pattern", "x"),
        ("payment_terms_days", "14"),
        ("payment_terms_days", 10**30),
        ("is_small_business", 1),
        ("basis", "both"),
        ("recovers_tax", "yes"),
        ("set_aside", "101"),
        ("set_aside", 30),
        ("closed_until", "2026-02-30"),
        ("closed_until", "2199-01-01"),
        ("closed_until", 5),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(me: Program, field: str, value: Any) -> None:
    before = me.read("workspace")
    answer = me.ask("PATCH", "workspace", {"city": "Berlin", field: value})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, [field])
    assert me.read("workspace") == before


def test_how_the_books_are_kept(me: Program) -> None:
    before = me.read("workspace")
    kept = {"basis": "accrual", "recovers_tax": True, "set_aside": "0", "closed_until": None}
    assert {name: before[name] for name in kept} == kept
    asked = {"basis": "cash", "recovers_tax": False, "set_aside": "27.5"}
    asked |= {"closed_until": "2026-01-31"}
    assert me.ask("PATCH", "workspace", asked).json() == {**before, **asked}
    answer = me.post("categories", {"name": "Food", "kind": "expense"})
    entry = {"kind": "expense", "date": "2026-01-31", "amount": "5.00"}
    entry |= {"category": answer.json()["id"]}
    refused = me.post("transactions", entry)
    assert refused.status_code == 422 and "closed until" in refused.content.decode()
    assert me.ask("PATCH", "workspace", {"closed_until": None}).status_code == 200
    assert me.post("transactions", entry).status_code == 201


def test_an_accountant_reads_and_another_workspace_is_never_meant(me: Program) -> None:
    other = new_program()
    other.ask("PATCH", "workspace", {"city": "Elsewhere"})
    assert me.read("workspace")["city"] == ""
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)
    assert me.get("workspace").status_code == 200
    assert me.ask("PATCH", "workspace", {"city": "Berlin"}).status_code == 403
