"""What the head of a column changes of the value for which it stands, where that is one's own."""

from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.own.arranging import Wanted, arrange, takes_values
from freelancer_os.web.shell.access import DeskRequest
from freelancer_os.web.shell.gate import writes


@writes()
def column(request: DeskRequest, slug: str, name: str) -> Unit:
    """Add a column, rename or recolour one, put it past another, or take it away."""
    desk, given = request.desk, request.POST
    collection = desk.collection(slug)
    one = collection.by_name.get(name)
    if not isinstance(one, Choice) or not takes_values(one):
        raise Http404(_("There are no values to change."))
    wanted = Wanted(
        value=given.get("value", ""),
        label=given.get("label", ""),
        colour=given.get("colour", ""),
        past=given.get("past", ""),
        is_gone=given.get("gone") == "1",
    )
    with change(desk.workspace, desk.user, one.label) as unit:
        unit.sentence = arrange(unit, collection, one, wanted)
    return unit


urlpatterns = [path("<slug:slug>/<slug:name>/column/", column, name="column")]
