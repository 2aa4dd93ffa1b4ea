"""The properties panel: which fields a list shows, and in which order."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from freelancer_os.collections.money.transactions import WORKFLOW
from freelancer_os.engine.kinds.field import Field
from freelancer_os.web.cells.in_short import is_naming
from freelancer_os.web.lists.look import Look
from freelancer_os.web.table.columns import Columns

OF_WINDOWS = {"/workflow/": WORKFLOW, "/client/": WORKFLOW}


@dataclass(frozen=True)
class Row:
    """One field; those that are shown stand first, in their order."""

    field: Field
    is_shown: bool
    is_first: bool = False
    is_last: bool = False


def usual(look: Look) -> tuple[str, ...]:
    """What a layout shows unless somebody chooses."""
    return OF_WINDOWS.get(look.address) or look.way.shows(look.collection)


def properties_panel(look: Look, given: QueryDict) -> dict[str, Any]:
    """What the template of the panel needs, and the address that its rows ask for."""
    offered = _offered(look)
    if "sent" in given:
        names = [name for name in given.getlist("show") if name in offered]
        names = _moved(names, given.get("do", ""))
    else:
        fields = Columns.of(look.collection, look.params, usual(look)).fields
        names = [one.name for one in fields if one.name in offered]
    shown = [Row(offered[n], True, n == names[0], n == names[-1]) for n in names]
    rest = [Row(one, False) for name, one in offered.items() if name not in names]
    wanted = "" if tuple(names) == usual(look) else ",".join(names)
    is_cleared = not wanted and "show" in look.stored
    return {
        "rows": [*shown, *rest],
        "collection": look.collection,
        "may_add": look.desk.may_write and look.collection.takes_properties,
        "url": look.url({"show": ",".join(names) if is_cleared else wanted}),
    }


def _offered(look: Look) -> dict[str, Field]:
    """The fields to choose from; a card shows its title in any case."""
    fields = look.collection.fields
    return {f.name: f for f in fields if not (look.way.has_cards and is_naming(look.collection, f))}


def _moved(names: list[str], doing: str) -> list[str]:
    """Do what a button says: `up.NAME`, `down.NAME`."""
    verb, _, name = doing.partition(".")
    if name not in names or verb not in {"up", "down"}:
        return names
    place = names.index(name)
    rest = [*names[:place], *names[place + 1 :]]
    rest.insert(max(0, place + (-1 if verb == "up" else 1)), name)
    return rest
