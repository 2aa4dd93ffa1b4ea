"""The built front end: which hashed file stands behind `app.js` and `app.css`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest

FONT = "inter-latin-wght"  # the letters of every page, which are fetched at once
DIST = Path(__file__).resolve().parents[3] / "static" / "dist"


class NotBuilt(Exception):
    """The front end was not built; `make run` builds it."""


@cache
def built() -> dict[str, str]:
    """`entries` of the package, read once."""
    return entries(DIST)


@cache
def whole() -> tuple[str, ...]:
    """The addresses of all scripts, styles and letters that pages may ask for, read once."""
    return tuple(
        f"/static/dist/{found.name}"
        for found in sorted(DIST.iterdir())
        if found.suffix in {".js", ".css", ".woff2"} and not found.name.startswith("worker")
    )


def entries(folder: Path) -> dict[str, str]:
    """Entry point, or font → its address: `{"app.js": "/static/dist/app-1A2B3C4D.js", …}`.

    Read from the metafiles that esbuild leaves. Raises `NotBuilt` if there is none.
    """
    found: dict[str, str] = {}
    for meta in sorted(folder.glob("meta-*.json")):
        found |= _of_one_run(json.loads(meta.read_text(encoding="utf-8")))
    if not found:
        raise NotBuilt("The front end is not built: run `make run` once, or install the package.")
    return found


def _of_one_run(meta: dict[str, Any]) -> dict[str, str]:
    found = {}
    for name, output in meta["outputs"].items():
        address = f"/static/dist/{Path(name).name}"
        if "entryPoint" in output:
            found[Path(output["entryPoint"]).name] = address
        elif Path(name).name.startswith(FONT):
            found[FONT] = address
    return found


def assets(request: HttpRequest) -> dict[str, str]:
    """For templates: the addresses `{{ app_js }}`, `{{ app_css }}` and `{{ app_font }}`."""
    found = built()
    return {"app_js": found["app.js"], "app_css": found["app.css"], "app_font": found.get(FONT, "")}
