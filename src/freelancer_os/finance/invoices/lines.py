"""Lines: once more what another says, one at the end of an invoice, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.billed import IN_ORDER
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.entries.units import UnitCode
from freelancer_os.projects.models import Project, Service

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

SAID = (  # what a line says of itself
    *("kind", "description", "quantity", "unit", "unit_price", "discount_percent"),
    *("tax_rate", "tax_included", "tax_category", "exemption_reason"),
    *("service_from", "service_to", "position", "category", "project", "service", "note"),
)
TAXED = ("tax_rate", "tax_included", "tax_category", "exemption_reason")


def copied(line: Transaction, invoice: Invoice, **other: Any) -> Transaction:
    """A new line of `invoice`, of today, that says what `line` says but for `other`."""
    made = Transaction(workspace=invoice.workspace)
    values = {name: getattr(line, name) for name in SAID}
    made.edit({**values, "date": invoice.workspace.today, "invoice": invoice, **other})
    return made


def appended(invoice: Invoice, values: Mapping[str, Any]) -> Transaction:
    """A new line of today at the end of a draft, taxed as the last one. Raises ValidationError."""
    if invoice.status != invoice.Status.DRAFT:
        raise ValidationError([_("Only a draft takes new lines.")])
    unit, lines = writing_unit(invoice), [one for one in invoice.lines() if not one.is_kept]
    made = Transaction(workspace=invoice.workspace)
    taxed = {name: getattr(lines[-1], name) for name in TAXED} if lines else {}
    places = [one.position for one in lines]
    # Lines without a position stand last, so that one with a position would not.
    place = None if None in places else max(places, default=0) + 1
    said = {"kind": Kind.INCOME.value, "date": invoice.workspace.today, "position": place}
    said |= {"category": unit.rows(Category).get(is_client=True), "invoice": invoice}
    made.edit({**said, **taxed, **values})
    return made


def put_after(line: Transaction, other: Transaction | None) -> None:
    """Put a line of an invoice right after another of it, or first; what is kept by others stands
    last, so after that is last of the others. Raises ValidationError."""
    lines = _movable(line)
    if other is not None and (other == line or other.invoice_id != line.invoice_id):
        raise ValidationError([_("It is put after another line of its invoice.")])
    lines.remove(line)
    place = 0 if other is None else len(lines) if other.is_kept else lines.index(other) + 1
    lines.insert(place, line)
    _number(lines)


def shift(line: Transaction, step: int) -> None:
    """Put a line `step` places further down, up where that is negative. Raises ValidationError."""
    lines = _movable(line)
    place = lines.index(line)
    if not 0 <= place + step < len(lines):
        said = _("It is the first line.") if step < 0 else _("It is the last line.")
        raise ValidationError([said])
    lines.insert(place + step, lines.pop(place))
    _number(lines)


def _movable(line: Transaction) -> list[Transaction]:
    """The lines among which a line can be moved, in their order."""
    if line.invoice is None:
        raise ValidationError([_("Only a line of an invoice has a place on it.")])
    if line.is_kept:
        raise ValidationError([_("A discount of the whole and a deposit stand last.")])
    lines = writing_unit(line).rows(Transaction).filter(invoice=line.invoice, is_discount=False)
    lines = lines.filter(settlement=None)
    return [line if one == line else one for one in lines.order_by(*IN_ORDER)]


def _number(lines: Sequence[Transaction]) -> None:
    """Count the lines as they stand; those that have their place already are not written."""
    for place, one in enumerate(lines, start=1):
        if one.position != place:
            one.edit({"position": place})


def add_service(invoice: Invoice, service: Service, quantity: int = ONE) -> Transaction:
    """A line from the price list: `quantity` (10⁻⁴) of a service. Raises ValidationError."""
    refuse_other_than_base(invoice)
    if service.rate is None:
        raise refusal("service", _("{service} has no rate.").format(service=service))
    is_hourly = service.pricing == Service.Pricing.HOURLY
    values = {
        "description": service.name,
        "quantity": quantity,
        "unit": UnitCode.HOUR.value if is_hourly else UnitCode.PIECE.value,
        "unit_price": service.rate * ONE,
        "service": service,
    }
    return appended(invoice, values)


def add_project(invoice: Invoice, project: Project, amount: int | None = None) -> Transaction:
    """A line for a project: `amount` minor units, by default what is left of its value."""
    refuse_other_than_base(invoice)
    if amount is None:
        catch_up(project)
        amount = (project.value or 0) - project.invoiced
    if amount <= 0:
        sentence = _("Nothing is left of the value of {project}. Enter an amount.")
        raise refusal("project", sentence.format(project=project))
    values = {"description": project.name, "amount": amount, "project": project}
    return appended(invoice, values)


def refuse_other_than_base(invoice: Invoice) -> None:
    """Rates are in the base currency of the workspace. Raises ValidationError."""
    base = invoice.workspace.currency
    if invoice.currency != base:
        sentence = _("Rates are in {base}, and {record} is in {currency}.")
        said = sentence.format(base=base, record=invoice, currency=invoice.currency)
        raise ValidationError([said])


def refuse_other_currency(invoice: Invoice, asked: Mapping[str, object]) -> None:
    """What has lines stays in their currency. Raises ValidationError."""
    currency = invoice.currency
    if invoice._state.adding or asked.get("currency", currency) == currency:
        return
    if invoice.lines():
        sentence = _("{record} has lines in {currency}.")
        raise refusal("currency", sentence.format(record=invoice, currency=currency))
