"""What every test may use. On PostgreSQL only the tests run that touch a database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings

from tests import guard
from tests.books import Books, open_books
from tests.cli.process import command
from tests.made_once import MadeOnce
from tests.postgres import new_database
from tests.settings import ON_POSTGRES

settings.register_profile("house", deadline=None)  # a busy machine takes longer
settings.load_profile("house")
HERE = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
DATABASE_FIXTURES |= {"installation", "bare_installation", "_template"}


def pytest_sessionstart(session: pytest.Session) -> None:
    """From here on a business row that is written past the gateway fails the test."""
    guard.watch()
    assert all((HERE / name).is_file() for name in ONCE), "a file of ONCE was moved"


# What these ask the database, others ask it too; they are about words, markup, files and processes,
# which are the same on both.
ONCE = {
    *("api/document/test_docs.py", "api/test_access.py", "api/test_every_route.py"),
    *("bench/test_build.py", "bench/test_questions.py"),
    *("cli/test_export.py", "cli/test_main.py", "cli/test_serve.py", "cli/test_user.py"),
    *("web/notes/test_note.py", "web/panels/test_filter.py", "web/panels/test_properties.py"),
    *("web/panels/test_sort.py", "web/record/related/test_adding.py", "web/record/test_peek.py"),
    *("web/settings/test_page.py", "web/test_every_address.py", "web/test_every_link.py"),
}  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The rest has run on the SQLite round already."""
    if not ON_POSTGRES:
        return
    chosen = [item for item in items if _touches_database(item) and not _is_once(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def _is_once(item: pytest.Item) -> bool:
    return item.path.relative_to(HERE).as_posix() in ONCE


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A database that is there is taken as it is, and goes with the folder of its process."""
    return not ON_POSTGRES


@pytest.fixture(scope="session")
def _made_once(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> MadeOnce | None:
    cache = getattr(request.config, "cache", None)  # a run without one migrates for itself
    if ON_POSTGRES or cache is None:
        return None
    database = Path(django_settings.DATABASES["default"]["TEST"]["NAME"])
    return MadeOnce(cache.mkdir("database"), database)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(_made_once: MadeOnce | None) -> None:
    """Migrating takes as long as a hundred tests: only the first process does it."""
    if _made_once is not None:
        _made_once.begin()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, _made_once: MadeOnce | None) -> None:
    if _made_once is not None:
        _made_once.end()


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    """Rate limits count in the cache; the language of an answer stays until the next."""
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture
def books(db: None) -> Books:
    """An empty workspace and its owner."""
    return open_books()


@pytest.fixture
def spoiling() -> Iterator[None]:
    """The test writes past the gateway, to show what is found afterwards."""
    with guard.by_hand():
        yield


@pytest.fixture
def bare_installation(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation that was never started: no folder, an empty database."""
    environment = _environment(tmp_path / "data")
    if ON_POSTGRES:
        environment["DATABASE_URL"] = new_database()
    return environment


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Made by the program itself, once."""
    environment = _environment(tmp_path_factory.mktemp("template") / "data")
    if ON_POSTGRES:
        environment["DATABASE_URL"] = new_database()
    command("login-link", "--email", "nobody@example.com", environment=environment)
    return environment


@pytest.fixture
def installation(tmp_path: Path, _template: dict[str, str]) -> dict[str, str]:
    """The environment of an installation of its own, for commands in a process of their own."""
    environment = {**_template, "FREELANCER_OS_DATA": str(tmp_path / "data")}
    shutil.copytree(_template["FREELANCER_OS_DATA"], tmp_path / "data")
    if ON_POSTGRES:
        environment["DATABASE_URL"] = new_database(like=_template["DATABASE_URL"])
    return environment


def _environment(folder: Path) -> dict[str, str]:
    ours = {"DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE", "DISPLAY", "FREELANCER_OS_TEST_DB"}
    ours |= {"LC_ALL", "LC_MESSAGES", "LANG", "FREELANCER_OS_LOCALE"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    return {**environment, "FREELANCER_OS_DATA": str(folder)}
