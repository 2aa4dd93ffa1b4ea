"""The paper of an invoice: its PDF, and a picture of its pages for the preview."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from freelancer_os.core.models import Change
from freelancer_os.engine.write import writing
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.document.reading import document_of
from freelancer_os.invoicing.frozen import file_name, paper_of
from freelancer_os.people.models import Workspace
from freelancer_os.web.invoice.picture import picture
from freelancer_os.web.shell.access import DeskRequest, at_desk

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"  # a picture is no page


def version(workspace: Workspace) -> str:
    """Another one after every change in the workspace, and on another day."""
    changes = Change.objects.filter(workspace=workspace).order_by("-number")
    newest = changes.values_list("number", flat=True).first()
    return f"{newest or 0}-{workspace.today:%Y%m%d}"


@require_safe
@at_desk
def show_pdf(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The PDF, in the browser or, with `?download`, as a file."""
    invoice = _stored(request, pk)
    answer = HttpResponse(paper_of(invoice), content_type="application/pdf")
    named = content_disposition_header("download" in request.GET, file_name(invoice))
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@at_desk
def preview(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """A picture of all pages as they would be sent now; its address changes with its content."""
    answer = HttpResponse(picture(document_of(_stored(request, pk))), content_type="image/svg+xml")
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=600" if "v" in request.GET else "private, no-store"
    return answer


def _stored(request: DeskRequest, pk: UUID) -> Invoice:
    found = writing.stored(request.desk.collection("invoices"), request.desk.workspace, pk)
    assert isinstance(found, Invoice)
    return found


urlpatterns = [
    path("invoices/<uuid:pk>/pdf/", show_pdf, name="invoice_pdf"),
    path("invoices/<uuid:pk>/preview.svg", preview, name="invoice_preview"),
]
