"""Reading a file that was kept: what it is decides how; whatever it holds, this ends soon."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from freelancer_os.core.files.media import PDF
from freelancer_os.finance.receipts.reading.einvoice import LARGEST, read_xml
from freelancer_os.finance.receipts.reading.said import Said
from freelancer_os.finance.receipts.reading.text import read_text

EXTRACTING = "freelancer_os.finance.receipts.reading.extracting"
PATIENCE = 12  # seconds until a PDF is given up


def read_file(path: Path, media_type: str, own: str, names: Collection[str] = ()) -> Said:
    """What a file says: of a picture nothing, of what cannot be read nothing.

    `own` is the currency of the workspace, `names` are those of its owner.
    """
    if media_type == PDF:
        return _pdf(path, own, names)
    if media_type.startswith("image/") or path.stat().st_size > LARGEST:
        return Said()
    return read_xml(path.read_bytes()) or Said()


def _pdf(path: Path, own: str, names: Collection[str]) -> Said:
    found = extracted(path)
    for one in found.get("xml", ()):
        said = read_xml(base64.b64decode(one))
        if said is not None:
            return said
    return read_text(found.get("text", ""), own, names)


def extracted(path: Path) -> dict[str, Any]:
    """What a process of its own found in a PDF; nothing where it failed, or took too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", EXTRACTING, str(path)],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return {}
    return found
