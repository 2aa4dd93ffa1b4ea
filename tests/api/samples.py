"""Values for any field of any collection, made from the declarations."""

from collections.abc import Callable
from typing import Any

from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from tests.api.cast import Program

ALL: list[Collection] = list(collections)
FIELDS = [(collection, one) for collection in ALL for one in collection.fields if not one.read_only]

_BY_KIND: dict[str, Any] = {
    "text": "Grün & Söhne “Łódź”",
    "note": "Grün\nSöhne “Łódź”",
    "money": "12.50",
    "date": "2026-11-01",
    "hours": "1.5",
    "number": "3",
    "instant": "2026-11-01T10:00:00Z",
}
_BY_NAME = {
    "currency": "USD",
    "unit_price": "12.5",
    "exchange_rate": "0.9251234567",
    "due_date": "2026-12-01",
    "end_date": "2026-12-01",
    "ends_at": "2026-11-01T11:30:00Z",
    "query": "q=x",
    "email": "ada@example.com",
    "phone": "+49 30 123456",
    "website": "https://acme.example",
    "url": "https://guide.example/taxes?year=2026",
    "options": [{"value": "red", "label": "Rot", "colour": "rose"}],
}
# What a record needs beyond its required fields.
_MORE: dict[str, tuple[str, ...]] = {"payments": ("transaction",), "time-entries": ("project",)}
# What has to be sent along with a field for it to be taken.
_ALONG: dict[tuple[str, str], Callable[[Program], dict[str, Any]]] = {
    ("transactions", "paid_on"): lambda me: {"account": _made(me, "accounts")},
    ("transactions", "exchange_rate"): lambda me: {"currency": "USD"},
    ("transactions", "client"): lambda me: {"category": me.client_category()},
    ("transactions", "project"): lambda me: {"category": me.client_category()},
    ("transactions", "service"): lambda me: {"category": me.client_category()},
    ("transactions", "invoice"): lambda me: {"category": me.client_category()},
    ("properties", "options"): lambda me: {"kind": "select"},
    ("properties", "kind"): lambda me: {"collection": "clients", "name": "stage"},
    ("views", "layout"): lambda me: {"collection": "invoices"},
}


def _made(me: Program, slug: str) -> str:
    found = collections.get(slug)
    assert found is not None
    return str(me.made(slug, body(me, found))["id"])


def sample(me: Program, one: Field) -> Any:
    """A value that the field takes; for a link the id of a new record."""
    if one.name in _BY_NAME:
        return _BY_NAME[one.name]
    match one:
        case Link():
            return _made(me, one.to)
        case Links():
            return [_made(me, one.to)]
        case Choice():
            return one.choices[0][0]
        case Flag():
            return True
    return _BY_KIND.get(one.kind, _BY_KIND["text"])


def body(me: Program, collection: Collection) -> dict[str, Any]:
    """The least that makes a record."""
    more = _MORE.get(collection.slug, ())
    return {f.name: sample(me, f) for f in collection.fields if f.required or f.name in more}


def with_field(me: Program, collection: Collection, one: Field, value: Any) -> dict[str, Any]:
    """A body in which one field has this value."""
    along = _ALONG.get((collection.slug, one.name), lambda me: {})(me)
    return {**body(me, collection), **along, one.name: value}
