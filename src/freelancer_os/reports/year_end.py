"""The year-end pack: all that an accountant asks for, in one zip, and what is still missing."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import path_of
from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.core.values.spans import MONTHS, Span
from freelancer_os.core.values.text import in_file_name, refusal
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.invoices.patterns import show
from freelancer_os.finance.models import Account, BankLine, Invoice, Receipt, Transaction
from freelancer_os.invoicing.frozen import file_name, paper_of
from freelancer_os.people.models import Workspace
from freelancer_os.reports.balance import balance_statement
from freelancer_os.reports.owed import receivables_statement
from freelancer_os.reports.sheets import Figure, Rate, Row, Sheet, Statement
from freelancer_os.reports.statements import (
    profit_statement,
    tax_statement,
)
from freelancer_os.reports.words import period_of
from freelancer_os.reports.written.excel import as_excel
from freelancer_os.reports.written.pdf import report_pdf

YEAR_END = gettext_noop("Year-end pack")
MODEL = Transaction._meta.label_lower
AT_ONCE = 2_000
LARGE = 2_000  # entries; or a tenth as many invoices
REPORTS = 5  # files besides those of accounts, receipts and invoices
Query = Mapping[str, str]


def year_of(workspace: Workspace, query: Query) -> Span:
    """The fiscal year that begins in `year`, by default the last one that is over.

    Raises ValidationError.
    """
    text, start = query.get("year", ""), workspace.year_start
    if not text:
        present = Span.months(workspace.today, MONTHS, start=start)
        return present.moved(-1) or present
    if not re.fullmatch("[0-9]{4}", text) or not FIRST_YEAR <= int(text) < LAST_YEAR:
        raise refusal("year", _("Write the year like 2026."))
    return Span.months(date(int(text), start, 1), MONTHS, start=start)


def is_large(workspace: Workspace, span: Span) -> bool:
    """Whether the pack of a span takes longer than somebody waits for a page."""
    entries, invoices = _entries(workspace, span), _invoices(workspace, span)
    return entries[LARGE:].exists() or invoices[LARGE // 10 :].exists()


def steps_of(workspace: Workspace, span: Span) -> int:
    """How many files a pack is about to hold; receipts at most."""
    files = Attachment.objects.of(workspace).filter(model=MODEL).count()
    accounts = Account.objects.of(workspace).count()
    return REPORTS + accounts + files + _invoices(workspace, span).count()


def write_pack(workspace: Workspace, span: Span, into: IO[bytes]) -> Iterator[int]:
    """Entries and what is missing as Excel, the reports as PDF, receipts and sent invoices; goes on
    after each of them, and says how many there are."""
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for done, _none in enumerate(_written(archive, workspace, span), start=1):
            yield done


def _written(archive: ZipFile, workspace: Workspace, span: Span) -> Iterator[None]:
    for name, statement in _reports(workspace, span):
        archive.writestr(f"{name}.pdf", report_pdf(workspace, statement))
        if any(sheet.is_long for sheet in statement.sheets):
            archive.writestr(f"{name}.xlsx", as_excel(statement))
        yield
    missing = missing_statement(workspace, {"year": str(span.first.year)})
    missing = replace(missing, title=_("Missing"))
    archive.writestr(f"{_('Missing')}.xlsx", as_excel(missing))
    archive.writestr(f"{_('Missing')}.pdf", report_pdf(workspace, missing))
    yield
    receipts = yield from _add_receipts(archive, workspace, span)
    entries = entries_statement(workspace, span, receipts)
    archive.writestr(f"{_('Entries')}.xlsx", as_excel(entries))
    yield
    yield from _add_invoices(archive, workspace, span)


def _reports(workspace: Workspace, span: Span) -> Iterator[tuple[str, Statement]]:
    """The reports of a pack, each under a name that no other has."""
    ends = {"date_from": span.first.isoformat(), "date_to": span.last.isoformat()}
    usual = {
        _("Profit and loss"): profit_statement(workspace, {**ends, "compare": "year"}),
        _("Tax"): tax_statement(workspace, ends),
        _("Still to be paid"): receivables_statement(workspace, {"on": span.last.isoformat()}),
    }
    yield from usual.items()
    taken = {name.lower() for name in usual}
    for account in Account.objects.of(workspace).order_by("folded", "id"):
        name = _free(f"{_('Balance')} {in_file_name(account.name)}", "", taken)
        yield name, balance_statement(workspace, {**ends, "account": str(account.pk)})


def _add_invoices(archive: ZipFile, workspace: Workspace, span: Span) -> Iterator[None]:
    """The invoices as they were sent, each under its number."""
    taken: set[str] = set()
    for invoice in _invoices(workspace, span):
        own = file_name(invoice)
        name = _free(own.removesuffix(".pdf"), own, taken)
        archive.writestr(f"{_('Invoices')}/{name}", paper_of(invoice), ZIP_STORED)
        yield


def _entries(workspace: Workspace, span: Span) -> QuerySet[Any]:
    rows = Transaction.objects.of(workspace).filter(date__range=span, is_void=False)
    return rows.order_by("date", "id")


def _invoices(workspace: Workspace, span: Span) -> QuerySet[Any]:
    rows = Invoice.objects.of(workspace).filter(kind__in=CLAIMS, issue_date__range=span)
    return rows.exclude(status=Invoice.Status.DRAFT).order_by("issue_date", "id")


def entries_statement(
    workspace: Workspace, span: Span, receipts: Mapping[Any, list[str]]
) -> Statement:
    """Every entry of a span, with what it is worth in base currency and its receipts."""
    named = ("category", "client", "invoice", "account")
    rows = []
    for one in _entries(workspace, span).select_related(*named).iterator(AT_ONCE):
        sign = 1 if one.kind == Kind.INCOME else -1
        rows.append(
            Row(
                (
                    str(one.named),
                    one.date,
                    _("Income") if one.kind == Kind.INCOME else _("Expense"),
                    str(one.category or ""),
                    str(one.client or ""),
                    str(one.invoice or ""),
                    Rate(one.tax_rate),
                    Figure(sign * one.base_net),
                    Figure(sign * one.base_tax),
                    Figure(sign * one.base_total),
                    one.currency,
                    one.paid_on,
                    str(one.account or ""),
                    ", ".join(receipts.get(one.pk, ())),
                )
            )
        )
    columns = (
        *(_("Description"), _("Date"), _("Kind"), _("Category"), _("Client"), _("Invoice")),
        *(_("Tax rate"), _("Net"), _("Tax"), _("Total"), _("Currency"), _("Paid on")),
        *(_("Account"), _("Receipts")),
    )
    said = [period_of(span, workspace.locale)]
    sheet = Sheet(_("Entries"), columns, rows)
    return Statement(_("Entries"), said, workspace.currency, [sheet])


def _add_receipts(
    archive: ZipFile, workspace: Workspace, span: Span
) -> Generator[None, None, dict[Any, list[str]]]:
    """The files of entries, each named by its day and entry; which name each entry has."""
    entries = _entries(workspace, span).values_list("pk", "date", "description")
    known = {pk: (on, text) for pk, on, text in entries.iterator(AT_ONCE)}
    found: dict[Any, list[str]] = {}
    taken: set[str] = set()
    files = Attachment.objects.of(workspace).filter(model=MODEL).order_by("id")
    for one in files.iterator(AT_ONCE):
        if one.record_id in known and path_of(one.digest).is_file():
            on, text = known[one.record_id]
            name = _free(f"{on} {in_file_name(text or one.name)}", one.name, taken)
            archive.write(path_of(one.digest), f"{_('Receipts')}/{name}", ZIP_STORED)
            found.setdefault(one.record_id, []).append(name)
            yield
    return found


def _free(stem: str, original: str, taken: set[str]) -> str:
    """A name that no other receipt has, with the ending that the file came with."""
    _name, dot, ending = original.rpartition(".")
    tail = f".{in_file_name(ending)}" if dot and len(ending) <= 5 else ""
    stem = stem[:100].rstrip()
    number, name = 1, f"{stem}{tail}"
    while name.lower() in taken:
        number += 1
        name = f"{stem} {number}{tail}"
    taken.add(name.lower())
    return name


def missing_statement(workspace: Workspace, query: Query) -> Statement:
    """What an accountant would ask for: entries without receipt or category, receipts in the tray,
    bank lines that are not sorted, gaps in the numbers of invoices."""
    span = year_of(workspace, query)
    sheets = [
        _listed(_("Expenses without receipt"), _without_receipt(workspace, span)),
        _listed(_("Entries without category"), _entries(workspace, span).filter(category=None)),
        _in_tray(workspace, span),
        _unsorted(workspace, span),
        Sheet(_("Gaps in numbers"), (_("Number"),), list(_gaps(workspace, span))),
    ]
    count = sum(len(sheet.rows) for sheet in sheets)
    said = [period_of(span, workspace.locale), _("Nothing is missing") if not count else ""]
    return Statement(_(YEAR_END), [s for s in said if s], workspace.currency, sheets)


def _without_receipt(workspace: Workspace, span: Span) -> QuerySet[Any]:
    files = Attachment.objects.of(workspace).filter(model=MODEL, record_id=OuterRef("pk"))
    return _entries(workspace, span).filter(~Exists(files), kind=Kind.EXPENSE)


def _listed(title: str, entries: QuerySet[Any]) -> Sheet:
    rows = [
        Row((str(one.named), one.date, Figure(one.base_total)), record=f"transactions/{one.pk}")
        for one in entries.iterator(AT_ONCE)
    ]
    return Sheet(title, ("", _("Date"), _("Amount")), rows)


def _in_tray(workspace: Workspace, span: Span) -> Sheet:
    """Receipts of the span that are with no entry, and those of which no day is known."""
    waiting = Receipt.objects.of(workspace).filter(Q(date__range=span) | Q(date=None))
    rows = [
        Row((one.supplier or one.name, one.date), record=f"receipts/{one.pk}")
        for one in waiting.order_by("date", "id").iterator(AT_ONCE)
    ]
    return Sheet(_("Receipts in the tray"), ("", _("Date")), rows)


def _unsorted(workspace: Workspace, span: Span) -> Sheet:
    lines = BankLine.objects.of(workspace).filter(date__range=span, state=BankLine.State.NEW)
    lines = lines.order_by("date", "id")
    rows = [Row((str(one), one.date)) for one in lines.iterator(AT_ONCE)]
    return Sheet(_("Bank lines not sorted"), ("", _("Date")), rows)


def _gaps(workspace: Workspace, span: Span) -> Iterator[Row]:
    """The numbers of each series of the year between its first and its last that no invoice has."""
    numbered = Invoice.objects.of(workspace).filter(sequence__isnull=False)
    series = numbered.filter(issue_date__range=span).order_by().values_list("series").distinct()
    for (name,) in sorted(series):
        known = sorted(numbered.filter(series=name).values_list("sequence", flat=True))
        for before, after in pairwise(known):
            for number in range(before + 1, after):
                yield Row((show(name, number),))
