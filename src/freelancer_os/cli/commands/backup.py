"""`backup` and `restore`: a copy of the whole installation, and back again."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.cli.grammar import Commands, add
from freelancer_os.cli.refused import Refused
from freelancer_os.transfer.backup.backup import back_up
from freelancer_os.transfer.backup.restore import restore


def register(commands: Commands) -> None:
    """Add `backup` and `restore`."""
    saving = add(
        commands,
        "backup",
        _("copy the installation into one file, database and files, while the server runs"),
        example="freelancer-os backup /media/stick/books-2026-10-01.zip",
    )
    saving.add_argument("file", metavar="FILE", type=Path, help=_("the zip to write"))
    saving.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
    saving.set_defaults(run=run_backup, reads=True)

    restoring = add(
        commands,
        "restore",
        _("put a backup in the place of what is here; the server must be stopped"),
        example="freelancer-os restore /media/stick/books-2026-10-01.zip",
    )
    restoring.add_argument("file", metavar="FILE", type=Path, help=_("what `backup` wrote"))
    restoring.add_argument(
        "--force", action="store_true", help=_("set the books that are here aside")
    )
    restoring.set_defaults(run=run_restore, alone=True)


def run_backup(options: argparse.Namespace) -> int:
    """Write the zip and say on standard error how much it is."""
    try:
        count = back_up(options.file, force=options.force)
        size = options.file.stat().st_size
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}.").format(
                file=options.file, reason=error.strerror or error
            )
        ) from error
    sentence = ngettext(
        "Wrote {file}: the database and {count} file, {size} MB.",
        "Wrote {file}: the database and {count} files, {size} MB.",
        count,
    )
    told = sentence.format(file=options.file, count=f"{count:,}", size=f"{size / 1e6:,.1f}")
    print(told, file=sys.stderr)
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Put the backup in place and say on standard error where the old books are."""
    try:
        kept = restore(options.file, force=options.force)
    except OSError as error:
        where = error.filename or options.file
        raise Refused(
            _("Nothing was restored: {file}: {reason}.").format(
                file=where, reason=error.strerror or error
            )
        ) from error
    restored = _("Restored {file}. Everybody signs in anew.").format(file=options.file)
    print(restored, file=sys.stderr)
    if kept is not None:
        before = _("What was here before is kept in {folder}.").format(folder=kept)
        print(before, file=sys.stderr)
    return 0
