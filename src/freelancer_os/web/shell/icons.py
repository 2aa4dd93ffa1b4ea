"""Icons inside the page: each is read and drawn once, however often it is shown."""

import re
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist

_AROUND = re.compile(r"\s*<svg[^>]*>(.*)</svg>\s*", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?=<)|\s*(?=/>)")

DIRECTED = {"arrow-left", "arrow-right", "arrow-up-right", "chevron-left", "chevron-right"}
"""Those that point along the line: they turn with it."""


@cache
def icon(name: str, size: int) -> SafeString:
    """A Lucide icon of so many pixels; what all have in common says the style sheet (`.icon`).

    Raises `lucide.IconDoesNotExist`.
    """
    match = _AROUND.fullmatch(_drawn(name))
    assert match is not None  # every icon is one <svg>
    shapes = _BETWEEN.sub("", match[1])
    classes = "icon directed" if name in DIRECTED else "icon"
    return mark_safe(
        f'<svg class="{classes}" width="{size}" height="{size}" viewBox="0 0 24 24"'
        f' aria-hidden="true">{shapes.strip()}</svg>'
    )


def _drawn(name: str) -> str:
    """The file of an icon, as Lucide has it."""
    try:
        return _all().read(f"{name}.svg").decode()
    except KeyError as error:
        raise IconDoesNotExist(f"The icon {name!r} does not exist.") from error


@cache
def _all() -> ZipFile:
    """Every icon. The package itself opens the archive, and reads what is in it, for each of them:
    9 ms, a hundred for a page that is drawn for the first time."""
    return ZipFile(str(files("lucide") / "lucide.zip"))
