"""The settings: the workspace, its currency, the theme, API tokens."""

from typing import Any

import pytest
from django.test import Client

from freelancer_os.core.models import ChangeRow
from freelancer_os.people.models import ApiToken, Membership, Workspace
from tests.books import Books, open_books

NAMES = ["name", "locale", "time_zone", "year_start"]
NAMES += ["street", "postal_code", "city", "region", "country", "email", "phone", "website"]
NAMES += ["tax_id", "registration", "e_address", "template", "accent", "invoice_pattern"]
NAMES += [
    "credit_pattern",
    "payment_terms_days",
    "is_small_business",
    "invoice_note",
    "number_start",
]


@pytest.fixture
def inside(client: Client, books: Books) -> Client:
    client.force_login(books.user)
    return client


def _opened(workspace: Workspace) -> dict[str, str]:
    """What the form holds when the page is opened, its hidden copies included."""
    values = {name: str(getattr(workspace, name)) for name in NAMES}
    return values | {f"initial-{name}": value for name, value in values.items()}


def _save(client: Client, books: Books, **typed: str) -> Any:
    return client.post("/settings/save/", {**_opened(books.workspace), **typed})


def _as_accountant(books: Books) -> None:
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)


def test_the_form_holds_what_is_stored(inside: Client, books: Books) -> None:
    page = inside.get("/settings/").content.decode()
    for name, value in _opened(books.workspace).items():
        assert f'name="{name}"' in page
        assert value in page


def test_what_was_changed_is_saved_as_one_change(inside: Client, books: Books) -> None:
    answer = _save(inside, books, name="Ada & Co", time_zone="Asia/Tokyo", year_start="4")
    assert answer["Location"] == "/settings/"
    saved = books.fresh(books.workspace)
    assert (saved.name, saved.time_zone, saved.year_start) == ("Ada & Co", "Asia/Tokyo", 4)
    change = books.last()
    assert change.sentence == (
        "Changed: Name of the workspace, Time zone, First month of the fiscal year"
    )
    assert change.user == books.user
    assert ChangeRow.objects.get(change=change).after.keys() == {"name", "time_zone", "year_start"}


def test_the_letterhead_is_saved_part_by_part(inside: Client, books: Books) -> None:
    typed = {
        "street": " Main street 1 ", "city": "Berlin", "country": "DE", "tax_id": "de 136 695 976",
        "website": "ada.example", "accent": "#AA3300", "template": "plain",
        "payment_terms_days": "30", "is_small_business": "True",
        "invoice_note": "Thank you.\r\nSee you soon.\r\n",
    }  # fmt: skip
    assert _save(inside, books, **typed).status_code == 302
    saved = books.fresh(books.workspace)
    assert (saved.street, saved.city, saved.country) == ("Main street 1", "Berlin", "DE")
    assert (saved.tax_id, saved.website) == ("DE136695976", "https://ada.example")
    assert (saved.accent, saved.template) == ("#aa3300", "plain")
    assert (saved.payment_terms_days, saved.is_small_business) == (30, True)
    assert saved.invoice_note == "Thank you.\nSee you soon."


def test_saving_nothing_new_writes_nothing(inside: Client, books: Books) -> None:
    before = books.last()
    _save(inside, books)
    assert books.last() == before


def test_only_what_the_person_touched_is_written(inside: Client, books: Books) -> None:
    opened = _opened(books.workspace)
    books.edit(books.workspace, name="Renamed meanwhile")
    inside.post("/settings/save/", {**opened, "tax_id": "12/345"})
    saved = books.fresh(books.workspace)
    assert (saved.name, saved.tax_id) == ("Renamed meanwhile", "12/345")


def test_undo_takes_the_settings_back(inside: Client, books: Books) -> None:
    _save(inside, books, name="Ada & Co")
    books.undo()
    assert books.fresh(books.workspace).name == "Studio"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Enter a name."),
        ({"name": "x" * 121}, "at most 120"),
        ({"locale": "xx-YY"}, "Select a valid choice"),
        ({"time_zone": "Moon/Sea"}, "Select a valid choice"),
        ({"year_start": "13"}, "Select a valid choice"),
        ({"tax_id": "a\x00b"}, "control characters"),
        ({"tax_id": "DE136695977"}, "check digit of “DE136695977”"),
        ({"country": "EU"}, "Select a valid choice"),
        ({"email": "ada"}, "Write an e-mail address"),
        ({"website": "ada lovelace"}, "Write a web address"),
        ({"e_address": "991-12345"}, "Write a scheme of four digits"),
        ({"accent": "green"}, "Write the colour as #"),
        ({"payment_terms_days": "-1"}, "greater than or equal to 0"),
        ({"payment_terms_days": "soon"}, "Enter a whole number"),
        ({"credit_pattern": "CN"}, "needs the counter exactly once"),
        ({"invoice_pattern": "2026"}, "needs the counter exactly once"),
        ({"invoice_pattern": "{seq}-{seq:03}"}, "needs the counter exactly once"),
        ({"invoice_pattern": "{seq}-{day}"}, "may stand in braces"),
        ({"credit_pattern": "CN"}, "needs the counter exactly once"),
        ({"number_start": "0"}, "greater than or equal to 1"),
        ({"invoice_pattern": "{seq}}"}, "may stand in braces"),
        ({"invoice_pattern": "{seq:0999}"}, "needs the counter exactly once"),
        ({"invoice_pattern": "{year}{year}{seq}"}, "may stand in braces"),
        ({"invoice_pattern": "x" * 40 + "{seq}"}, "at most 40"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    inside: Client, books: Books, wrong: dict[str, str], sentence: str
) -> None:
    answer = _save(inside, books, invoice_note="Kept as typed", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept as typed" in page
    assert books.fresh(books.workspace).invoice_note == ""


@pytest.mark.parametrize("pattern", ["{seq}", "R-{year}-{seq:04}", "{seq:09}/{year}"])
def test_a_pattern_with_one_counter_is_taken(inside: Client, books: Books, pattern: str) -> None:
    assert _save(inside, books, invoice_pattern=pattern).status_code == 302
    assert books.fresh(books.workspace).invoice_pattern == pattern


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_kept_in_a_cookie_and_drawn_by_the_server(inside: Client, theme: str) -> None:
    inside.post("/settings/theme/", {"theme": theme})
    assert f'data-theme="{theme}"' in inside.get("/").content.decode()
    inside.post("/settings/theme/", {"theme": ""})
    assert "data-theme" not in inside.get("/").content.decode()


def test_a_token_is_shown_once(inside: Client, books: Books) -> None:
    answer = inside.post("/settings/tokens/")
    secret = answer.context["new_token"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    found = ApiToken.find(secret)
    assert found is not None
    assert (found.user, found.workspace, found.is_read_only) == (
        books.user,
        books.workspace,
        False,
    )
    assert secret not in inside.get("/settings/").content.decode()


def test_a_token_may_be_made_to_read_only(inside: Client) -> None:
    inside.post("/settings/tokens/", {"read_only": "on"})
    assert ApiToken.objects.get().is_read_only


def test_a_deleted_token_is_gone(inside: Client, books: Books) -> None:
    ApiToken.issue(books.user, books.workspace)
    token = ApiToken.objects.get()
    assert str(token.pk) in inside.get("/settings/").content.decode()
    inside.post(f"/settings/tokens/{token.pk}/delete/")
    assert not ApiToken.objects.exists()


def test_nobody_deletes_the_token_of_another(inside: Client) -> None:
    stranger = open_books()
    ApiToken.issue(stranger.user, stranger.workspace)
    inside.post(f"/settings/tokens/{ApiToken.objects.get().pk}/delete/")
    assert ApiToken.objects.count() == 1


def test_an_accountant_reads_the_settings_and_changes_none(inside: Client, books: Books) -> None:
    _as_accountant(books)
    page = inside.get("/settings/").content.decode()
    assert "Save the settings" not in page
    assert "Each is saved" not in page
    assert _save(inside, books, name="Mine").status_code == 403
    typed = {"currency": "JPY", "how": "relabel"}
    assert inside.post("/settings/currency/save/", typed).status_code == 403
    assert books.fresh(books.workspace).name == "Studio"


def test_the_token_of_an_accountant_reads_only(inside: Client, books: Books) -> None:
    _as_accountant(books)
    inside.post("/settings/tokens/")
    assert ApiToken.objects.get().is_read_only


@pytest.mark.parametrize("address", ["save/", "currency/save/", "theme/", "tokens/"])
def test_what_writes_is_not_got(inside: Client, address: str) -> None:
    assert inside.get(f"/settings/{address}").status_code == 405
