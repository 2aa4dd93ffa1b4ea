"""Values for any field of any collection, made from the declarations."""

from collections.abc import Callable
from typing import Any

from freelancer_os.collections.money.budgets import BUDGETS
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.registry import collections
from tests.api.cast import Program

ALL: list[Collection] = [one for one in collections if not one.is_kept]
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
    "month": "2026-11",
    "year": 2026,
    "unit_price": "12.5",
    "language": "de",
    "tax_category": "AE",
    "exchange_rate": "0.9251234567",
    "due_date": "2026-12-01",
    "end_date": "2026-12-01",
    "ends_at": "2026-11-01T11:30:00Z",
    "query": "q=x",
    "email": "ada@example.com",
    "billing_email": "books@example.com",
    "e_address": "0204:991-12345-67",
    "postal_code": "10115",
    "iban": "DE89370400440532013000",
    "bic": "COBADEFFXXX",
    "payment_terms_days": 30,
    "early_days": 10,
    "days": 3,
    "interval": 2,
    "times": 12,
    "lines": [
        {
            "description": "Care",
            "quantity": "1",
            "unit": "HUR",
            "unit_price": "12.5",
            "discount_percent": "0",
            "tax_rate": "19",
            "tax_included": False,
            "tax_category": None,
            "exemption_reason": "",
        }
    ],
    "phone": "+49 30 123456",
    "website": "https://acme.example",
    "url": "https://guide.example/taxes?year=2026",
    "options": [{"value": "red", "label": "Rot", "colour": "rose"}],
}
_OTHER_BY_KIND: dict[str, Any] = {
    "text": "Jaś & Synowie",
    "note": "- [ ] Jaś\n- [x] Synowie",
    "money": "7.25",
    "date": "2026-11-03",
    "hours": "2.25",
    "number": "4",
    "instant": "2026-11-01T11:00:00Z",
}
_OTHER_BY_NAME = {
    "language": "fr",
    "month": "2026-12",
    "year": 2027,
    "currency": "CHF",
    "unit_price": "7.125",
    "exchange_rate": "1.0751234567",
    "days": 7,
    "early_days": 14,
    "interval": 3,
    "times": 24,
    "lines": [],
}
# What a record needs beyond its required fields.
_MORE: dict[str, tuple[str, ...]] = {
    "payments": ("transaction",),
    "time-entries": ("project",),
    "budgets": ("month",),
    "rules": ("contains", "category"),
}
# What has to be sent along with a field for it to be taken.
_ALONG: dict[tuple[str, str], Callable[[Program], dict[str, Any]]] = {
    ("budgets", "year"): lambda me: {"month": None},
    ("transactions", "paid_on"): lambda me: {"account": _made(me, "accounts")},
    ("invoices", "credits"): lambda me: {"kind": "credit_note"},
    ("transactions", "exchange_rate"): lambda me: {"currency": "USD"},
    ("transfers", "exchange_rate"): lambda me: _abroad(me),
    ("transactions", "client"): lambda me: {"category": me.client_category()},
    ("transactions", "project"): lambda me: {"category": me.client_category()},
    ("transactions", "service"): lambda me: {"category": me.client_category()},
    ("transactions", "invoice"): lambda me: {"category": me.client_category()},
    ("recurring", "exchange_rate"): lambda me: {"currency": "USD"},
    **{
        ("recurring", name): lambda me: {"category": me.client_category()}
        for name in ("client", "project", "service")
    },
    ("recurring", "as"): lambda me: {**_repeated(me), "as": "entry"},
    **{("recurring", name): lambda me: _repeated(me) for name in ("lines", "mail_to")},
    ("recurring", "pays_itself"): lambda me: {"account": _made(me, "accounts")},
    ("rules", "transfer_to"): lambda me: {"category": None},
    ("rules", "client"): lambda me: {"category": me.client_category()},
    ("rules", "service"): lambda me: {"category": me.client_category()},
    ("properties", "options"): lambda me: {"kind": "select"},
    ("properties", "kind"): lambda me: {"collection": "clients", "name": "stage"},
    ("views", "layout"): lambda me: {"collection": "invoices"},
}

# What has to be sent along with one of its values.
_BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("tax_category", "S"): {"tax_rate": "19", "rate": "19"},
    **{("tax_category", one): {"rate": "0"} for one in ("Z", "E", "AE", "K", "G", "O")},
}


def _made(me: Program, slug: str) -> str:
    found = collections.get(slug)
    assert found is not None
    return str(me.made(slug, body(me, found))["id"])


def _abroad(me: Program) -> dict[str, Any]:
    """A transfer to another currency, of so much that the rate has all its decimals."""
    there = me.made("accounts", {"name": "There", "kind": "bank", "currency": "USD"})
    return {"to_account": there["id"], "amount": "10000000000.00"}


def _repeated(me: Program) -> dict[str, Any]:
    """An invoice that recurs."""
    found = {"kind": "income", "as": "draft", "client": _made(me, "clients")}
    return {**found, "category": me.client_category()}


def _billed(me: Program, amount: str, **invoice: str) -> str:
    """An invoice with a line."""
    made = str(me.made("invoices", invoice)["id"])
    line = {"kind": "income", "date": "2026-11-01", "category": me.client_category()}
    me.made("transactions", {**line, "amount": amount, "invoice": made})
    return made


def _deposit(me: Program) -> str:
    made = _billed(me, "500.00", kind="deposit")
    me.patch(f"invoices/{made}", {"status": "sent"})
    return made


# What a link asks more of than that there is such a record.
_LINKED: dict[str, Callable[[Program], str]] = {
    "from": _deposit,
    "to": lambda me: _billed(me, "900.00"),
}


def sample(me: Program, one: Field) -> Any:
    """A value that the field takes; for a link the id of a new record."""
    if one.name in _BY_NAME and not isinstance(one, Choice):
        return _BY_NAME[one.name]
    match one:
        case Link() if one is BUDGETS.by_name["category"]:
            return str(me.made("categories", {"name": "Grün", "kind": "expense"})["id"])
        case Link():
            return _LINKED.get(one.name, lambda me: _made(me, one.to))(me)
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


def another(me: Program, one: Field, present: Any) -> Any:
    """A value that the field takes and that is not the present one."""
    if one.name in _OTHER_BY_NAME:
        return _OTHER_BY_NAME[one.name]
    match one:
        case Choice():
            return next(value for value, *_ in one.choices if value != present)
        case Flag():
            return not present
    known = _BY_NAME.get(one.name) or _OTHER_BY_KIND.get(one.kind)
    return known or sample(me, one)


def along(me: Program, collection: Collection, one: Field) -> dict[str, Any]:
    """What has to be sent along with a field for it to be taken."""
    return _ALONG.get((collection.slug, one.name), lambda me: {})(me)


def with_field(me: Program, collection: Collection, one: Field, value: Any) -> dict[str, Any]:
    """A body in which one field has this value."""
    told = _BESIDE.get((one.name, str(value)), {}).items()
    beside = {name: other for name, other in told if name in collection.by_name}
    return {**body(me, collection), **along(me, collection, one), **beside, one.name: value}
