"""Plain texts are compared without regard to case in any script, on both databases."""

import pytest

from freelancer_os.clients.models import Client
from tests.books import Books

COMPANIES = ["Müller & Söhne", "ЯНДЕКС", "Ωmega Ltd", "Straße 5", "Łódź 50%_", "plain ltd"]
ASKED = [
    ("icontains", "MÜLLER", ["Müller & Söhne"]),
    ("icontains", "яндек", ["ЯНДЕКС"]),
    ("icontains", "ωMEGA", ["Ωmega Ltd"]),
    ("icontains", "straße", ["Straße 5"]),
    ("icontains", "łódź 50%_", ["Łódź 50%_"]),
    ("icontains", "LTD", ["Ωmega Ltd", "plain ltd"]),
    ("icontains", "ż", []),
    ("iexact", "яндекс", ["ЯНДЕКС"]),
    ("iexact", "яндек", []),
    ("iexact", "PLAIN LTD", ["plain ltd"]),
    ("istartswith", "ω", ["Ωmega Ltd"]),
    ("istartswith", "söhne", []),
    ("iendswith", "SÖHNE", ["Müller & Söhne"]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("lookup", "text", "found"), ASKED)
def test_case_is_of_no_regard(books: Books, lookup: str, text: str, found: list[str]) -> None:
    for company in COMPANIES:
        books.client(company, company=company)
    rows = Client.objects.of(books.workspace).filter(**{f"company__{lookup}": text})
    assert sorted(rows.values_list("company", flat=True)) == sorted(found)
    others = Client.objects.of(books.workspace).exclude(**{f"company__{lookup}": text})
    assert others.count() == len(COMPANIES) - len(found)
