"""Making and migrating the database before a command."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from freelancer_os.cli.prepare import prepare
from tests.cli.process import command

LINK = ("login-link", "--email", "nobody@example.com")
REFUSAL = "There is no user with the e-mail address nobody@example.com."


def test_commands_that_start_together_make_the_database_once(
    bare_installation: dict[str, str],
) -> None:
    with ThreadPoolExecutor(3) as pool:
        starts = [pool.submit(command, *LINK, environment=bare_installation) for _ in range(3)]
    told = [start.result().stderr for start in starts]
    assert [lines.splitlines()[-1] for lines in told] == [REFUSAL] * 3
    assert "".join(told).count("Preparing the database") == 1


@pytest.mark.django_db
def test_a_ready_database_is_only_looked_at(django_assert_max_num_queries: object) -> None:
    prepare()  # counts what is counted, once
    before = MigrationRecorder(connection).applied_migrations()
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        prepare()
    assert MigrationRecorder(connection).applied_migrations() == before
