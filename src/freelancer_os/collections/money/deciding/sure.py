"""Accepting all that is sure of the bank lines, as one change: for the page and the API."""

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import Sentence
from freelancer_os.finance.sorting.accepting import accept_sure
from freelancer_os.people.models import User, Workspace


def accept_all_sure(workspace: Workspace, user: User, *, door: str) -> tuple[int, Unit]:
    """How many lines were sorted, and the unit that did it."""
    with change(workspace, user, Sentence("Sorted bank lines"), door=door) as unit:
        accepted = accept_sure(unit)
        unit.sentence = Sentence(
            "Sorted {count} bank line", several="Sorted {count} bank lines", count=accepted
        )
    return accepted, unit
