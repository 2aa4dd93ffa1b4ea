"""What a transfer comes to in another currency, said beside its form while it is typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.values.amounts import edit_amount
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import convert, ratio
from freelancer_os.core.values.rates import known_rate
from freelancer_os.core.values.scaled import edit_scaled
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account
from freelancer_os.web.cells.composers import EXCHANGES
from freelancer_os.web.shell.access import DeskRequest, at_desk

PLACES = 10  # decimals of a rate


@dataclass(frozen=True)
class Exchange:
    """What was typed so far, read: amounts in minor units, the rate (10⁻¹⁰), None where nothing."""

    source: str
    target: str
    on: date
    amount: int | None
    rate: int | None
    arrives: int | None


@at_desk
def exchange(request: DeskRequest) -> HttpResponseBase:
    """What follows from what stands in the form so far: from a typed rate what arrives, from what
    arrives the rate, else both of the last known rate. Nothing where nothing is exchanged."""
    desk = request.desk
    try:
        asked = _read(desk.collection("transfers"), desk.formats, request.GET)
    except ValidationError:
        asked = None
    if asked is None or asked.source == asked.target:
        return HttpResponse()
    return HttpResponse(_told(asked, desk.formats))


def _read(collection: Collection, formats: Formats, given: QueryDict) -> Exchange | None:
    fields = collection.writable
    held: dict[str, Any] = {}
    for name in ("from_account", "to_account"):
        key = read_id(given.get(name, ""))
        held[name] = key and Account.objects.of(formats.workspace).filter(pk=key).first()
        if not held[name]:
            return None
    for name in ("date", "amount", "exchange_rate", "amount_to"):
        text = given.get(name, "").strip()[:100]
        held[name] = fields[name].parse(text, formats, held, None) if text else None
    source, target = held["from_account"].currency, held["to_account"].currency
    on, amounts = held["date"] or formats.today, (held["amount"], held["exchange_rate"])
    return Exchange(source, target, on, *amounts, held["amount_to"])


def _told(asked: Exchange, formats: Formats) -> str:
    """The fields that follow, filled or as a proposal, and the sentence of the rate."""
    locale, source, target = formats.locale, asked.source, asked.target
    rate, how, sentence = asked.rate, "value", _("1 {source} is {rate} {target}.")
    if rate is None and asked.arrives and asked.amount and asked.amount > 0:
        rate = ratio(asked.amount, source, asked.arrives, target)
    day = asked.on
    if rate is None:
        known, how = known_rate(source, target, asked.on), "placeholder"
        sentence = _("1 {source} is {rate} {target}, as the European Central Bank had it on {day}.")
        if known is None:
            return _unknown(asked, formats)
        rate, day = known
    arrives = convert(asked.amount, source, target, rate) if asked.amount else None
    said = sentence.format(
        source=source,
        target=target,
        rate=edit_scaled(rate, PLACES, locale),
        day=show_date(day, locale, today=date.min),
    )
    return format_html(
        '<p data-how="{}" data-exchange_rate="{}" data-amount_to="{}">{}</p>',
        how,
        edit_scaled(rate, PLACES, locale),
        "" if arrives is None else edit_amount(arrives, target, locale),
        said,
    )


def _unknown(asked: Exchange, formats: Formats) -> str:
    sentence = _(
        "No rate is known for {date}: say what 1 {source} is in {target}, or what arrives."
    )
    day = show_date(asked.on, formats.locale, today=date.min)
    said = sentence.format(date=day, source=asked.source, target=asked.target)
    return format_html('<p data-how="placeholder">{}</p>', said)


urlpatterns = [path(EXCHANGES, exchange, name="exchange")]
