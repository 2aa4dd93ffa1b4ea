"""A workspace in euros and English."""

import pytest

from tests.books import Books, open_books


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")
