"""The sort panel: a row for each field that sorts, the most important first."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.engine.query.ordering import MOST
from freelancer_os.web.lists.look import Look

_ROW = re.compile(r"s\.([0-9]{1,3})\.field")


@dataclass
class Row:
    """One field and its direction."""

    key: str
    name: str
    is_descending: bool

    @property
    def direction(self) -> str:
        """`up` or `down`."""
        return "down" if self.is_descending else "up"

    @property
    def order(self) -> str:
        return f"-{self.name}" if self.is_descending else self.name


def sort_panel(look: Look, given: QueryDict) -> dict[str, Any]:
    """What the template of the panel needs, and the address that its rows ask for."""
    newest = ("id", _("When it was added"))
    fields = [newest, *((f.name, f.label) for f in look.collection.fields if f.sortable)]
    is_sent = "sent" in given
    rows = _sent(given, dict(fields)) if is_sent else _in_force(look, dict(fields))
    rows, added = _done(rows, given.get("do", ""), [name for name, _ in fields[1:]])
    order = ",".join(dict.fromkeys(row.order for row in _once(rows)))
    return {
        "rows": rows,
        "fields": fields,
        "labels": f"{_('Sort by')},{_('then by')}",
        "directions": [("up", _("Ascending")), ("down", _("Descending"))],
        "added": added,
        "may_add": len(rows) < MOST,
        "url": look.url({"order": order}) if is_sent else look.url(),
    }


def _in_force(look: Look, known: dict[str, str]) -> list[Row]:
    names = [name for name in look.params.get("order", "").split(",") if name]
    found = [(name.removeprefix("-"), name.startswith("-")) for name in names]
    return [Row(str(n), name, down) for n, (name, down) in enumerate(found) if name in known]


def _sent(given: QueryDict, known: dict[str, str]) -> list[Row]:
    keys = [match[1] for name in given if (match := _ROW.fullmatch(name))][:MOST]
    return [
        Row(key, name, given.get(f"s.{key}.direction") == "down")
        for key in keys
        if (name := given[f"s.{key}.field"]) in known
    ]


def _once(rows: list[Row]) -> list[Row]:
    """The first row of each field."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.name, row)
    return list(found.values())


def _done(rows: list[Row], doing: str, names: list[str]) -> tuple[list[Row], str]:
    """Do what a button says: `add`, `remove.KEY`, `up.KEY`, `down.KEY`."""
    verb, _, key = doing.partition(".")
    if verb == "add" and len(rows) < MOST:
        used = {row.name for row in rows}
        free = str(max([int(row.key) for row in rows], default=-1) + 1)
        first = next((name for name in names if name not in used), names[0])
        return [*rows, Row(free, first, False)], free
    place = next((n for n, row in enumerate(rows) if row.key == key), None)
    if place is None:
        return rows, ""
    rest = [*rows[:place], *rows[place + 1 :]]
    step = {"up": -1, "down": 1}.get(verb)
    if step is not None:
        rest.insert(max(0, place + step), rows[place])
    return rest if step is not None or verb == "remove" else rows, ""
