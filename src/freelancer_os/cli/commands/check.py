"""`check`: know from the program itself that the books are whole."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.cli.grammar import Commands, add
from freelancer_os.core import check
from freelancer_os.core.search.building import repair
from freelancer_os.finance import audit
from freelancer_os.people.models import Workspace

PRIVATE = 0o077


def register(commands: Commands) -> None:
    """Add `check`."""
    parser = add(
        commands,
        "check",
        _("add everything up again and compare; exit 1 if anything differs"),
        example="freelancer-os check",
    )
    parser.add_argument(
        "--repair-search",
        dest="reads",
        action="store_false",
        help=_("make the index of search anew first"),
    )
    parser.set_defaults(run=run, reads=True)


def run(options: argparse.Namespace) -> int:
    """One line per check; 1 if one of them found a fault."""
    if not options.reads:
        _repair_search()
    is_whole = True
    for result in _results():
        print(result.line, flush=True)
        is_whole = is_whole and not result.faults
    return 0 if is_whole else 1


def _repair_search() -> None:
    """Index all records anew; who writes meanwhile waits."""
    with transaction.atomic():
        made = repair(Workspace.objects.select_for_update().order_by("id"))
    told = ngettext(
        "{count} record is indexed anew", "{count} records are indexed anew", made
    ).format(count=f"{made:,}")
    print(told, flush=True)


def _results() -> Iterator[check.Result]:
    yield from check.run(Workspace.objects.order_by("id"))
    yield from audit.run()
    yield check.Result(_("the configuration is safe"), list(_configuration()))


def _configuration() -> Iterator[str]:
    if os.name != "posix":
        return
    folder = Path(settings.DATA_FOLDER)
    held = [folder / "secret-key"]
    if folder.stat().st_mode & PRIVATE:
        sentence = _("the data folder {folder} can be read by others; chmod 700 mends it")
        yield sentence.format(folder=folder)
        held += folder.glob("*.sqlite3*")
    for path in held:
        if path.exists() and path.stat().st_mode & PRIVATE:
            sentence = _("{file} in the data folder can be read by others; chmod 600 mends it")
            yield sentence.format(file=path.name)
