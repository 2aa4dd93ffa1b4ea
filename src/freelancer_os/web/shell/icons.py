"""Icons inside the page: each is read and drawn once, however often it is shown."""

import re
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe

_AROUND = re.compile(r"\s*<svg[^>]*>(.*)</svg>\s*", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?=<)|\s*(?=/>)")

DIRECTED = {"arrow-left", "arrow-right", "arrow-up-right", "chevron-left", "chevron-right"}
"""Those that point along the line: they turn with it."""


@cache
def icon(name: str, size: int) -> SafeString:
    """A Lucide icon of so many pixels; what all have in common says the style sheet (`.icon`).

    Raises KeyError if there is none of this name.
    """
    match = _AROUND.fullmatch(_drawings().read(f"{name}.svg").decode())
    assert match is not None  # every icon is one <svg>
    shapes = _BETWEEN.sub("", match[1])
    classes = "icon directed" if name in DIRECTED else "icon"
    return mark_safe(
        f'<svg class="{classes}" width="{size}" height="{size}" viewBox="0 0 24 24"'
        f' aria-hidden="true">{" ".join(shapes.split())}</svg>'
    )


@cache
def _drawings() -> ZipFile:
    """All of them. Its table of contents takes far longer to read than an icon, so it is once."""
    return ZipFile(str(files("lucide") / "lucide.zip"))
