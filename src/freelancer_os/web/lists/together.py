"""The button above a list that does something for all of it (`engine.actions.Together`)."""

from django.http import Http404

from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.actions import Together
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.acting import act_together
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.gate import writes


def offered(desk: Desk, collection: Collection) -> Together | None:
    """What a list offers whoever may write."""
    one = collection.together
    return one if one is not None and desk.may_write and one.offered(desk.workspace) else None


@writes()
def together(request: DeskRequest, slug: str, verb: str) -> Unit:
    """Do it, as one change."""
    desk = request.desk
    one = desk.collection(slug).together
    if one is None or one.verb != verb:
        raise Http404("This cannot be done here.")
    return act_together(one, desk.workspace, desk.user, door="page")
