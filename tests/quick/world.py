"""The books in which the sentences of `tests/data/quick-entry.toml` are meant."""

from dataclasses import replace
from datetime import date

from freelancer_os.clients.models import Client
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account, Category
from freelancer_os.projects.models import Project, Service
from freelancer_os.tools.models import Contact
from tests.books import Books, open_books

TODAY = date(2026, 11, 26)  # a Thursday


def world(locale: str) -> tuple[Books, Formats]:
    """Books with a few clients, accounts and categories, and their formats on `TODAY`."""
    books = open_books(locale=locale, time_zone="Europe/Berlin")
    for name, kind, currency in (
        ("Bank", "bank", "EUR"),
        ("Card", "card", "EUR"),
        ("Cash", "cash", "EUR"),
        ("Wise", "wallet", "USD"),
    ):
        books.make(Account, name=name, kind=kind, currency=currency)
    for kind, name in (
        ("income", "Royalties"),
        ("expense", "Software"),
        ("expense", "Travel"),
        ("expense", "Meals"),
        ("expense", "Office"),
    ):
        books.make(Category, name=name, kind=kind)
    projects = {
        "Acme Robotics": ("Website relaunch",),
        "Northwind Labs": ("Brand refresh",),
        "Müller & Söhne": ("Website care",),
        "Blue Harbor": ("Catalogue 2027",),
        "Blue Lagoon": (),
    }
    for name, of in projects.items():
        client = books.make(Client, name=name)
        for title in of:
            books.make(Project, name=title, client=client)
    for title, project in (("Icons", "Brand refresh"), ("Copywriting", "Website relaunch")):
        books.make(
            Service,
            name=title,
            project=Project.objects.get(name=project, workspace=books.workspace),
        )
    for name in ("Mira Novak", "Jonas Weber"):
        books.make(Contact, name=name)
    workspace = type(books.workspace).objects.get(pk=books.workspace.pk)
    return books, replace(Formats.of(workspace), today=TODAY)
