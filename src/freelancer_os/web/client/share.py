"""The private link of a client: made, shown once, ended."""

from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.clients.models import Client
from freelancer_os.core.values.dates import show_instant
from freelancer_os.invoicing.shared import ClientLink
from freelancer_os.web.client.aside import DIALOG, client_of, drawn
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes


def share(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """`GET` whether there is one and since when, `POST` to make one."""
    view = made if request.method == "POST" else told
    return view(request, pk)


@require_safe
@at_desk
def told(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """Whether a client has a link, since when, and what is done with it."""
    return _drawn(request, client_of(request, pk))


@writes()
def made(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """Make a link, which ends the one before; it is shown in this answer and never again."""
    client = client_of(request, pk)
    return _drawn(request, client, request.build_absolute_uri(ClientLink.issue(client)))


@writes()
def ended(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """End the link of a client."""
    client = client_of(request, pk)
    ClientLink.revoke(client)
    if DIALOG in request.GET:
        return _drawn(request, client, is_ended=True)
    return HttpResponseRedirect(f"/clients/{client.pk}/share/")


def _drawn(
    request: DeskRequest, client: Client, url: str = "", *, is_ended: bool = False
) -> HttpResponseBase:
    told = {
        "title": _("Private link of {client}").format(client=client),
        "url": url,
        "since": _since(request, client),
        "is_ended": is_ended,
    }
    return drawn(request, "client/share.html", client, told)


def _since(request: DeskRequest, client: Client) -> str:
    """When the link of a client was made; "" where it has none."""
    link, formats = ClientLink.of(client.workspace, client.pk), request.desk.formats
    if link is None:
        return ""
    return show_instant(link.made_at, formats.locale, formats.time_zone, today=formats.today)


urlpatterns = [
    path("clients/<uuid:pk>/share/", share, name="client_share"),
    path("clients/<uuid:pk>/share/end/", ended, name="client_share_end"),
]
