"""Everything of a workspace in one zip: JSON as the API prints it, CSV for spreadsheets, files."""

import csv
import json
import logging
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import path_of
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.values.spreadsheets import harmless
from freelancer_os.engine.formats import Formats
from freelancer_os.people.models import Membership, Workspace
from freelancer_os.transfer.backup.archive import Archive, Member, writing
from freelancer_os.transfer.backup.snapshot import snapshot
from freelancer_os.transfer.export.sheets import Sheet, member_of, sheets

FORMAT = "freelancer-os export"
VERSION = 1
_AT_ONCE = 1_000  # rows
_logger = logging.getLogger(__name__)


def export(workspace: Workspace, path: Path, *, force: bool = False) -> dict[str, int]:
    """Write the zip; returns how many rows of each sheet it holds.

    No secrets are in it. Everything is of one moment, and memory does not grow with the books.
    Raises Conflict if there is a file at `path` already, unless `force`.
    """
    with writing(path, force=force) as archive, snapshot():
        workspace = Workspace.objects.get(pk=workspace.pk)
        formats = Formats.of(workspace)
        with archive.member("workspace.json") as member:
            member.write(_json(_settings(workspace)))
        counts = {one.name: _write(archive, one, path.parent) for one in sheets(formats)}
        _add_files(archive, workspace)
        archive.close(
            {"format": FORMAT, "version": VERSION, "workspace": str(workspace), "counts": counts}
        )
    return counts


def _settings(workspace: Workspace) -> dict[str, object]:
    """The workspace's settings, and who works in it."""
    people = Membership.objects.filter(workspace=workspace).select_related("user").order_by("id")
    members = [
        {"id": str(one.user_id), "email": one.user.email, "name": one.user.name, "role": one.role}
        for one in people
    ]
    own = workspace.values()
    return {**pack(own, own), "members": members}


def _write(archive: Archive, sheet: Sheet, folder: Path) -> int:
    """A sheet as JSON and, if it is a table, as CSV, which waits on disk for its turn."""
    with TemporaryFile(dir=folder) as waiting:
        table = TextIOWrapper(waiting, "utf-8", newline="")
        with archive.member(f"{sheet.name}.json") as member:
            count = _write_rows(member, table, sheet)
        table.detach().seek(0)
        if sheet.is_table:
            with archive.member(f"{sheet.name}.csv") as member:
                member.copy(waiting)
    return count


def _write_rows(member: Member, table: IO[str], sheet: Sheet) -> int:
    """One array, a row on each line."""
    rows = csv.writer(table)
    rows.writerow(sheet.columns)
    count, between = 0, "[\n"
    waiting: list[str] = []
    for record in sheet.rows.order_by("pk").iterator(chunk_size=_AT_ONCE):
        printed = sheet.printed(record)
        waiting.append(between + _text(printed))
        if sheet.is_table:
            rows.writerow([in_cell(value) for value in printed.values()])
        count, between = count + 1, ",\n"
        if len(waiting) == _AT_ONCE:
            member.write("".join(waiting).encode())
            waiting.clear()
    member.write(("".join(waiting) + ("\n]\n" if count else "[]\n")).encode())
    return count


def in_cell(value: object) -> object:
    """A JSON value as it stands in a spreadsheet; a text that is no formula for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return _text(value)
    return harmless(value) if isinstance(value, str) else value


def _add_files(archive: Archive, workspace: Workspace) -> None:
    """The attachments' files, each under the id of its attachment with its own name."""
    for one in Attachment.objects.of(workspace).order_by("pk").iterator(chunk_size=_AT_ONCE):
        if not archive.add(member_of(one), path_of(one.digest)):
            _logger.warning("The file %s (%s) is missing.", one.name, one.pk)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
