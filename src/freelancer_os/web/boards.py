"""The board of a collection: the pipeline of clients, invoices by status, and the like."""

from dataclasses import dataclass
from typing import Any

from freelancer_os.core.amounts import format_money
from freelancer_os.engine.boards import Column, columns
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.listing import filtered
from freelancer_os.web.access import Desk
from freelancer_os.web.tallies import Tallies

COUNTED = 1_000


@dataclass(frozen=True)
class Pile:
    """A column of the board with its count and total."""

    column: Column
    count: str
    amount: str


@dataclass(frozen=True)
class BoardSheet:
    """A board on a page; it has what a table has, for the head of the page."""

    piles: list[Pile]
    caption: str
    group: str
    address: str
    count: str

    @property
    def is_empty(self) -> bool:
        return False


def board(desk: Desk, collection: Collection, query: dict[str, str]) -> BoardSheet:
    """A collection as a board of what `query` leaves. Raises ValidationError."""
    wanted = {name: value for name, value in query.items() if name not in {"order", "cursor"}}
    rows = filtered(collection, desk.lens, wanted)
    grouped, found = columns(collection, rows, desk.lens, may_write=desk.may_write)
    tallies = Tallies.of(desk.workspace)
    piles = []
    for column in found:
        if wanted:
            pile = Pile(column, _counted(rows.filter(grouped.holding(column.value))), "")
        else:
            pile = Pile(column, *_tallied(desk, tallies, collection, column.value or "None"))
        if column.value != "void" or column.cards:
            piles.append(pile)
    whole = _counted(rows) if wanted else str(tallies.count(collection.slug))
    summed = collection.by_name.get(collection.board_sum)
    caption = summed.label if summed is not None else ""
    return BoardSheet(piles, caption, grouped.name, f"/{collection.slug}/", whole)


def _counted(rows: Any) -> str:
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    return f"{COUNTED:,}+" if count > COUNTED else str(count)


def _tallied(desk: Desk, tallies: Tallies, collection: Collection, value: str) -> tuple[str, str]:
    """Count and total of a column, from what the gateway keeps."""
    amounts = []
    for key, (_, amount) in sorted(tallies.of_name(collection.slug, value).items()):
        _, _, currency = key.partition("|")
        amounts.append(format_money(amount, currency or desk.lens.currency, desk.lens.locale))
    shown = " + ".join(amounts) if collection.board_sum else ""
    return str(tallies.count(collection.slug, value)), shown
