"""The layout board."""

from freelancer_os.engine.layouts import Layout, layouts
from freelancer_os.engine.query.grouping import usual
from freelancer_os.web.board.board import board
from freelancer_os.web.lists.controls import groups

BOARD = layouts.add(
    Layout(
        name="board",
        icon="square-kanban",
        place=2,
        offered=lambda collection: bool(collection.card),
        read=lambda look, forms: board(look.with_cards),
        template="board/board.html",
        shows=lambda collection: collection.on_card,
        select=lambda look: groups(look, usual(look.collection)),
        has_cards=True,
    )
)
