"""The layouts of a collection, as the switch beside its tabs shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from freelancer_os.engine.collection import Collection

ICONS = {
    "board": "square-kanban",
    "calendar": "calendar",
    "gallery": "layout-grid",
    "table": "table",
}


@dataclass(frozen=True)
class Way:
    """One layout, and its address under the filters in force."""

    label: str
    icon: str
    url: str
    is_current: bool


def ways(collection: Collection, layout: str, query: Mapping[str, str]) -> list[Way]:
    """The layouts that a collection has, in the order of the switch."""
    kept = {n: v for n, v in query.items() if n not in {"cursor", "limit"}}
    found = []
    for name in (name for name in ICONS if name in collection.layouts):
        asked = {**({} if name == "table" else {"view": name}), **kept}
        address = f"/{collection.slug}/" + (f"?{urlencode(asked)}" if asked else "")
        found.append(Way(name.capitalize(), ICONS[name], address, name == layout))
    return found
