"""`POST /workspace/currency`: another base currency, or with `dry_run` what it would change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.once import once
from freelancer_os.api.places import anywhere
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.money import print_amount
from freelancer_os.core.values.scaled import print_scaled, read_scaled
from freelancer_os.core.values.text import lacking, refusal
from freelancer_os.engine.registry import collections
from freelancer_os.finance.base_currency.asked import asked
from freelancer_os.finance.base_currency.changing import change_currency, told
from freelancer_os.finance.base_currency.preview import Figure, Preview, figures, overview, preview
from freelancer_os.finance.base_currency.recast import Recast

FIELDS = ("currency", "how", "rate", "date", "dry_run")
PLACES = 10  # decimals of a rate


def _change(call: Call[None]) -> HttpResponse:
    given = read_object(call.request)
    call.allow()
    unknown = {name: [_("There is no such option.")] for name in given if name not in FIELDS}
    if unknown:
        raise ValidationError(unknown)
    dry_run = given.get("dry_run", False)
    if not isinstance(dry_run, bool):
        raise refusal("dry_run", _("Write true or false."))
    if dry_run:
        return as_json({**_looked(call, given), "dry_run": True})
    return once(call, lambda: _changed(call, given))


def _looked(call: Call[None], given: dict[str, object]) -> dict[str, Any]:
    return _told(preview(call.caller.workspace, call.caller.user, _read(call, given)))


def _changed(call: Call[None], given: dict[str, object]) -> HttpResponse:
    caller, recast = call.caller, _read(call, given)
    before = overview(caller.workspace, recast)
    with change(caller.workspace, caller.user, told(recast), door="api") as unit:
        change_currency(unit, recast)
        settle(unit)
        found = before.with_after(figures(unit.workspace))
    return as_json({**_told(found), "dry_run": False})


def _read(call: Call[None], given: dict[str, object]) -> Recast:
    """What a body asks for. Raises ValidationError per field."""
    for name in ("currency", "how"):
        if name not in given:
            raise lacking(name, _("This cannot be empty."))
        if not isinstance(given[name], str):
            raise refusal(name, _("This must be text."))
    rate, on = given.get("rate"), given.get("date")
    return asked(
        call.caller.workspace,
        str(given["currency"]),
        str(given["how"]),
        None if rate is None else read_scaled(rate, PLACES, field="rate"),
        None if on is None else read_date(on, field="date"),
    )


def _told(found: Preview) -> dict[str, Any]:
    recast = found.recast
    rate = {"rate": print_scaled(recast.rate, PLACES), "date": recast.on.isoformat()}
    return {
        "currency": recast.new,
        "before": recast.old,
        "how": recast.how.value,
        **(rate if recast.converts else {"rate": None, "date": None}),
        "figures": [_figure(recast, one) for one in found.figures],
        "accounts": [{"account": str(a.pk), **_figure(recast, one)} for a, one in found.balances],
        "records": {_slug(model): count for model, count in found.counts},
        "sent_invoices": found.sent,
        "sent_invoices_count": found.sent_count,
    }


def _figure(recast: Recast, one: Figure) -> dict[str, Any]:
    new = {"expected": one.expected, "after": one.after, "rounding": one.rounding}
    printed = {k: None if v is None else print_amount(v, recast.new) for k, v in new.items()}
    return {"name": one.name, "before": print_amount(one.before, recast.old), **printed}


def _slug(model: type[Any]) -> str:
    collection = collections.of_model(model._meta.label)
    assert collection is not None  # each that is counted is a collection
    return collection.slug


currency_view = route(anywhere, POST=_change)
