"""Workspaces: what they are opened with, what their settings may be, and their base currency."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from freelancer_os.core.models import Change
from freelancer_os.core.values.dates import today_in
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people import workspaces
from freelancer_os.people.models import Membership, User, Workspace
from freelancer_os.people.patterns import DEFAULT_PATTERN
from tests.books import Books


def edited(books: Books, **values: Any) -> Workspace:
    """The workspace, with settings changed in a change of its own."""
    books.do(lambda unit: unit.fresh(books.workspace).edit(values), "Settings")
    return Workspace.objects.get(pk=books.workspace.pk)


def test_a_new_one_has_an_owner_and_one_category(books: Books) -> None:
    (member,) = Membership.objects.filter(workspace=books.workspace)
    assert (member.user, member.role, member.may_write) == (books.user, "owner", True)
    assert str(member) == "Ada in Studio: owner"
    rows = {label: found for label, found in books.state().items() if found}
    assert list(rows) == ["finance.Category"]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"name": ""}, "workspace"),
        ({"name": " \n"}, "workspace"),
        ({"name": "x" * 121}, "workspace"),
        ({"name": "a\0b"}, "workspace"),
        ({"currency": "eur"}, "currency"),
        ({"currency": "XXX"}, "currency"),
        ({"locale": "xx-YY"}, "locale"),
        ({"locale": ""}, "locale"),
        ({"time_zone": "Berlin"}, "time_zone"),
        ({"time_zone": "../etc"}, "time_zone"),
    ],
)
@pytest.mark.django_db
def test_one_that_cannot_be_is_refused_on_its_field_and_leaves_nothing(
    settings: dict[str, str], field: str
) -> None:
    user = User.objects.create_user("ada@example.com")
    with pytest.raises(ValidationError) as refused:
        open_workspace(user, **{"name": "Studio", **settings})
    assert list(refused.value.message_dict) == [field]
    assert all(sentence.endswith(".") for sentence in refused.value.messages)
    assert not Workspace.objects.exists()
    assert not Membership.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    "pattern",
    [
        "{seq}",
        "{year}-{seq:03}",
        "R{seq:09}/{year}",
        "{seq:01}",
        "RE {year} {seq}",
        "{client}-{year}{month}-{seq:02}",
        "x" * 35 + "{seq}",
    ],
)
def test_a_pattern_with_one_counter_is_taken(books: Books, pattern: str) -> None:
    assert edited(books, invoice_pattern=pattern).invoice_pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("", "counter exactly once"),
        ("{year}", "counter exactly once"),
        ("{seq}{seq}", "counter exactly once"),
        ("{seq:3}", "counter exactly once"),
        ("{seq:00}", "counter exactly once"),
        ("{seq:010}", "counter exactly once"),
        ("{seq}{year}{year}", "once each"),
        ("{seq}{client}{client}", "once each"),
        ("{seq}{day}", "once each"),
        ("{{seq}}", "once each"),
        ("}{seq}", "once each"),
        ("PF-{seq}", "those of pro forma invoices"),
        ("x" * 36 + "{seq}", "at most 40 characters"),
    ],
)
def test_another_pattern_is_refused_with_what_is_wrong(
    books: Books, pattern: str, sentence: str
) -> None:
    count = Change.objects.count()
    with pytest.raises(ValidationError) as refused:
        edited(books, invoice_pattern=pattern)
    assert list(refused.value.message_dict) == ["invoice_pattern"]
    assert sentence in refused.value.messages[0]
    assert Change.objects.count() == count
    assert Workspace.objects.get().invoice_pattern == DEFAULT_PATTERN


def test_credit_notes_have_a_pattern_that_obeys_the_same_rules(books: Books) -> None:
    assert edited(books).credit_pattern == "CN-{year}-{seq:03}"
    assert edited(books, credit_pattern="G{seq}").credit_pattern == "G{seq}"
    with pytest.raises(ValidationError, match="counter exactly once") as refused:
        edited(books, credit_pattern="G{year}")
    assert list(refused.value.message_dict) == ["credit_pattern"]


@pytest.mark.parametrize("start", [0, -1, 10**9 + 1])
def test_numbers_begin_above_zero(books: Books, start: int) -> None:
    assert edited(books, number_start=42).number_start == 42
    with pytest.raises(ValidationError) as refused:
        edited(books, number_start=start)
    assert list(refused.value.message_dict) == ["number_start"]


def test_settings_are_one_change_that_undo_takes_back(books: Books) -> None:
    found = edited(books, name="Atelier", locale="de-DE", time_zone="Europe/Berlin", year_start=4)
    assert (found.name, found.locale, found.year_start) == ("Atelier", "de-DE", 4)
    books.undo()
    back = Workspace.objects.get(pk=books.workspace.pk)
    assert (back.name, back.locale, back.time_zone, back.year_start) == (
        "Studio",
        "en-GB",
        "UTC",
        1,
    )
    books.redo()
    assert Workspace.objects.get(pk=books.workspace.pk).name == "Atelier"


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_fiscal_year_starts_in_a_month(books: Books, month: int) -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        edited(books, year_start=month)
    assert Workspace.objects.get(pk=books.workspace.pk).year_start == 1


def test_today_is_that_of_its_time_zone(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 31, 11, 30, tzinfo=UTC)
    monkeypatch.setattr(workspaces, "today_in", lambda zone: today_in(zone, now))
    for zone, day in (
        ("UTC", "2026-12-31"),
        ("Pacific/Kiritimati", "2027-01-01"),
        ("Pacific/Pago_Pago", "2026-12-31"),
    ):
        assert edited(books, time_zone=zone).today.isoformat() == day


def test_a_person_is_in_a_workspace_once(books: Books) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(workspace=books.workspace, user=books.user, role="member")


@pytest.mark.parametrize(
    ("role", "writes"), [("owner", True), ("member", True), ("accountant", False)]
)
def test_an_accountant_alone_writes_nothing(role: str, writes: bool) -> None:
    assert Membership(role=role).may_write is writes


def test_the_base_currency_is_not_changed_among_other_settings(books: Books) -> None:
    with pytest.raises(ValidationError, match="on its own page"):
        edited(books, currency="CHF", name="Atelier")
    assert Workspace.objects.get(pk=books.workspace.pk).name == "Studio"
