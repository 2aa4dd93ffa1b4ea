"""A new database is made in few steps, and is the one that all the steps of before make."""

import pytest

from tests.transfer.installed import another, inside

LONG_WAY = """
from tests.migrating import step_by_step
executor = step_by_step()
squashed = executor.loader.replacements
executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key not in squashed])
"""
SHORT_WAY = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
SAID = """
from tests.schema import described
print("\\n".join(described()))
"""


@pytest.mark.long
def test_the_short_way_ends_where_the_long_way_does(bare_installation: dict[str, str]) -> None:
    elsewhere = another(bare_installation)
    short = inside(SHORT_WAY + SAID, bare_installation)
    assert short.count("\n") > 300
    assert inside(LONG_WAY + SAID, elsewhere) == short
