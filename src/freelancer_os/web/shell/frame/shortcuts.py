"""The list of keys (`frame.keys`) as scripts read it, and as "?" shows it."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.frame.keys import ARROWS, GROUPS, WORDS, Shortcut

SIGNS = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc"}


@at_desk
def shortcuts(request: DeskRequest) -> HttpResponseBase:
    """The list that the dialog shows: the scripts leave out what the page has nothing for."""
    return render(request, "shell/frame/shortcuts.html", {"groups": list(told())})


def told() -> Iterator[tuple[str, list[tuple[list[list[str]], str, str]]]]:
    """Each group with its shortcuts: the keys of each way to press it, what it does, and where."""
    for group, members in GROUPS:
        yield _(group), [(_pressed(one), _(one.does), one.at) for one in members]


def _pressed(one: Shortcut) -> list[list[str]]:
    """The keys as they are printed; arrows with the same keys held stand together."""
    ways = [way.split("+") for way in one.keys]
    arrows = [way for way in ways if way[-1] in ARROWS]
    if len(arrows) == len(ARROWS):
        return [[*(_printed(key) for key in ways[0][:-1]), _("arrows")]]
    return [[_printed(key) for key in way] for way in ways]


def _printed(key: str) -> str:
    if key in WORDS:
        return _(WORDS[key]).removesuffix(" key")  # whose name tells it from the page
    return SIGNS.get(key, key.upper() if len(key) == 1 else key)


@cache
def keys() -> SafeString:
    """The element that `js/elements/keys.js` reads."""
    named = (one for _group, members in GROUPS for one in members if one.name)
    return json_script({one.name: one.keys for one in named}, "keys")


urlpatterns = [path("shortcuts/", shortcuts, name="shortcuts")]
