"""What stands around every page: the workspace, the window, its sections, the theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from freelancer_os.core.values.numerals import write_signed
from freelancer_os.engine.collection import collections
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.windows.today import count_today

THEME = "freelancer_os_theme"  # the cookie of the person's choice
THEMES = ("light", "dark")
FINANCE, CLIENTS = "finance", "clients"
WINDOWS = {
    "": CLIENTS,
    "finance": FINANCE,
    "import": FINANCE,
    "client": CLIENTS,
    "workflow": CLIENTS,
}


@dataclass(frozen=True)
class Section:
    """One page of a window, as the rail lists it."""

    label: str
    url: str
    icon: str
    group: str
    count: str = ""
    current: bool = False


MONEY = (
    Section("Overview", "/finance/", "chart-column", "Money"),
    Section("Transactions", "/transactions/", "arrow-left-right", "Money"),
    Section("Transfers", "/transfers/", "arrow-right-left", "Money"),
    Section("Accounts", "/accounts/", "landmark", "Money"),
    Section("Categories", "/categories/", "tag", "Money"),
    Section("Import", "/import/", "file-down", "Money"),
)
WORK = (
    Section("Clients", "/clients/", "users", "Work"),
    Section("Projects", "/projects/", "box", "Work"),
    Section("Services", "/services/", "wrench", "Work"),
    Section("Invoices", "/invoices/", "file-text", "Work"),
    Section("Workflow", "/workflow/", "workflow", "Work"),
    Section("Time", "/time-entries/", "timer", "Work"),
)
TOOLS = (
    Section("Resources", "/resources/", "book-open", "Tools"),
    Section("Contacts", "/contacts/", "contact-round", "Tools"),
    Section("Goals", "/goals/", "target", "Tools"),
    Section("Calendar", "/meetings/?view=calendar", "calendar", "Tools"),
)
COUNTED = {
    FINANCE: ("transactions", "accounts"),
    CLIENTS: ("clients", "projects", "services", "resources", "contacts", "goals"),
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates: `theme`, and `shell` for those who work in a workspace."""
    chosen = request.COOKIES.get(THEME)
    found: dict[str, Any] = {"theme": chosen if chosen in THEMES else ""}
    desk = getattr(request, "desk", None)
    if desk is not None:
        found["shell"] = _around(desk, request.path)
    return found


def window_of(path: str) -> str:
    """The window to which a page belongs, "" for those of neither, such as the settings."""
    first = path.strip("/").split("/")[0]
    collection = collections.get(first)
    if collection is not None:
        return collection.window
    return WINDOWS.get(first, "")


def _around(desk: Desk, path: str) -> dict[str, Any]:
    window = window_of(path)
    return {
        "workspace": desk.workspace,
        "user": desk.user,
        "window": window,
        "sections": list(_sections(desk, window, path)),
    }


def _sections(desk: Desk, window: str, path: str) -> Iterator[Section]:
    counts = _counts(desk, FINANCE if window == FINANCE else CLIENTS)
    for one in MONEY if window == FINANCE else (*WORK, *TOOLS):
        place = one.url.partition("?")[0]
        current = path.startswith(place)
        yield Section(one.label, one.url, one.icon, one.group, counts.get(place, ""), current)


def _counts(desk: Desk, window: str) -> dict[str, str]:
    """The quiet counts by address, as text; nothing where there is nothing."""
    tallies = desk.tallies
    counts = {f"/{name}/": _shown(tallies.count(name), desk) for name in COUNTED[window]}
    if window == FINANCE:
        return counts
    open_ = _shown(tallies.count("invoices", "sent"), desk)
    today = _shown(count_today(desk), desk) if tallies.count("meetings") else ""
    return {
        **counts,
        "/invoices/": f"{open_} open" if open_ else "",
        "/meetings/": f"{today} today" if today else "",
    }


def _shown(count: int, desk: Desk) -> str:
    return write_signed(count, 0, desk.formats.locale) if count else ""
