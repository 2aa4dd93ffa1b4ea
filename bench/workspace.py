"""The workspace that is measured: the same for the same number of incomes, seed and day.

200 clients, 500 projects, 2,000 services; income i belongs to client i mod 200. The incomes of a
client are invoiced five at a time, in the order of their dates. Everything is written through the
gateway, a few thousand incomes in one change.
"""

import logging
import secrets
from random import Random

from bench.incomes import Books, write_blocks
from bench.program import changes
from bench.work import CLIENTS, PROJECTS, SERVICES, Work, make_work
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.models import ApiToken, User, Workspace

SEED = 7
AT_ONCE = 5  # blocks of 1,000 incomes in one change
logger = logging.getLogger(__name__)


def build(incomes: int) -> dict[str, str]:
    """Make the workspace and its owner; returns `token`, `email` and `password`."""
    email = f"bench-{secrets.token_hex(4)}@example.com"
    password = secrets.token_urlsafe(16)
    user = User.objects.create_user(email, password, name="Bench Mark")
    workspace = open_workspace(user, name=f"Bench {incomes:,}")
    random = Random(SEED)
    work = _make_work(workspace, user, random, incomes)
    _make_incomes(workspace, user, Books(work, random, workspace.today, incomes, {}))
    return {"token": ApiToken.issue(user, workspace), "email": email, "password": password}


def _make_work(workspace: Workspace, user: User, random: Random, incomes: int) -> Work:
    sentence = f"Added {CLIENTS} clients, {PROJECTS} projects and {SERVICES:,} services"
    with changes.change(workspace, user, sentence, door="cli") as unit:
        return make_work(unit, random, incomes)


def _make_incomes(workspace: Workspace, user: User, books: Books) -> None:
    blocks, done = books.blocks(), 0
    for start in range(0, len(blocks), AT_ONCE):
        with changes.change(workspace, user, "Added incomes", door="cli") as unit:
            count = write_blocks(unit, books, blocks[start : start + AT_ONCE])
            unit.sentence = f"Added {count:,} incomes with their invoices"
        done += count
        logger.info("%s of %s incomes", f"{done:,}", f"{books.incomes:,}")
