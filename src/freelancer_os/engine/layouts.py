"""The layouts in which a collection can be looked at: each is one value, and one folder of `web`.

The engine knows that they are there, not how they draw: `web` registers them when it starts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from freelancer_os.core.words import Word


class Laid(Protocol):
    """What a layout makes of a list: what the head of the page says of it."""

    @property
    def count(self) -> str: ...

    @property
    def is_empty(self) -> bool: ...


@dataclass(frozen=True)
class Layout:
    """One way of looking at a collection.

    `place` is where its tab stands. `offered` tells which collections have it. `read` makes of a
    look what the `template` draws; it raises ValidationError for filters that make no sense.
    `shows` are the fields that it shows of a collection unless somebody chooses. `select` is the
    choice beside the controls, if it has one; `head` a template for the head of the page, `more`
    answers a request for records after a cursor, and `is_sorted` says that records stand in an
    order that one may choose. A title stands on each card in any case, so `has_cards` leaves it
    out of what can be chosen.
    """

    name: str
    icon: str
    place: int
    offered: Callable[[Any], bool]
    read: Callable[..., Laid]
    template: str
    shows: Callable[[Any], tuple[str, ...]]
    select: Callable[..., Any] | None = None
    head: str = ""
    more: Callable[..., Any] | None = None
    is_sorted: bool = True
    has_cards: bool = False

    @property
    def label(self) -> str:
        """As its tab says it."""
        return Word.of(self.name.capitalize())


class Layouts:
    """All layouts by name, in the order of their tabs; the first is what a page opens with."""

    def __init__(self) -> None:
        self._all: dict[str, Layout] = {}

    def add(self, layout: Layout) -> Layout:
        """Register; names are unique."""
        if layout.name in self._all:
            raise ValueError(f"The layout {layout.name} is registered twice")
        found = [*self._all.values(), layout]
        self._all = {one.name: one for one in sorted(found, key=lambda one: one.place)}
        return layout

    def __iter__(self) -> Iterator[Layout]:
        return iter(self._all.values())

    def __getitem__(self, name: str) -> Layout:
        return self._all[name]

    def __contains__(self, name: object) -> bool:
        return name in self._all

    def of(self, collection: Any) -> tuple[Layout, ...]:
        """Those that a collection has."""
        return tuple(one for one in self if one.offered(collection))


layouts = Layouts()
USUAL = "table"
"""The layout of a look that names none."""
