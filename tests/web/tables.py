"""What the cells of a page's tables are, read as `frontend/js/cells/place.js` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Cell:
    """A cell that is edited in place: what it holds, what its editor is called, what it shows."""

    label: str
    raw: str
    shown: str


def cells(page: str) -> dict[str, Cell]:
    """The editable cells of all tables with heads, by the address where each is saved."""
    reader = _Reader()
    reader.feed(page)
    return dict(found for table in reader.tables for found in _of(table))


@dataclass
class _Drawn:
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)  # its own, without those of its elements
    shown: str = ""
    ways: list[tuple[str, str]] = field(default_factory=list)  # address and words

    @property
    def kinds(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def raw(self) -> str:
        if "data-raw" in self.attributes:
            return self.attributes["data-raw"]
        if {"cell-link", "cell-links"} & set(self.kinds):
            return ",".join(address.split("/")[-2] for address, _ in self.ways)
        return "".join(self.texts)


@dataclass
class _Table:
    slug: str
    heads: list[Mapping[str, str]] = field(default_factory=list)
    rows: list[tuple[str, list[_Drawn]]] = field(default_factory=list)


def _of(table: _Table) -> list[tuple[str, Cell]]:
    found = []
    for record, drawn in table.rows:
        name = next(
            (c.ways[0][1].removeprefix("Open ") for c in drawn if "cell-name" in c.kinds), ""
        )
        for head, one in zip(table.heads, drawn, strict=False):
            if "tabindex" in one.attributes and "data-field" in head:
                address = f"/{table.slug}/{record}/cell/{head['data-field']}/"
                label = f"{head['data-label']} of {name}"
                found.append((address, Cell(label, one.raw, one.shown)))
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._cell: _Drawn | None = None
        self._depth = 0  # of elements inside the cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.tables.append(_Table(given.get("data-slug", "")))
        elif tag == "th" and self.tables and not self.tables[-1].rows:
            self.tables[-1].heads.append(given)
        elif tag == "tr" and given.get("id", "")[-36:].count("-") == 4:
            self.tables[-1].rows.append((given["id"][-36:], []))
        elif tag == "td" and self.tables and self.tables[-1].rows:
            self._cell, self._depth = _Drawn(given), 0
            self.tables[-1].rows[-1][1].append(self._cell)
        elif self._cell is not None:
            self._depth += tag != "input"
            if tag == "a" and given.get("aria-label", "").startswith("Open "):
                self._cell.ways.append((given["href"], given["aria-label"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._cell = None
        self._depth -= self._cell is not None

    def handle_data(self, data: str) -> None:
        if self._cell is None:
            return
        self._cell.shown += data
        if not self._depth:
            self._cell.texts.append(data)
