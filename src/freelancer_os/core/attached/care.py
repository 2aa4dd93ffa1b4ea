"""Which files on disk are still needed, and which of those that are needed are there."""

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.fields.columns import digests_of
from freelancer_os.core.files.store import DRAFT, FRESH, digest_of, discard, folder, path_of
from freelancer_os.core.log.models import ChangeRow
from freelancer_os.core.records.base import Logged

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
    if not (binned or any(_living(*column).exists() for column in _columns()) or _ever()):
        return 0
    gone = sum(_sweep_drafts())
    for directory in folder().iterdir():
        names = [path.name for path in directory.glob("*") if _DIGEST.fullmatch(path.name)]
        gone += sum(discard(directory / name) for name in _unnamed(names, binned))
    return gone


def missing_files() -> list[str]:
    """One sentence for each living row whose file is missing or damaged."""
    found, faults = [], dict[str, str]()
    for model, column in _columns():
        for record in _living(model, column).order_by(column, "pk").iterator(_AT_ONCE):
            digest = getattr(record, column)
            if digest not in faults:
                faults = {digest: _fault(path_of(digest), digest)}
            if faults[digest]:
                found.append(faults[digest].format(name=record, id=record.pk))
    return found


def in_bin() -> set[str]:
    """The digests that the log can put back: what rows named that were changed or removed.

    Each stands in the log as what was before, at the moment from which it counts as deleted.
    """
    named = {model._meta.label_lower: digests_of(model) for model in _keepers()}
    since = _first_id(timezone.now() - BIN)
    found: set[str] = set()
    for workspace in _workspaces().values_list("pk", flat=True):
        rows = ChangeRow.objects.filter(workspace=workspace, model__in=named, id__gte=since)
        rows = rows.filter(action__in=(ChangeRow.Action.UPDATE, ChangeRow.Action.DELETE))
        for row in rows.iterator(_AT_ONCE):
            found.update(filter(None, (row.before.get(name) for name in named[row.model])))
    return found


def _keepers() -> list[type[Logged]]:
    """The models whose rows name files."""
    return [m for m in apps.get_models() if issubclass(m, Logged) and digests_of(m)]


def _columns() -> list[tuple[type[Logged], str]]:
    """Every column that names files, with its model."""
    return [(model, column) for model in _keepers() for column in digests_of(model)]


def _living(model: type[Logged], column: str) -> QuerySet[Logged]:
    """The rows that name a file there."""
    return model._default_manager.exclude(**{column: ""})


def _workspaces() -> QuerySet[Any]:
    workspaces: Any = Attachment._meta.get_field("workspace").related_model
    found: QuerySet[Any] = workspaces._default_manager.all()
    return found


def _ever() -> bool:
    """Whether the log tells of a file that was added to a record."""
    return ChangeRow.objects.filter(model=Attachment._meta.label_lower).exists()


def _first_id(instant: datetime) -> UUID:
    """The least UUIDv7 of an instant (RFC 9562: its first 48 bits are Unix milliseconds)."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)


def _unnamed(names: list[str], binned: set[str]) -> Iterator[str]:
    for start in range(0, len(names), _AT_ONCE):
        batch = set(names[start : start + _AT_ONCE])
        living = {digest for column in _columns() for digest in _of(*column, batch)}
        yield from batch - binned - living


def _of(model: type[Logged], column: str, digests: set[str]) -> QuerySet[Any, str]:
    """Those of the digests that living rows name there."""
    rows = model._default_manager.filter(**{f"{column}__in": digests})
    return rows.values_list(column, flat=True)


def _sweep_drafts() -> Iterator[bool]:
    """What a process that was killed in the middle left behind."""
    for draft in folder().glob(f"{DRAFT}*"):
        if time.time() - draft.stat().st_mtime > FRESH:
            yield discard(draft)


def _fault(path: Path, digest: str) -> str:
    """What is to be said of a file that is not as it was kept, with its name and id in braces."""
    if not path.is_file():
        return _("The file {name} ({id}) is missing.")
    return "" if digest_of(path) == digest else _("The file {name} ({id}) is damaged.")
