"""The order of an invoice's lines: one is put after another."""

from uuid import UUID

from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import Sentence
from freelancer_os.finance.invoices.lines import put_after
from freelancer_os.finance.models import Transaction
from freelancer_os.web.shell.access import DeskRequest
from freelancer_os.web.shell.gate import writes


@writes()
def put(request: DeskRequest, pk: UUID) -> Unit:
    """Put `line` right after the line `after`, first where that is empty."""
    desk, given = request.desk, request.POST
    with change(desk.workspace, desk.user, "") as unit:
        line = _line(unit, pk, given.get("line", ""))
        after = given.get("after", "")
        put_after(line, _line(unit, pk, after) if after else None)
        said = {"record": line.named, "invoice": line.invoice.named}
        unit.sentence = Sentence("Moved {record} on {invoice}", said)
    return unit


def _line(unit: Unit, invoice: UUID, key: str) -> Transaction:
    """A line of the invoice. Raises Http404."""
    pk = read_id(key)
    found = unit.find(Transaction, pk, "invoice") if pk is not None else None
    if found is None or found.invoice_id != invoice:
        raise Http404(_("There is no such line."))
    return found


urlpatterns = [path("invoices/<uuid:pk>/order/", put, name="invoice_order")]
