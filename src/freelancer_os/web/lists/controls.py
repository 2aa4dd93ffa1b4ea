"""The controls over a list: what opens the panels, and the choices of a group and of a date.

Nothing is read for them: what a panel offers is read when it is opened.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.web.lists.look import Look


@dataclass(frozen=True)
class Select:
    """A choice that leads to another address."""

    name: str
    label: str
    options: list[tuple[str, str]]  # an address, its words
    current: str  # the address where one is


@dataclass(frozen=True)
class Controls:
    """What stands at the right of the tabs; `filters` and `sorts` are how many are in force."""

    base: str
    filters: int
    sorts: int
    is_sortable: bool
    selects: list[Select]
    unlaid: str  # where the list is laid out as it is for everybody, "" where it is


def controls(look: Look, filters: int) -> Controls:
    """The controls of a look, by its layout; `filters` are in force."""
    sorts = len(list(filter(None, look.params.get("order", "").split(","))))
    select = look.way.select(look) if look.way.select is not None else None
    return Controls(
        f"/{look.collection.slug}/controls/",
        filters,
        sorts,
        look.way.is_sorted,
        [select] if select is not None else [],
        look.unlaid_url if look.is_laid_out else "",
    )


def groups(look: Look, usual: str = "") -> Select | None:
    """By what records are put together; `usual` unless somebody chooses."""
    collection = look.collection
    names = [(one.name, one.label) for one in collection.groupings]
    if not usual:
        names.insert(0, ("", _("None")))
    return _select(look, "group", _("Group"), names, usual) if len(names) > 1 else None


def dates(look: Look) -> Select | None:
    """By which date records stand in time."""
    names = [(one.name, one.label) for one in look.collection.dates]
    if len(names) < 2:
        return None
    return _select(look, "by", _("By"), names, look.collection.calendar[0])


def _select(look: Look, name: str, label: str, names: list[tuple[str, str]], usual: str) -> Select:
    """One option for each name; what is usual needs no parameter, unless a view says otherwise."""
    current = look.params.get(name) or usual
    addresses = {}
    for value, _words in names:
        is_said = value != usual or look.stored.get(name, usual) != usual
        addresses[value] = look.url({name: value if is_said else ""})
    options = [(addresses[value], words) for value, words in names]
    return Select(name, label, options, addresses.get(current, ""))
