"""What has no currency of its own, properties that the workspace made among it."""

from __future__ import annotations

from functools import partial

from django.db.models import Q

from freelancer_os.core.own.values import OWN, merged
from freelancer_os.core.records.base import Record
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.registry import collections
from freelancer_os.finance.base_currency.columns import BASE
from freelancer_os.finance.base_currency.recast import Recast
from freelancer_os.finance.base_currency.walking import Walk


def recast_figures(walk: Walk) -> None:
    """All of them, where they become other minor units."""
    recast = walk.recast
    if not (recast.converts or recast.rounds):
        return
    for model, columns in BASE.items():
        held = Q()
        for name in columns:
            held |= Q(**{f"{name}__isnull": False})
        walk.each(model, held, partial(_columns, recast, columns))
    for one in walk.unit.rows(Property).filter(kind=Property.Kind.MONEY):
        collection = collections.get(one.collection)
        if collection is not None:
            walk.each(collection.model, Q(own__isnull=False), partial(_own, recast, one.key))


def _columns(recast: Recast, columns: tuple[str, ...], record: Record) -> None:
    for name in columns:
        if (minor := getattr(record, name)) is not None:
            setattr(record, name, recast.base(minor))


def _own(recast: Recast, key: str, record: Record) -> None:
    held = getattr(record, OWN)
    if (minor := held.get(key)) is not None:
        setattr(record, OWN, merged(held, {key: recast.base(minor)}))
