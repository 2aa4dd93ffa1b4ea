"""From an invoice in the books to its document."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from freelancer_os.core.values.money import half_up
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.billed import IN_ORDER
from freelancer_os.finance.entries.reasons import reasons, usual_text
from freelancer_os.finance.invoices.billed_time import worked_behind
from freelancer_os.finance.invoices.early import early_amount, early_until
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.invoices.parties import buyer_of, due_after, seller_of
from freelancer_os.finance.models import Account, Invoice, Transaction
from freelancer_os.invoicing.document.document import (
    Document,
    Early,
    Line,
    Logo,
    Look,
    PayInto,
    Tax,
    Worked,
)
from freelancer_os.invoicing.document.labels import known, labels
from freelancer_os.people.models import Workspace

SMALL = "small_business"


def document_of(invoice: Invoice) -> Document:
    """What stands on the paper of an invoice now; of a draft, as if it were sent today."""
    rows = Transaction.objects.of(invoice.workspace).filter(invoice=invoice)
    lines = list(rows.order_by(*IN_ORDER))
    sign = -1 if invoice.kind == InvoiceKind.CREDIT_NOTE else 1
    language = known(language_of(invoice))
    issued = invoice.issue_date or invoice.workspace.today
    return Document(
        kind=invoice.kind,
        number=invoice.number,
        is_draft=invoice.status == Invoice.Status.DRAFT,
        language=language,
        currency=invoice.currency,
        seller=seller_of(invoice),
        buyer=buyer_of(invoice),
        lines=tuple(_line(line, sign, language) for line in lines if not line.is_discount),
        taxes=_taxes(lines, sign, language, invoice.workspace),
        issue_on=issued,
        due_on=_due(invoice, issued),
        service_from=invoice.service_from,
        service_to=invoice.service_to,
        reference=invoice.reference,
        credits=str(invoice.credits) if invoice.credits is not None else "",
        note="\n".join(one for one in (invoice.note, invoice.workspace.invoice_note) if one),
        discount=sign * sum(line.net for line in lines if line.is_discount),
        withheld=sign * invoice.withheld,
        paid=0 if sign < 0 else invoice.paid,
        pay_into=_pay_into(invoice),
        look=look_of(invoice.workspace, invoice.template),
        annex=_annex(invoice),
        early=_early(invoice),
        is_void=invoice.status == Invoice.Status.VOID,
    )


def _early(invoice: Invoice) -> Early | None:
    """The discount for early payment that it offers, while nothing was paid of it."""
    until = early_until(invoice)
    if until is None or invoice.payable <= 0 or invoice.status == Invoice.Status.VOID:
        return None
    return Early(invoice.early_percent, until, early_amount(invoice))


def _annex(invoice: Invoice) -> tuple[Worked, ...]:
    """The hours behind its lines, if they are wanted on the paper."""
    if not invoice.has_annex:
        return ()
    return tuple(Worked(*one) for one in worked_behind(invoice))


def _due(invoice: Invoice, issued: date) -> date | None:
    """When it is due; a draft as sending will have it. Nothing is to be paid of a credit note."""
    is_draft = invoice.status == Invoice.Status.DRAFT
    if invoice.kind == InvoiceKind.CREDIT_NOTE:
        return None
    return invoice.due_date or (due_after(invoice, issued) if is_draft else None)


def language_of(invoice: Invoice) -> str:
    """The language an invoice is written in: its own, else its client's, else the workspace's."""
    client = invoice.client.language if invoice.client is not None else ""
    found: str = invoice.language or client or invoice.workspace.locale
    return found.partition("-")[0]


def _text(line: Transaction, language: str) -> str:
    """What it says; of a deposit that is taken off which, in the language of the paper."""
    if line.settlement_id is None:
        return str(line)
    return f"{labels(language)['title']['deposit']} {line.settlement.from_invoice}"


def _line(line: Transaction, sign: int, language: str) -> Line:
    """A line, its unit price without tax; a credited quantity is positive on paper."""
    price, quantity = line.unit_price, line.quantity
    if line.tax_included:
        price = half_up(line.net * ONE * ONE, quantity) if quantity else price
    if sign < 0 and quantity < 0:
        quantity, sign_of_price = -quantity, 1
    else:
        sign_of_price = sign
    return Line(
        text=_text(line, language),
        quantity=quantity,
        unit=line.unit,
        unit_price=price * sign_of_price,
        tax_category=line.tax_kind,
        tax_rate=line.tax_rate,
        amount=line.net * sign,
        discount=line.discount_percent,
        service_from=line.service_from,
        service_to=line.service_to,
    )


def _taxes(
    lines: Iterable[Transaction], sign: int, language: str, workspace: Workspace
) -> tuple[Tax, ...]:
    """What is taxed by each category and rate, the highest rate first."""
    groups: dict[tuple[str, int], list[Transaction]] = defaultdict(list)
    for line in lines:
        groups[(line.tax_kind, line.tax_rate)].append(line)
    return tuple(
        Tax(
            category=category,
            rate=rate,
            net=sign * sum(line.net for line in some),
            tax=sign * sum(line.tax for line in some),
            reason="" if rate else _reason(category, some, language, workspace),
        )
        for (category, rate), some in sorted(groups.items(), key=lambda one: -one[0][1])
    )


def _reason(
    category: str, lines: Iterable[Transaction], language: str, workspace: Workspace
) -> str:
    """Why there is no tax: what the lines say, else a small business's reason, else the usual."""
    own = dict.fromkeys(line.exemption_reason for line in lines if line.exemption_reason)
    if own:
        return " ".join(own)
    if workspace.is_small_business:
        return reasons()[SMALL].text(workspace.country, language)
    return usual_text(category, workspace.country, language)


def _pay_into(invoice: Invoice) -> PayInto | None:
    """The account that invoices in its currency name."""
    account = Account.objects.of(invoice.workspace).named_on_invoices(invoice.currency)
    if account is None:
        return None
    holder = account.holder or invoice.workspace.name
    return PayInto(holder=holder, iban=account.iban, bic=account.bic)


def look_of(workspace: Workspace, template: str = "") -> Look:
    """How the paper of a workspace looks, in its own template or another."""
    logo = Logo(workspace.logo, workspace.logo_type) if workspace.logo else None
    return Look(template or workspace.template, workspace.accent, logo)
