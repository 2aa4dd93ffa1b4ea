"""An installation with sample books and a file, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.postgres import new_database
from tests.settings import ON_POSTGRES
from tests.transfer.installed import FILL, inside


@pytest.fixture(scope="session")
def full(_template: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The one that is copied: for tests that leave everything as it is."""
    made = _copied(_template, tmp_path_factory.mktemp("full") / "data")
    inside(FILL, made)
    return made


@pytest.fixture
def filled(full: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, with books in it."""
    return _copied(full, tmp_path / "data")


def _copied(installation: dict[str, str], folder: Path) -> dict[str, str]:
    shutil.copytree(installation["FREELANCER_OS_DATA"], folder)
    environment = {**installation, "FREELANCER_OS_DATA": str(folder)}
    if ON_POSTGRES:
        environment["DATABASE_URL"] = new_database(like=installation["DATABASE_URL"])
    return environment
