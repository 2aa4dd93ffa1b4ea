"""What a page looks up in the catalogues is what it says once, however many rows it has."""

from typing import Any

import pytest
from django.test import Client as Web
from django.utils import translation

from tests.books import Books
from tests.web.test_every_collection import ALL, fill
from tests.web.test_every_layout import collection_of, multiply

MANY = 40


def looked_up(web: Web, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a page asks for a message, once it was shown before."""
    web.get(address)
    asked: list[str] = []
    find: Any = translation._trans.gettext  # type: ignore[attr-defined]  # behind all that ask

    def hear(message: str) -> str:
        asked.append(message)
        return str(find(message))

    with monkeypatch.context() as patch:
        patch.setattr(translation._trans, "gettext", hear)  # type: ignore[attr-defined]
        assert web.get(address).status_code == 200
    return len(asked)


# Of these there are few: one client category, twenty reminders.
MANY_OF = [one.slug for one in ALL if one.slug not in {"categories", "reminders"}]


@pytest.mark.parametrize("slug", MANY_OF)
def test_rows_cost_no_lookups(
    slug: str, books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = fill(books)[slug]
    addresses = [f"/{slug}/?view={layout}" for layout in collection_of(slug).layouts]
    few = [looked_up(web, address, monkeypatch) for address in addresses]
    multiply(books, books.fresh(record), MANY)
    many = [looked_up(web, address, monkeypatch) for address in addresses]
    grown = {
        address: (before, after)
        for address, before, after in zip(addresses, few, many, strict=True)
        if after - before >= MANY / 2
    }
    assert grown == {}
