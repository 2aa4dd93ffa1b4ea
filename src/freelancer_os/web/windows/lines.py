"""The lines of the client window: each record with its total, and what matters about it."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Deadline
from freelancer_os.engine.kinds.link import Link
from freelancer_os.web.cells.drawing import why_drawing
from freelancer_os.web.cells.kinds import NOTHING, Draw, deadline, drawing


def lines(collection: Collection, records: Iterable[Record], formats: Formats) -> SafeString:
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
        return why_drawing(collection, one, formats, classes="why num")

    return made


def _whose(name: str) -> Part:
    """What it belongs to."""

    def made(collection: Collection, formats: Formats) -> Draw:
        one = collection.by_name[name]
        assert isinstance(one, Link)
        held, value, gone = one.id_column, one.value, one.gone
        return lambda record: _meta(value(record) if getattr(record, held) else gone(record))

    return made


def _meta(words: object) -> str:
    return f'<span class="list-meta">{escape(str(words))}</span>'


def _bar(name: str) -> Part:
    """How far it is."""

    def made(collection: Collection, formats: Formats) -> Draw:
        draw = drawing(collection.by_name[name], formats)
        return draw

    return made


def _on_card(name: str) -> Part:
    """What stands on its cards, where nothing is said of its lines."""

    def made(collection: Collection, formats: Formats) -> Draw:
        draw = drawing(collection.by_name[name], formats)
        return lambda record: f'<span class="list-meta">{draw(record)}</span>'

    return made


def _amount(name: str) -> Part:
    """The amount that the group adds up."""

    def made(collection: Collection, formats: Formats) -> Draw:
        draw = drawing(collection.by_name[name], formats)
        return lambda record: f'<span class="num">{draw(record) or NOTHING}</span>'

    return made


def _income(collection: Collection, formats: Formats) -> Draw:
    """What came of it."""
    return _said(_("{amount} income"), _total("income")(collection, formats))


def _invoiced(collection: Collection, formats: Formats) -> Draw:
    """How much of a client's contract is invoiced."""
    share = _bar("share_invoiced")(collection, formats)
    amount = _said(_("{amount} invoiced"), _total("invoice_amount")(collection, formats))
    nothing = _meta(_("No contract value yet"))
    return lambda record: (
        (nothing if record.contract_value is None else share(record)) + amount(record)
    )


def _said(words: str, draw: Draw) -> Draw:
    """What draws an amount in words: "€6,960.00 invoiced"."""
    words = escape(words)
    return lambda record: f'<span class="list-meta">{words.format(amount=draw(record))}</span>'


def _due(collection: Collection, formats: Formats) -> Draw:
    """When an invoice that is not paid yet is due; late ones are marked."""
    one = collection.by_name["due_date"]
    assert isinstance(one, Deadline)
    return deadline(one, formats)


PARTS: Mapping[str, tuple[Part, ...]] = {
    "invoices": (_total("total"), _whose("client"), _due),
    "clients": (_amount("contract_value"), _invoiced),
    "projects": (_amount("value"), _whose("client"), _income, _bar("completion")),
    "services": (_amount("total_value"), _whose("project"), _income),
}
