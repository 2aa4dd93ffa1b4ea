"""`export`: everything of a workspace in one zip."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.cli.grammar import Commands, add
from freelancer_os.cli.refused import Refused
from freelancer_os.cli.who import person, workspace_of
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.export.export import export


def register(commands: Commands) -> None:
    """Add `export`."""
    parser = add(
        commands,
        "export",
        _("write everything of a workspace into one zip: JSON, CSV, files, history"),
        example="freelancer-os export books.zip --email ada@example.com",
    )
    parser.add_argument("file", metavar="FILE.zip", type=Path, help=_("the zip to write"))
    parser.add_argument("--email", help=_("a user of the workspace"))
    parser.add_argument("--workspace", help=_("its name; needed where there are several"))
    parser.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
    parser.set_defaults(run=run, reads=True)


def run(options: argparse.Namespace) -> int:
    """Write the zip and say on standard error what it holds."""
    workspace = _workspace(options.email, options.workspace)
    try:
        counts = export(workspace, options.file, force=options.force)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written: {reason}.").format(
                file=options.file, reason=error.strerror or error
            )
        ) from error
    rows = sum(counts.values())
    sentence = ngettext(
        "Wrote {count} row of {workspace} to {file}.",
        "Wrote {count} rows of {workspace} to {file}.",
        rows,
    )
    told = sentence.format(count=f"{rows:,}", workspace=workspace.name, file=options.file)
    print(told, file=sys.stderr)
    return 0


def _workspace(email: str | None, name: str | None) -> Workspace:
    """The workspace that is meant; without an e-mail address, the only one of that name."""
    if email is None:
        named = {} if name is None else {"name": name}
        found = list(Workspace.objects.filter(**named)[:2])
        if len(found) == 1:
            return found[0]
    return workspace_of(person(email), name)
