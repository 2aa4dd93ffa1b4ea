"""Filling a text with what an invoice says, in the words of its language."""

import re
from collections.abc import Mapping

from babel import Locale
from babel.dates import format_date

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.invoices.parties import due_after
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.texts.own import BRACES, text_of
from freelancer_os.invoicing.texts.shipped import Text

NUMBER = "number"


def language_of(invoice: Invoice) -> str:
    """The language in which the client is written to, as an ISO 639-1 code."""
    return str(Locale.parse(locale_for(invoice), sep="-").language)


def locale_for(invoice: Invoice) -> str:
    """How amounts and dates are written to the client: as one's own, if the language is the same.

    Said on the invoice, else the client's, else the workspace's.
    """
    own = invoice.workspace.locale
    said = invoice.language or (invoice.client.language if invoice.client is not None else "")
    return own if not said or said == own.partition("-")[0] else said


def fields_of(invoice: Invoice) -> dict[str, str]:
    """What stands for the fields of a text; of a draft what sending it now would give. A number is
    left open where its pattern asks for a client that is not known."""
    locale, workspace, number = locale_for(invoice), invoice.workspace, number_of(invoice)
    found = {
        "client": str(invoice.client or invoice.once_for or ""),
        "total": format_money(invoice.payable, invoice.currency, locale),
        "due_date": _day(invoice, locale),
        "business": workspace.name,
    }
    return {**found, NUMBER: number} if number else found


def renumbered(text: str, expected: str, number: str) -> str:
    """A text that was written for one number, with the one that was given instead."""
    if expected in {"", number}:
        return text
    return re.sub(rf"(?<![\w-]){re.escape(expected)}(?![\w-])", lambda found: number, text)


def fill(text: str, fields: Mapping[str, str]) -> str:
    """A text with its fields; what is no field stays as it was typed."""
    return BRACES.sub(lambda found: fields.get(found[1], found[0]), text)


def filled(invoice: Invoice, occasion: str) -> Text:
    """What would be written about an invoice now."""
    text = text_of(invoice.workspace, occasion, language_of(invoice))
    fields = fields_of(invoice)
    return Text(fill(text.subject, fields), fill(text.message, fields))


def _day(invoice: Invoice, locale: str) -> str:
    """The due date with its year; the day itself where none is agreed."""
    issued = invoice.issue_date or invoice.workspace.today
    is_draft = invoice.status == Invoice.Status.DRAFT
    due = invoice.due_date or (due_after(invoice, issued) if is_draft else issued)
    return format_date(due, "long", locale_of(locale))
