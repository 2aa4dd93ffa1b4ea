"""Putting records away instead of deleting them, and bringing them back."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field


def archiving(
    may: Callable[[Any], bool] = lambda record: True, asks: tuple[Field, ...] = ()
) -> tuple[Action, Action]:
    """The two actions of a collection with an `archived` field, for records that `may` be put
    away; what it `asks` is kept with them."""
    return (
        Action(
            verb="archive",
            label="Archive",
            icon="archive",
            offered=lambda record: not record.archived and may(record),
            otherwise="What is archived already, and client income, is not archived.",
            fields=asks,
            effect=_leaves,
            does=lambda record, given: record.edit({**given, "archived": True}),
            done="Archived {record}",
            is_quiet=True,
        ),
        Action(
            verb="restore",
            label="Bring back",
            icon="archive-restore",
            offered=lambda record: record.archived,
            otherwise="It is not archived.",
            effect=_returns,
            does=lambda record, given: record.edit({"archived": False}),
            done="Brought back {record}",
        ),
    )


def _leaves(record: Any, formats: Formats) -> str:
    return _("{record} leaves lists, boards and choices. What is linked to it stays.").format(
        record=record
    )


def _returns(record: Any, formats: Formats) -> str:
    return _("{record} is in lists, boards and choices again.").format(record=record)
