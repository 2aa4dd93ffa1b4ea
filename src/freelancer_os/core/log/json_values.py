"""Values of columns as JSON and back, for the log and for a record's version."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models

from freelancer_os.core.own.values import OWN, from_log

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged, Values


@cache
def model_of(label: str) -> "type[Logged]":
    """The model that a logged row names."""
    return cast("type[Logged]", apps.get_model(label))


def pack(values: "Values", columns: Iterable[str]) -> dict[str, object]:
    """The named columns as JSON values, null for those that are not there."""
    return {name: plain(values.get(name)) for name in columns}


def unpack(model: type[models.Model], packed: dict[str, object]) -> "Values":
    """Packed columns as Python values again; columns the model no longer has are left out.

    Of own properties it has those that are packed, by their keys, under `own`.
    """
    fields = {f.attname: f for f in model._meta.concrete_fields}
    found = {n: fields[n].to_python(v) for n, v in packed.items() if n in fields}
    return {**found, OWN: held} if (held := from_log(packed)) else found


def version(record: "Logged") -> str:
    """A short text that changes whenever a logged column of the record does, or what it links
    to by rows of their own."""
    facts = record.facts(record.values())
    packed = {**pack(facts, facts), **record.linked_values()}
    text = json.dumps(packed, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, date):  # or an instant, which is a date as well
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
