"""Files into the tray, and all that is sure out of it, each as one change: for page and API."""

from __future__ import annotations

from collections.abc import Sequence

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import Sentence
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.receipts.taking import Given, Known, take
from freelancer_os.finance.tray.attaching import attach_sure
from freelancer_os.people.models import User, Workspace


def take_files(
    workspace: Workspace, user: User, given: Sequence[Given], *, door: str
) -> tuple[list[Receipt], list[Known], Unit]:
    """The receipts of files that were read, those that are here already, and the unit."""
    with change(workspace, user, Sentence("Added receipts"), door=door) as unit:
        made, known = take(unit, given)
        if len(made) == 1:
            unit.sentence = Sentence("Added the receipt {record}", {"record": made[0].named})
        else:
            unit.sentence = Sentence(
                "Added {count} receipt", several="Added {count} receipts", count=len(made)
            )
    return made, known, unit


def attach_all_sure(workspace: Workspace, user: User, *, door: str) -> tuple[int, Unit]:
    """How many receipts were attached, and the unit that did it."""
    with change(workspace, user, Sentence("Attached receipts"), door=door) as unit:
        attached = attach_sure(unit)
        unit.sentence = Sentence(
            "Attached {count} receipt", several="Attached {count} receipts", count=attached
        )
    return attached, unit
