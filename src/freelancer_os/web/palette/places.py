"""The pages, views and settings that the box leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.engine.layouts import layouts
from freelancer_os.engine.models import View
from freelancer_os.engine.registry import collections
from freelancer_os.reports.catalogue import REPORTS
from freelancer_os.web.palette.sections import GO, HELP, Asked, Option, Section, fitting
from freelancer_os.web.settings.parts import parts
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.frame.rail import SECTIONS, listed

MOST = 5  # beside records
ALL = 300  # where only places were asked for


@dataclass(frozen=True)
class Place:
    """A page, and what it belongs to, as one looks for it, or by other words (`also`); what is
    nearer stands first."""

    label: str
    address: str
    icon: str
    within: str = ""
    also: str = ""

    @property
    def words(self) -> str:
        return f"{self.label} {self.within} {self.also}"


def places(asked: Asked) -> Section | None:
    """The pages whose words begin as what was typed; all where only places were asked for."""
    if asked.mark not in {"", GO} or not (asked.mark or asked.words):
        return None
    ranked = []
    known: dict[tuple[str, str], Place] = {}
    for place in _all(asked.desk):
        known.setdefault((place.label, place.within), place)
    for place in known.values():
        fits = fitting(asked.words, place.words)
        if fits is not None:
            ranked.append((fits, place))
    ranked.sort(key=lambda one: one[0])
    options = [_option(place) for _fits, place in ranked[: ALL if asked.mark else MOST]]
    return Section("go", _("Go to"), options)


def keys(asked: Asked) -> Section | None:
    """The list of all keys, where it was asked for, by its mark or by its words."""
    label = _("Keyboard shortcuts")
    is_named = asked.mark in {"", GO} and asked.words and fitting(asked.words, label) is not None
    if asked.mark != HELP and not is_named:
        return None
    return Section("keys", _("Help"), [Option(label, icon="keyboard", fills=HELP)])


def _option(place: Place) -> Option:
    return Option(place.label, place.address, place.icon, more=place.within)


def _all(desk: Desk) -> Iterator[Place]:
    yield Place(_("Home"), "/", "house")
    yield Place(_("Finance"), "/finance/", "landmark")
    yield Place(_("Clients"), "/client/", "users", _("Window"))
    for window in dict.fromkeys(SECTIONS.values()):
        for page in listed(window, may_write=desk.may_write):
            if page.url != "/finance/":
                yield Place(page.label, page.url, page.icon, page.heading)
    yield Place(_("How finance works"), "/film/", "film", _("Film"))
    yield Place(_("Finance"), "/finance/#tour-finance", "compass", _("Guided tour"))
    yield Place(_("Clients"), "/client/#tour-clients", "compass", _("Guided tour"))
    yield from _views(desk)
    yield Place(_("Settings"), "/settings/", "settings")
    yield Place(_("History"), "/history/", "history", _("Settings"))
    yield Place(_("Bin"), "/bin/", "trash-2", _("Settings"))
    for part in parts():
        address = f"/settings/#{part.anchor}"
        yield Place(part.label, address, "settings", _("Settings"), part.also)
    for report in REPORTS.values():
        yield Place(_(report.title), f"/reports/{report.slug}/", "file-text", _("Reports"))
    yield from _layouts()


def _views(desk: Desk) -> Iterator[Place]:
    for view in View.objects.of(desk.workspace).order_by("folded", "id")[:ALL]:
        collection = collections.get(view.collection)
        if collection is not None and collection.has_page and view.layout in layouts:
            address, icon = f"/{collection.slug}/?view={view.slug}", layouts[view.layout].icon
            yield Place(view.name, address, icon, collection.title)


def _layouts() -> Iterator[Place]:
    for one in (one for one in collections if one.has_page):
        for layout in layouts.of(one)[1:]:
            address = f"/{one.slug}/?view={layout.name}"
            yield Place(f"{one.title} · {layout.label}", address, layout.icon)
