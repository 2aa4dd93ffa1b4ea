"""Own properties in tests: one of every kind for a collection, with values that they take."""

from dataclasses import dataclass
from typing import Any

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.models import Property
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.registry import collections
from tests.books import Books

OPTIONS = [{"label": "Red"}, {"label": "Blue"}, {"label": "Green"}]


@dataclass(frozen=True)
class Sample:
    """Two values of a kind, the lesser first, as JSON; the text of each; what it refuses."""

    values: tuple[Any, Any]
    typed: tuple[str, str]
    bad: tuple[Any, ...]
    bad_text: tuple[str, ...]


NO_NUMBERS = ("1.234,56", "1e5", "NaN", "9" * 40, "12 apples", "1\x002")
SAMPLES = {
    "text": Sample(
        ("Ähre", "Zebra"), ("Ähre", "Zebra"), (1, [], "x" * 1_001, "\ud800"), ("a\x00",)
    ),
    "number": Sample(("-1.5", "12"), ("-1.5", "12"), (1, "1e5", "", "1.23456"), NO_NUMBERS),
    "money": Sample(("-1.50", "12.00"), ("-1.5", "12"), (1, "1e5", "", "1.234"), NO_NUMBERS),
    "date": Sample(
        ("2026-02-01", "2026-11-30"),
        ("2026-02-01", "2026-11-30"),
        (1, "2026-02-30", "", "today"),
        ("2026-02-30", "31/11/2026", "\x00"),
    ),
    "select": Sample(("red", "green"), ("red", "green"), (1, "", "Red", "pink"), ("pink", "\x00")),
    "multi_select": Sample(
        (["red", "green"], ["blue"]),
        ("red,green", "blue"),
        (1, "red", [1], ["pink"], None),
        ("pink", "red,pink", "\x00"),
    ),
    "checkbox": Sample((False, True), ("false", "true"), (1, "true", None), ("maybe", "")),
    "link": Sample(
        ("https://a.example/x?y=1", "https://b.example"),
        ("a.example/x?y=1", "https://b.example"),
        (1, "nonsense", "a.example", "javascript:alert(1)", "https://", "http://a b", "http://[1"),
        ("javascript:alert(1)", "ftp://a.example", "no page", "a\x00.example", "ada@b.example"),
    ),
    "email": Sample(
        ("ada@example.com", "Zoë@example.com"),
        ("ada@example.com", "Zoë@example.com"),
        (1, "ada", "@", "a@b@c", "a b@c.de"),
        ("ada", "a <a@b.de>", "a@b\x00"),
    ),
    "phone": Sample(
        ("+49 (30) 123-45", "030/999 ext. 12"),
        ("+49 (30) 123-45", "030/999 ext. 12"),
        (1, "call me", "1", "1" * 21),
        ("call me", "12 apples", "1\x002"),
    ),
}
EVERY_KIND = tuple(SAMPLES)
THROUGHOUT = {"clients", "invoices", "transactions"}  # every kind is tried on these


def kinds_of(slug: str) -> tuple[str, ...]:
    """The kinds to try on a collection; those that are not of all take turns."""
    place = [one.slug for one in collections].index(slug)
    turn = tuple(kind for n, kind in enumerate(EVERY_KIND) if n % 4 == place % 4)
    return EVERY_KIND if slug in THROUGHOUT else turn


def add(
    books: Books, name: str, kind: str, *, collection: str = "clients", **more: Any
) -> Property:
    """A property of this name and kind."""
    return books.make(Property, collection=collection, name=name, kind=kind, **more)


def add_every_kind(books: Books, slug: str) -> dict[str, Property]:
    """A property of each kind that is tried on a collection, by kind; they are named so."""

    def fill(unit: Any) -> dict[str, Property]:
        made = {}
        for kind in kinds_of(slug):
            one = made[kind] = Property(workspace=unit.workspace)
            more = {"options": OPTIONS} if "select" in kind else {}
            one.edit({"collection": slug, "name": kind.replace("_", " "), "kind": kind, **more})
        return made

    return books.do(fill, "Added properties")


def of(books: Books, slug: str) -> Collection:
    """A collection as the workspace has it now."""
    found = collections.get(slug)
    assert found is not None
    return OwnProperties(books.workspace).of(found)


def clients(books: Books) -> Collection:
    """The clients as the workspace has them now."""
    return of(books, "clients")
