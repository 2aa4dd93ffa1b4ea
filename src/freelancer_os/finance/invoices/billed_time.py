"""Hours that stand on an invoice: each time entry once, for as long as its line is on one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.hourly import By, Charge, charged, text_of
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.entries.units import UnitCode
from freelancer_os.finance.invoices.lines import appended, refuse_other_than_base
from freelancer_os.projects.models import TimeEntry

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

WITH_NAMES = ("service", "project")


class BilledTime(Record):
    """A time entry behind a line. It goes with either of both, and when the line is on no invoice
    any more, or that is void (`free`). A credit note leaves it: the hours were billed."""

    time_entry = WorkspaceForeignKey(TimeEntry, goes_along=True)
    line = WorkspaceForeignKey(Transaction, goes_along=True)

    class Meta:
        verbose_name = "billed time"
        constraints = [
            models.UniqueConstraint(
                fields=["time_entry", "workspace"],
                name="billed_time_once",
                violation_error_message=gettext_lazy("These hours stand on an invoice already."),
            )
        ]
        indexes = [models.Index(fields=["line", "workspace"], name="billed_time_by_line")]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        return Word.of("Billed time")


def is_unbilled() -> Q:
    """Asks of time entries whether they are billable and on no invoice yet."""
    billed = BilledTime.objects.filter(
        time_entry=OuterRef("pk"), workspace_id=OuterRef("workspace_id")
    )
    return Q(billable=True) & ~Q(Exists(billed))


def unbilled(entries: QuerySet[TimeEntry], until: Date | None) -> QuerySet[TimeEntry]:
    """Those of the entries that are to be billed, up to a day, with what names them."""
    found = entries.filter(is_unbilled()).select_related(*WITH_NAMES)
    return found.filter(date__lte=until) if until is not None else found


def of_client(client: Client) -> Q:
    """Asks of time entries whether they are for a client."""
    return Q(project__client=client) | Q(service__client=client)


def unbilled_of(client: Client, until: Date) -> int:
    """How long was worked for a client up to a day and is not billed yet, in seconds."""
    entries = TimeEntry.objects.of(client.workspace).filter(of_client(client), date__lte=until)
    found: int | None = entries.filter(is_unbilled()).aggregate(Sum("hours"))["hours__sum"]
    return found or 0


def add_hours(invoice: Invoice, entries: Sequence[TimeEntry], by: str) -> list[Transaction]:
    """Lines for hours (`By`) at the end of a draft, at their rates. Raises ValidationError."""
    refuse_other_than_base(invoice)
    _refuse_billed(invoice, entries)
    charges = charged(entries, By(by), invoice.client)
    return [_line(invoice, charge) for charge in charges]


def add_unbilled(invoice: Invoice, of: Q, until: Date | None, by: str) -> list[Transaction]:
    """All hours `of` whom or what that are unbilled up to a day. Raises ValidationError."""
    rows = writing_unit(invoice).rows(TimeEntry).filter(of)
    entries = list(unbilled(rows, until))
    if not entries:
        raise refusal("until", _("There are no unbilled hours."))
    return invoice.add_hours(entries, by)


def _refuse_billed(invoice: Invoice, entries: Sequence[TimeEntry]) -> None:
    rows = writing_unit(invoice).rows(BilledTime)
    for some in in_batches([one.pk for one in entries]):
        if rows.filter(time_entry__in=some).exists():
            raise ValidationError([_("These hours stand on an invoice already.")])


def _line(invoice: Invoice, charge: Charge) -> Transaction:
    first, last = charge.days
    values: dict[str, Any] = {
        "description": charge.description(invoice.workspace.locale),
        "quantity": charge.quantity,
        "unit": UnitCode.HOUR.value,
        "unit_price": charge.rate * ONE,
        "service_from": first,
        "service_to": last,
        **charge.links,
    }
    line = appended(invoice, values)
    for entry in charge.entries:
        BilledTime(workspace=invoice.workspace, time_entry=entry, line=line).save()
    return line


def free(unit: Unit) -> None:
    """Hours of lines that are on no invoice any more, or on one that became void, are unbilled."""
    left = [one.pk for one in unit.unsettled(Transaction) if _became(one, "invoice_id", None)]
    voided = [one.pk for one in unit.unsettled(_invoices()) if _became(one, "status", "void")]
    for link, keys in (("line", left), ("line__invoice", voided)):
        for some in in_batches(keys):
            for row in unit.rows(BilledTime).filter(**{f"{link}__in": some}):
                row.remove()


def _became(touched: Touched, column: str, value: object) -> bool:
    old, now = touched.counted, touched.now
    return old is not None and now is not None and old[column] != now[column] == value


def _invoices() -> type[Record]:
    """The model of invoices, which imports this one."""
    found: Any = Transaction._meta.get_field("invoice").related_model
    model: type[Record] = found
    return model


def worked_behind(invoice: Invoice) -> list[tuple[Date, str, int]]:
    """Day, text and seconds of the hours behind the lines of an invoice, the oldest first."""
    rows = BilledTime.objects.of(invoice.workspace).filter(line__invoice=invoice)
    rows = rows.order_by("time_entry__date", "time_entry_id")
    names = [f"time_entry__{name}" for name in WITH_NAMES]
    entries = [row.time_entry for row in rows.select_related("time_entry", *names)]
    return [(one.date, text_of(one), one.hours) for one in entries]
