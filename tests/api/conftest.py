"""The cast of the API's tests."""

import pytest

from tests.api.cast import Program, new_program


@pytest.fixture
def me(db: None) -> Program:
    """An owner."""
    return new_program()


@pytest.fixture
def stranger(db: None) -> Program:
    """An owner of another workspace."""
    return new_program()
