"""A workspace in euros and English, and its owner at a browser."""

import pytest
from django.test import Client as Web

from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)
