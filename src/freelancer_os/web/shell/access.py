"""Who is at the desk: the user, the workspace they work in, and whether they may write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from operator import attrgetter

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from freelancer_os.core.records.prepared import rows_by
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.query.row_ranges import Range, read_ranges
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Membership, User, Workspace
from freelancer_os.web.shell.tallies import Tallies

CURRENT = "workspace"  # the session's key for the workspace that the person works in
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Desk:
    """The place a person works at: one workspace, in one role."""

    user: User
    workspace: Workspace
    membership: Membership
    formats: Formats
    ranges: Mapping[str, Sequence[Range]] = field(default_factory=dict)  # of the tables in sight

    @cached_property
    def own(self) -> OwnProperties:
        """The properties that the workspace has added to its collections."""
        return OwnProperties(self.workspace)

    @cached_property
    def tallies(self) -> Tallies:
        """The stored counts and sums of the workspace, read once for all that shows them."""
        return Tallies.of(self.workspace)

    @property
    def may_write(self) -> bool:
        return self.membership.may_write

    def collection(self, slug: str) -> Collection:
        """A collection as this workspace has it; raises Http404."""
        found = collections.get(slug)
        if found is None:
            raise Http404("There is no such page.")
        return self.own.of(found)


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in and works in a workspace."""

    desk: Desk
    htmx: HtmxDetails


def find_desk(request: HttpRequest) -> Desk | None:
    """The desk of whoever is signed in: the session's workspace, else their first."""
    if not isinstance(request.user, User):
        return None
    mine = rows_by(Membership, ("workspace",), user_id=request.user.pk)
    wanted = request.session.get(CURRENT)
    found = next((one for one in mine if str(one.workspace_id) == wanted), None)
    if found is None and mine:
        found = min(mine, key=attrgetter("pk"))
    if found is None:
        return None
    ranges = read_ranges(request.headers.get("X-Rows", ""))
    return Desk(request.user, found.workspace, found, Formats.of(found.workspace), ranges)


def at_desk(view: View) -> View:
    """Only for those who are signed in; others are led to where they can be."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            known = User.objects.exists()
            return redirect_to_login(request.get_full_path()) if known else redirect("welcome")
        desk = find_desk(request)
        if desk is None:
            return HttpResponse(_("You work in no workspace yet."), status=403)
        request.desk = desk
        answer = view(request, *args, **kwargs)
        answer.setdefault("Cache-Control", "no-store")  # nobody steps back into it once signed out
        return answer

    return guarded
