"""What the log keeps of a record comes back as it was, in few bytes."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.clients.models import Client
from freelancer_os.core import check
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.log.packing import (
    DEFLATED,
    LONG,
    defaults,
    deflate,
    inflate,
    pack_changes,
    pack_whole,
    unpack_changes,
    unpack_whole,
)
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.base import Logged
from freelancer_os.finance.models import BankLine, Transaction
from tests.books import Books
from tests.guard import by_hand

VALUES = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=400)

# What is left out of the log, for the reader to fill in. A log that was written before a default
# changed means the old one: who changes one here brings the log along in a migration.
USUAL = {
    "clients.client": {"stage": "lead", "archived": False, "no_reminders": False},
    "engine.property": {"options": [], "retired": []},
    "engine.view": {"layout": "table", "is_default": False},
    "finance.account": {"opening_balance": 0, "on_invoices": False, "archived": False},
    "finance.bankline": {"state": "new", "raw": {}},
    "finance.budget": {"carries_over": False},
    "finance.category": {
        "is_client": False,
        "colour": "stone",
        "counts": "business",
        "archived": False,
    },
    "finance.invoice": {
        "kind": "invoice",
        "discount": 0,
        "discount_percent": 0,
        "withholding_rate": 0,
        "status": "draft",
        "was_sent": False,
        "parties": {},
        "early_percent": 0,
        "has_annex": False,
        "no_reminders": False,
    },
    "finance.payment": {"besides": 0, "origin": "typed"},
    "finance.receipt": {"how": "none"},
    "finance.recurring": {
        "amount": 0,
        "tax_rate": 0,
        "tax_included": False,
        "pays_itself": False,
        "posts_as": "entry",
        "lines": [],
        "every": "month",
        "interval": 1,
        "paused": False,
    },
    "finance.statementmapping": {"mapping": {}},
    "finance.taxrate": {"usual": False, "archived": False},
    "finance.rule": {"position": 0},
    "finance.transaction": {
        "amount": 0,
        "quantity": 10_000,
        "unit": "C62",
        "unit_price": 0,
        "discount_percent": 0,
        "tax_rate": 0,
        "tax_included": False,
        "is_discount": False,
        "waits": False,
    },
    "invoicing.mail": {"decision": {}},
    "invoicing.mailserver": {"security": "tls", "copy_to_self": True},
    "invoicing.reminder": {"occasion": "first"},
    "projects.timeentry": {"billable": True},
    "invoicing.mailtext": {"occasion": "invoice", "language": "en"},
    "people.workspace": {
        "basis": "accrual",
        "recovers_tax": True,
        "set_aside": 0,
        "is_small_business": False,
        "payment_terms_days": 14,
        "template": "studio",
        "accent": "#0b6e54",
        "currency": "EUR",
        "locale": "en-GB",
        "time_zone": "UTC",
        "year_start": 1,
        "invoice_pattern": "{year}-{seq:03}",
        "credit_pattern": "CN-{year}-{seq:03}",
        "number_start": 1,
    },
    "projects.project": {
        "priority": "medium",
        "status": "not_started",
        "completion_basis": "hours",
    },
    "finance.settlement": {"rounding": 0},
    "projects.service": {"status": "not_started", "pricing": "fixed"},
    "tools.goal": {"progress": 0},
    "tools.meeting": {"priority": "medium"},
    "tools.resource": {"kind": "guide"},
}


def logged_models() -> list[type[Logged]]:
    return [model for model in apps.get_models() if issubclass(model, Logged)]


def test_what_is_left_out_is_known() -> None:
    found = {
        model._meta.label_lower: {
            name: value
            for name, value in defaults(model._meta.label_lower).items()
            if value is not None and value != ""
        }
        for model in logged_models()
    }
    assert {label: usual for label, usual in found.items() if usual} == USUAL


@given(st.dictionaries(st.text(max_size=30), VALUES | st.lists(VALUES), max_size=12))
def test_any_values_come_back(values: dict[str, Any]) -> None:
    assert inflate(deflate(json.dumps(values))) == values


@given(st.dictionaries(st.sampled_from(Transaction.logged_columns()), VALUES))
def test_a_whole_record_comes_back(values: dict[str, Any]) -> None:
    stored = pack_whole(Transaction, values)
    told = unpack_whole("finance.transaction", stored)
    assert {name: told[name] for name in values} == values
    assert told.keys() - values.keys() <= defaults("finance.transaction").keys()


def test_changes_come_back_and_keep_what_is_nothing() -> None:
    before, after = {"name": "Acme", "value": None}, {"name": "", "value": 5}
    stored = pack_changes(before, after, ["name", "value"])
    assert unpack_changes(stored) == (before, after)


@pytest.mark.parametrize("model", logged_models())
def test_a_new_record_takes_a_few_bytes(model: type[Logged]) -> None:
    record = model()
    facts = {name: getattr(record, name) for name in defaults(model._meta.label_lower)}
    assert pack_whole(model, facts) == b"{}"
    assert unpack_whole(model._meta.label_lower, b"{}") == pack(facts, facts)


def test_a_record_of_a_kind_that_is_gone_is_read() -> None:
    assert unpack_whole("finance.loan", b'{"amount":5}') == {"amount": 5}


def test_what_is_filled_in_is_nobody_elses() -> None:
    unpack_whole("finance.bankline", b"{}")["raw"]["a"] = 1
    assert unpack_whole("finance.bankline", b"{}")["raw"] == {}


def test_long_texts_are_deflated_and_short_ones_are_json() -> None:
    entry = {
        "kind": "income",
        "date": date(2026, 10, 1),
        "description": "Development 0701, part 102",
        "amount": 199_306,
        "unit_price": 1_993_060_000,
        "tax_rate": 70_000,
        "currency": "EUR",
        **{f"{name}_id": UUID(int=n) for n, name in enumerate(("client", "project", "invoice"))},
    }
    stored = pack_whole(Transaction, entry)
    assert stored[:1] == DEFLATED
    assert len(stored) < LONG / 1.5
    assert pack_whole(BankLine, {"amount": 5}) == b'{"amount":5}'


@pytest.mark.django_db
def test_check_weighs_the_log_and_finds_what_cannot_be_read(books: Books) -> None:
    books.client()
    row = ChangeRow.objects.get(change=books.last(), model=Client._meta.label_lower)
    weighed = next(one for one in check.run([books.workspace]) if "the log" in one.name)
    assert weighed.faults == []
    size = sum(len(one.content) for one in ChangeRow.objects.all())
    count = ChangeRow.objects.count()
    assert f"{count:,} rows, {size:,} bytes" in weighed.line
    with by_hand(), connection.cursor() as cursor:
        key = ChangeRow._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute("UPDATE core_changerow SET content = %s WHERE id = %s", [b"\x01", key])
    weighed = next(one for one in check.run([books.workspace]) if "the log" in one.name)
    assert str(row.pk) in weighed.line
