"""A page beside that of a client: whole, or the same in a dialog."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from freelancer_os.clients.models import Client
from freelancer_os.engine.write import writing
from freelancer_os.web.shell.access import DeskRequest

DIALOG = "dialog"  # in the address where it is asked for as one


def client_of(request: DeskRequest, pk: UUID) -> Client:
    """The client that an address names. Raises Http404."""
    found = writing.stored(request.desk.collection("clients"), request.desk.workspace, pk)
    assert isinstance(found, Client)
    return found


def drawn(
    request: DeskRequest,
    part: str,
    client: Client,
    told: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """A part (a template) with what it tells, as a whole page or as what a dialog holds."""
    is_dialog = DIALOG in request.GET
    context = {
        "client": client,
        "address": f"/clients/{client.pk}/",
        "part": part,
        "level": 2 if is_dialog else 1,  # of its heading
        **told,
    }
    template = part if is_dialog else "client/page.html"
    return render(request, template, context, status=status)
