"""Adding the sample to a workspace, empty or not, as one change."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import Sentence
from freelancer_os.people.models import User, Workspace
from freelancer_os.transfer.sample.story import Story

SAMPLE, DEMO = "sample.toml", "demo.toml"


def add_sample(
    workspace: Workspace, user: User, *, is_demo: bool = False, door: str = "page"
) -> Unit:
    """Tell the story of `sample.toml` up to the workspace's today, through the verbs of the books.

    It touches nothing that is there: no setting, no usual rate, no counter; it mails nobody.
    A demo is nobody's, so it has a letterhead, wordings, reminders and tax rates as well. Raises
    Conflict where the sample is there already, ValidationError where the books of its year are
    closed.
    """
    with change(workspace, user, Sentence("Added the sample data"), door=door) as unit:
        if unit.workspace.sample is not None:
            raise Conflict(_("The sample data is there already."))
        unit.workspace.take({"sample": unit.entry_id})
        story = Story(unit)
        for name in (SAMPLE, DEMO) if is_demo else (SAMPLE,):
            story.tell(told(name))
    return unit


def told(name: str) -> dict[str, list[dict[str, Any]]]:
    """A part of the story as it ships."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
