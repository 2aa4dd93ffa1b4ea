"""What the log says of a record, in few bytes.

It is JSON: of a record that was made or removed its columns, of one that was changed both values of
each column that was. Of a whole record, columns that hold what a new one has anyway are left out
and filled in by the reader, who knows the model; so is one that the model did not have yet, which
got the same value when it was added. A long text is deflated, beginning from words that are common
in it (RFC 1950's preset dictionary); its first byte tells, since JSON begins with a brace.
"""

import json
import zlib
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps

from freelancer_os.core.log.json_values import pack, plain
from freelancer_os.core.own.values import OWN

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged

Packed = dict[str, Any]

LONG = 250  # bytes; deflating what is shorter takes more time than it saves room
DEFLATED = b"\x01"  # with the first dictionary: a second one would have a byte of its own
DICTIONARY = (
    b'"folded":"","note":"","raw":{"reference":"identity":"signature":"mapping":{"email":"phone":'
    b'"address":"company":"contact":"position":"website":"stage":"contract_value":"role":'
    b'"designation":"body":"agenda":"title":"target_date":"area":"medium":"starts_at":"ends_at":'
    b'"priority":"medium","status":"not_started","value":"start_date":"2025-"end_date":"2026-'
    b'"estimated_hours":"completion_basis":"invoiced","pricing":"hourly","fixed","rate":'
    b'"expected_hours":"number":"2026-"series":"{year}-{seq:03}","sequence":"issue_date":"202'
    b'"due_date":"202"was_sent":true,"status":"sent","payment_id":"transfer_id":"settles":"flow":'
    b'"besides":"origin":"typed","mode","invoice","bank"},"transaction_id":"01'
    b'"account_id":"01{"kind":"expense","income","date":"202"description":"","text":"amount":'
    b'"quantity":"unit_price":0000,"tax_rate":190000,"tax_included":true,"currency":"USD","EUR",'
    b'"exchange_rate":"category_id":"01","client_id":"01","project_id":"01","service_id":"01",'
    b'"invoice_id":"01'
)

write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode


def deflate(text: str) -> bytes:
    """The bytes of a JSON text as they are stored."""
    whole = text.encode("utf-8", "surrogatepass")
    if len(whole) < LONG:
        return whole
    packer = zlib.compressobj(6, zlib.DEFLATED, -12, 4, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    return DEFLATED + packer.compress(whole) + packer.flush()


def inflate(stored: bytes) -> Any:
    """The values that were stored."""
    is_deflated = stored[:1] == DEFLATED
    whole = zlib.decompressobj(-12, DICTIONARY).decompress(stored[1:]) if is_deflated else stored
    return json.loads(whole.decode("utf-8", "surrogatepass"))


def pack_whole(model: "type[Logged]", facts: Mapping[str, object]) -> bytes:
    """A record that was made or removed."""
    usual = defaults(model._meta.label_lower)
    told = {name: v for name, v in facts.items() if name not in usual or v != usual[name]}
    return deflate(write(told))


def pack_changes(
    before: Mapping[str, object], after: Mapping[str, object], names: list[str]
) -> bytes:
    """The named columns of a record that was changed."""
    return deflate(write({name: (before.get(name), after.get(name)) for name in names}))


def unpack_whole(label: str, stored: bytes) -> Packed:
    """The columns of a record that was made or removed, as JSON values."""
    return {**deepcopy(defaults(label)), **inflate(stored)}


def unpack_changes(stored: bytes) -> tuple[Packed, Packed]:
    """Before and after of the columns that were changed."""
    changes = inflate(stored)
    return (
        {name: before for name, (before, _) in changes.items()},
        {name: after for name, (_, after) in changes.items()},
    )


@cache
def defaults(label: str) -> Packed:
    """What a new record holds in its logged columns, as JSON values; none of a model that is gone.

    A column without a default, or with one that is reckoned, is always told.
    """
    try:
        model: Any = apps.get_model(label)
    except LookupError:
        return {}
    logged = {*model.logged_columns()} - {OWN}  # whose values stand one by one
    fields = [field for field in model._meta.concrete_fields if field.attname in logged]
    usual = {
        field.attname: field.get_default()
        for field in fields
        if field.default in (dict, list) or not (field.has_default() and callable(field.default))
    }
    return pack(usual, usual)
