"""What stands around every page: the workspace, the window, its sections, the theme."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import locale_of, write_signed
from freelancer_os.core.values.written_dates import date_pattern, has_halves
from freelancer_os.core.words import Word, translated
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.frame.shortcuts import keys
from freelancer_os.web.shell.frame.words import words

THEME = "freelancer_os_theme"  # the cookie of the person's choice
THEMES = ("light", "dark")
FINANCE, CLIENTS = "finance", "clients"
SECTIONS = {"Money": FINANCE, "Work": CLIENTS, "Tools": CLIENTS, "Settings": ""}
"""The parts of the rail in their order, and the window to which each belongs; what belongs to none
is reached from the settings."""


@translated("label")
@dataclass(frozen=True)
class Section:
    """One page of a window, as the rail lists it: a collection, or a page of another make."""

    label: str
    url: str
    icon: str
    group: str
    place: int
    collection: Collection | None = None
    count: str = ""
    current: bool = False
    is_for_writers: bool = False

    @property
    def heading(self) -> str:
        """The words over its part."""
        headings = (Word.of("Money"), Word.of("Work"), Word.of("Tools"), Word.of("Settings"))
        return headings[list(SECTIONS).index(self.group)]


PAGES = (
    Section("Overview", "/finance/", "chart-column", "Money", 0),
    Section("Reports", "/reports/", "file-text", "Money", 80),
    Section("Import", "/import/", "file-down", "Money", 90, is_for_writers=True),
    Section("Workflow", "/workflow/", "workflow", "Work", 50),
)
WINDOWS = {"": CLIENTS, "client": CLIENTS} | {
    page.url.strip("/"): SECTIONS[page.group] for page in PAGES
}


def shell(request: HttpRequest) -> dict[str, object]:
    """For templates: `theme`, the scripts' `words`; `shell` and `keys` of whoever is inside."""
    chosen = request.COOKIES.get(THEME)
    found: dict[str, Any] = {"theme": chosen if chosen in THEMES else "", "words": words}
    desk = getattr(request, "desk", None)
    if desk is not None:
        found |= {"shell": _around(desk, request.path), "keys": keys}
    return found


def window_of(path: str) -> str:
    """The window to which a page belongs, "" for those of neither, such as the settings."""
    first = path.strip("/").split("/")[0]
    collection = collections.get(first)
    if collection is not None and collection.has_page:
        return SECTIONS[collection.section]
    return WINDOWS.get(first, "")


@cache
def listed(window: str, *, may_write: bool) -> tuple[Section, ...]:
    """The pages of a window in their order: what is declared to have one, and the others that are
    for who may write, or may not."""
    made = (one for one in collections if one.has_page and (one.composer or one.counted))
    pages = [*PAGES, *map(_listed, made)]
    order = list(SECTIONS)
    found = (
        page
        for page in pages
        if SECTIONS[page.group] == window and (may_write or not page.is_for_writers)
    )
    return tuple(sorted(found, key=lambda page: (order.index(page.group), page.place)))


def _listed(one: Collection) -> Section:
    url = f"/{one.slug}/?view=calendar" if one.is_timed else f"/{one.slug}/"
    return Section(one.menu or one.title, url, one.icon, one.section, one.place, one)


def _around(desk: Desk, path: str) -> dict[str, object]:
    window = window_of(path)
    return {
        "workspace": desk.workspace,
        "user": desk.user,
        "window": window,
        "sections": list(_sections(desk, window, path)),
        "dates": _dates(desk.formats),
    }


def _dates(formats: Formats) -> SafeString:
    """How dates are written here, for the scripts (js/dates/written.js)."""
    return format_html(
        ' data-locale="{}" data-dates="{}" data-clock="{}" data-week="{}" data-zone="{}"',
        formats.locale,
        date_pattern(formats.locale),
        "12" if has_halves(formats.locale) else "24",
        locale_of(formats.locale).first_week_day,
        formats.time_zone,
    )


def _sections(desk: Desk, window: str, path: str) -> Iterator[Section]:
    shown = FINANCE if window == FINANCE else CLIENTS
    for one in listed(shown, may_write=desk.may_write):
        count = _count(desk, one.collection) if one.collection is not None else ""
        current = path.startswith(one.url.partition("?")[0])
        yield replace(one, count=count, current=current)


def _count(desk: Desk, collection: Collection) -> str:
    """The quiet count of a collection, as text; nothing where there is nothing."""
    wanted, tallies = collection.counted, desk.tallies
    count = tallies.count(collection.slug)
    if count and wanted is not None:
        if wanted.rows is not None:
            rows = collection.model.objects.of(desk.workspace)
            count = wanted.rows(rows, desk.formats).order_by().count()
        else:
            count = tallies.count(collection.slug, *filter(None, [wanted.value]))
    shown = write_signed(count, 0, desk.formats.locale) if count else ""
    if not shown or wanted is None:
        return shown
    return _("{count} {word}").format(count=shown, word=wanted.word)
