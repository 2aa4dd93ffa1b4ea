"""Which files on disk are still needed, and which of those that are needed are there."""

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import DRAFT, FRESH, digest_of, discard, folder, path_of
from freelancer_os.core.log.models import ChangeRow

BIN = timedelta(days=30)  # how long what was deleted is kept
_AT_ONCE = 500
_DIGEST = re.compile("[0-9a-f]{64}")


def sweep_files() -> int:
    """Delete every file that nothing living or in the bin names; returns how many went.

    A database that never named a file is not the one that this folder belongs to; then all stay.
    """
    if not folder().is_dir():
        return 0
    binned = in_bin()
    if not (binned or Attachment.objects.exists() or _rows().exists()):
        return 0
    gone = sum(_sweep_drafts())
    for directory in folder().iterdir():
        names = [path.name for path in directory.glob("*") if _DIGEST.fullmatch(path.name)]
        gone += sum(discard(directory / name) for name in _unnamed(names, binned))
    return gone


def missing_files() -> list[str]:
    """One sentence for each living attachment whose file is missing or damaged."""
    rows = Attachment.objects.order_by("digest", "id").values_list("digest", "name", "size", "id")
    found, last, fault = [], "", ""
    for digest, name, size, pk in rows.iterator(chunk_size=_AT_ONCE):
        if digest != last:
            last, fault = digest, _fault(path_of(digest), digest, size)
        if fault:
            found.append(fault.format(name=name, id=pk))
    return found


def in_bin() -> set[str]:
    """The digests of attachments that were removed within `BIN` and can be put back."""
    since = _first_id(timezone.now() - BIN)
    workspaces: Any = Attachment._meta.get_field("workspace").related_model
    found: set[str] = set()
    for workspace in workspaces._default_manager.values_list("pk", flat=True):
        rows = _rows().filter(workspace=workspace, action=ChangeRow.Action.DELETE, id__gte=since)
        found.update(row.before["digest"] for row in rows.iterator(_AT_ONCE))
    return found


def _rows() -> QuerySet[ChangeRow]:
    """What the log says of attachments."""
    return ChangeRow.objects.filter(model=Attachment._meta.label_lower)


def _first_id(instant: datetime) -> UUID:
    """The least UUIDv7 of an instant (RFC 9562: its first 48 bits are Unix milliseconds)."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)


def _unnamed(names: list[str], binned: set[str]) -> Iterator[str]:
    for start in range(0, len(names), _AT_ONCE):
        batch = set(names[start : start + _AT_ONCE])
        living = Attachment.objects.filter(digest__in=batch).values_list("digest", flat=True)
        yield from batch - binned - set(living)


def _sweep_drafts() -> Iterator[bool]:
    """What a process that was killed in the middle left behind."""
    for draft in folder().glob(f"{DRAFT}*"):
        if time.time() - draft.stat().st_mtime > FRESH:
            yield discard(draft)


def _fault(path: Path, digest: str, size: int) -> str:
    """What is to be said of a file that is not as it was kept, with its name and id in braces."""
    if not path.is_file():
        return _("The file {name} ({id}) is missing.")
    sound = path.stat().st_size == size and digest_of(path) == digest
    return "" if sound else _("The file {name} ({id}) is damaged.")
