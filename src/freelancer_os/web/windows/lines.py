"""The lines of the client window: each record with its total, and what matters about it."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import show_date
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.web.cells.drawing import why_link
from freelancer_os.web.cells.kinds import NOTHING, Draw, drawing


def lines(collection: Collection, records: Iterable[Any], formats: Formats) -> SafeString:
    """The records of an area as items of a list."""
    shown = PARTS.get(collection.slug) or [_on_card(name) for name in collection.on_card[:SHOWN]]
    parts = [part(collection, formats) for part in shown]
    address = f'class="list-title" href="/{collection.slug}/'
    return mark_safe(
        "".join(
            f'<li id="area-{record.pk}"><a {address}{record.pk}/">{escape(str(record))}</a>'
            f"{''.join([part(record) for part in parts])}</li>"
            for record in records
        )
    )


Part = Callable[[Collection, Formats], Draw]

SHOWN = 2  # of what stands on a card


def _total(name: str) -> Part:
    """A total, as a link to the entries behind it."""

    def made(collection: Collection, formats: Formats) -> Draw:
        one = collection.by_name[name]
        return lambda record: why_link(collection, one, record, formats, classes="why num")

    return made


def _whose(name: str) -> Part:
    """What it belongs to."""

    def made(collection: Collection, formats: Formats) -> Draw:
        held, value = f"{name}_id", collection.by_name[name].value
        return lambda record: _meta(value(record) if getattr(record, held) else "")

    return made


def _meta(words: object) -> str:
    return f'<span class="list-meta">{escape(str(words))}</span>'


def _bar(name: str) -> Part:
    """How far it is."""

    def made(collection: Collection, formats: Formats) -> Draw:
        draw = drawing(collection.by_name[name], formats)
        return lambda record: draw(record) or NOTHING

    return made


def _on_card(name: str) -> Part:
    """What stands on its cards, where nothing is said of its lines."""

    def made(collection: Collection, formats: Formats) -> Draw:
        draw = drawing(collection.by_name[name], formats)
        return lambda record: f'<span class="list-meta">{draw(record)}</span>'

    return made


def _of(name: str) -> Part:
    """How much it is worth, where that is something."""

    def made(collection: Collection, formats: Formats) -> Draw:
        one = collection.by_name[name]
        draw = drawing(one, formats)
        return lambda record: _worth(draw(record)) if one.value(record) else ""

    return made


def _worth(amount: str) -> str:
    """ "of €36,000.00", of an amount that is HTML."""
    return f'<span class="list-meta num">{escape(_("of {amount}")).format(amount=amount)}</span>'


def _contract(collection: Collection, formats: Formats) -> Draw:
    """How much of a client's contract is invoiced."""
    share = _bar("share_invoiced")(collection, formats)
    value = drawing(collection.by_name["contract_value"], formats)

    def drawn(record: Any) -> str:
        if record.contract_value is None:
            return _meta(_("No contract value yet"))
        return share(record) + _worth(value(record))

    return drawn


def _due(collection: Collection, formats: Formats) -> Draw:
    """When an invoice that is not paid yet is due; late ones are marked."""

    def drawn(invoice: Any) -> str:
        if invoice.due_date is None or invoice.status == "void" or invoice.outstanding <= 0:
            return ""
        is_late = invoice.is_overdue(formats.today)
        day = escape(show_date(invoice.due_date, formats.locale, today=formats.today))
        style = "neg" if is_late else "list-meta"
        words = escape(_("was due {date}") if is_late else _("due {date}"))
        return f'<span class="{style} num">{words.format(date=day)}</span>'

    return drawn


PARTS: Mapping[str, tuple[Part, ...]] = {
    "invoices": (_total("total"), _whose("client"), _due),
    "clients": (_total("invoice_amount"), _contract),
    "projects": (_total("income"), _whose("client"), _bar("completion")),
    "services": (_total("income"), _whose("project"), _of("total_value")),
}
