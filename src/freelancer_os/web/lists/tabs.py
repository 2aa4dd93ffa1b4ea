"""The tabs of a collection: its layouts, and the views that were saved."""

from dataclasses import dataclass

from freelancer_os.engine.layouts import USUAL, layouts
from freelancer_os.engine.models import View
from freelancer_os.web.lists.look import Look


@dataclass(frozen=True)
class Way:
    """One layout, and its address under the filters in force."""

    label: str
    icon: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Tab:
    """One view of a list."""

    label: str
    url: str
    is_current: bool
    icon: str = ""
    view: View | None = None


def ways(look: Look) -> list[Way]:
    """The layouts that a collection has, under the filters; those of a saved view stay there."""
    kept = {} if look.view is not None else look.filters
    return [
        Way(
            one.label,
            one.icon,
            look.plain(one.name, kept),
            not look.view and one.name == look.layout,
        )
        for one in layouts.of(look.collection)
    ]


def saved(look: Look) -> list[Tab]:
    """The saved views, and the one that is looked at if it is not among the first."""
    views = list(look.views)
    if look.view is not None and look.view not in views:
        views.append(look.view)
    return [
        Tab(
            view.name,
            f"{look.address}?view={view.slug}",
            view == look.view,
            layouts[view.layout if view.layout in layouts else USUAL].icon,
            view=view,
        )
        for view in views
    ]
