"""The letterhead of a workspace: its rules, its logo, and how it came from free text."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from freelancer_os.core.attached.care import missing_files, sweep_files
from freelancer_os.core.files.store import keep
from freelancer_os.people.letterhead import LARGEST_LOGO, logo_media
from freelancer_os.people.models import Workspace
from tests.books import Books, open_books
from tests.guard import by_hand
from tests.migrating import migrate_to

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
SVG = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_a_new_workspace_has_terms_a_look_and_no_address(books: Books) -> None:
    held = books.workspace
    assert (held.payment_terms_days, held.template, held.accent) == (14, "studio", "#0b6e54")
    assert (held.credit_pattern, held.is_small_business) == ("CN-{year}-{seq:03}", False)
    assert (held.street, held.country, held.logo) == ("", "", "")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("country", "EU"),
        ("tax_id", "DE136695977"),
        ("email", "ada"),
        ("website", "ada.example"),
        ("e_address", "123:4"),
        ("accent", "#12345"),
        ("accent", "red"),
        ("template", "baroque"),
        ("payment_terms_days", 1_000),
        ("payment_terms_days", -1),
        ("credit_pattern", "CN"),
        ("street", "x" * 201),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(books: Books, field: str, wrong: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        books.edit(books.workspace, **{field: wrong})
    assert [*refused.value.message_dict] == [field]
    assert books.fresh(books.workspace) == books.workspace


def test_a_tax_number_goes_by_the_country_that_comes_with_it(books: Books) -> None:
    held = books.edit(books.workspace, country="CH", tax_id="CHE-107.787.577 MWST")
    assert held.tax_id == "CHE-107.787.577 MWST"
    assert books.edit(books.workspace, accent="#ABCDEF").accent == "#abcdef"


@pytest.mark.parametrize(
    ("locale", "language"), [("de-AT", "de"), ("en-US", "en"), ("pt-BR", "pt"), ("sv-SE", "en")]
)
def test_invoices_are_written_in_its_own_language(locale: str, language: str) -> None:
    assert Workspace(locale=locale).paper_language == language


@pytest.mark.parametrize(
    ("content", "media"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (SVG, "image/svg+xml"),
     (b"\xef\xbb\xbf<svg/>".replace(b"/", b" /"), "image/svg+xml")],
)  # fmt: skip
def test_a_logo_is_known_by_its_content(content: bytes, media: str) -> None:
    assert logo_media(content) == media


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"GIF89a", b"<html><svg>", b"RIFF\x10\x00\x00\x00WEBPVP8 ",
     b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg>', SVG.replace(b"/>", b'><!ENTITY a "a"></svg>'),
     PNG + b"x" * LARGEST_LOGO],
)  # fmt: skip
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="A logo"):
        logo_media(content)


def test_a_logo_is_kept_as_long_as_undo_needs_it(
    books: Books, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_FOLDER = tmp_path
    first, second = keep([PNG]), keep([SVG])
    for kept, media in ((first, "image/png"), (second, "image/svg+xml")):
        books.do(lambda unit, k=kept, m=media: unit.workspace.set_logo(k, m))
    assert books.fresh(books.workspace).logo == second.digest
    books.do(lambda unit: unit.workspace.set_logo(None))
    assert books.fresh(books.workspace).logo_type == ""
    assert (sweep_files(), missing_files()) == (0, [])
    books.undo()
    assert books.fresh(books.workspace).logo == second.digest
    with pytest.raises(TypeError, match="logo"):
        books.edit(books.workspace, logo=first.digest)


@pytest.mark.django_db(transaction=True)
def test_the_old_free_text_goes_into_the_new_fields_and_back() -> None:
    books = open_books()
    with by_hand():
        migrate_to("people", "0004_letterhead")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE people_workspace SET address = %s, bank_details = %s",
                ["Main street 1\n\n10115 Berlin ", "DE89 3704\nCOBADEFF"],
            )
        call_command("migrate", "people", verbosity=0)
        held = Workspace.objects.get(pk=books.workspace.pk)
        migrate_to("people", "0004_letterhead")
        with connection.cursor() as cursor:
            cursor.execute("SELECT address, bank_details FROM people_workspace")
            back = cursor.fetchone()
        call_command("migrate", verbosity=0)
    assert (held.street, held.invoice_note) == (
        "Main street 1, 10115 Berlin",
        "DE89 3704\nCOBADEFF",
    )
    assert back == ("Main street 1\n10115 Berlin", "DE89 3704\nCOBADEFF")
