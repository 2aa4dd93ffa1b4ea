"""The head of an invoice: its fields, what counts where one is empty, and its other properties."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.values.codes.languages import language_name
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.words import Word
from freelancer_os.finance.invoices.parties import buyer_of, due_after
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.document.reading import language_of
from freelancer_os.people.letterhead import Letterhead
from freelancer_os.web.cells.drawing import cell
from freelancer_os.web.cells.kinds import NOTHING
from freelancer_os.web.record.opened import Opened
from freelancer_os.web.record.properties import row, told_of
from freelancer_os.web.shell.access import Desk

HEAD = (
    *("client", "issue_date", "reference", "due_date"),
    *("language", "service_from", "kind", "service_to"),
)
ELSEWHERE = {"template", "status", "net", "tax", "total", "paid", "outstanding", "overdue"}


def rows(desk: Desk, found: Opened, hints: dict[str, str]) -> list[SafeString]:
    """The fields of the head."""
    return [_head(desk, found, name, hints.get(name, "")) for name in HEAD]


def more(desk: Desk, found: Opened) -> list[SafeString]:
    """The properties that stand nowhere else on the page, one's own among them."""
    fields = told_of(found.collection, found.record)
    shown = (one for one in fields if one.name not in {*HEAD, *ELSEWHERE})
    return [row(desk, found.collection, one, found.record, found.region) for one in shown]


def hints_of(invoice: Invoice, desk: Desk) -> dict[str, str]:
    """What counts where nothing is entered: of a draft what sending will set."""
    language = language_name(language_of(invoice))
    template = Letterhead.Template(invoice.workspace.template).label
    found = {
        "language": language,
        "reference": buyer_of(invoice).buyer_reference,
        "template": str(Word.of(str(template))),
    }
    if invoice.status != Invoice.Status.DRAFT:
        return found
    today = invoice.issue_date or invoice.workspace.today
    due = show_date(due_after(invoice, today), desk.formats.locale, today=desk.formats.today)
    return {
        **found,
        "issue_date": _("On sending"),
        "due_date": _("{day}, on sending").format(day=due),
    }


def one_cell(desk: Desk, found: Opened, name: str, tag: str = "td") -> SafeString:
    """A field of the invoice as a cell that stands alone."""
    one = found.collection.by_name[name]
    return cell(
        found.collection,
        one,
        found.record,
        desk.formats,
        region=found.region,
        may_write=desk.may_write,
        tag=tag,
    )


def hinted(drawn: SafeString, hint: str) -> SafeString:
    """A cell that says something where it would say nothing."""
    said = format_html('<span class="mut">{}</span>', hint) if hint else NOTHING
    return SafeString(drawn.replace(NOTHING, said))


def _head(desk: Desk, found: Opened, name: str, hint: str) -> SafeString:
    """A field of the head; where it is empty, what would count instead."""
    label = found.collection.by_name[name].label
    drawn = hinted(one_cell(desk, found, name), hint)
    return format_html('<tr><th scope="row">{}</th>{}</tr>', label, drawn)
