"""Opening the books of a new workspace."""

from django.db import transaction
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.models import OPENING
from freelancer_os.core.words import Sentence
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.people.models import User, Workspace


def open_workspace(owner: User, **settings: str) -> Workspace:
    """A new workspace with its one built-in category. Takes what `Workspace.open` takes.

    The category is nobody's change, so that no undo takes it away. It is named in the language of
    whoever begins.
    """
    with transaction.atomic():
        workspace = Workspace.open(owner=owner, **settings)
        with change(workspace, None, Sentence("Opened the books"), door=OPENING):
            Category(
                workspace=workspace,
                name=_("Client"),
                kind=Kind.INCOME,
                is_client=True,
                colour=Category.Colour.GREEN,
            ).save()
    return workspace
