"""A collection as a board: one column per value of a choice, one card per record."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from freelancer_os.engine.cards import card
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.lens import Lens

CARDS = 50


@dataclass(frozen=True)
class Column:
    """One column: the value it stands for, and its newest cards."""

    value: str
    label: str
    tag: SafeString
    cards: list[SafeString]
    has_more: bool


def columns(
    collection: Collection, rows: Any, lens: Lens, *, may_write: bool
) -> tuple[Choice, list[Column]]:
    """The columns of a board over `rows`; a bounded number of cards in each."""
    grouped = collection.by_name[collection.group_by]
    assert isinstance(grouped, Choice)  # declared so: Collection.__post_init__
    found, move = [], grouped if may_write else None
    for value, label, _ in grouped.columns(collection.model, lens.workspace):
        own = list(rows.filter(grouped.holding(value)).order_by("-id")[: CARDS + 1])
        cards = [card(collection, r, lens, move=move) for r in own[:CARDS]]
        tag = grouped.tag(value) if value else escape(label)
        found.append(Column(value, label, tag, cards, len(own) > CARDS))
    return grouped, found
