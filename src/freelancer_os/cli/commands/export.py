"""`export`: everything of a workspace in one zip."""

import argparse
import sys
from pathlib import Path

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
        "write everything of a workspace into one zip: JSON, CSV, files, history",
        example="freelancer-os export books.zip --email ada@example.com",
    )
    parser.add_argument("file", metavar="FILE.zip", type=Path, help="the zip to write")
    parser.add_argument("--email", help="a user of the workspace")
    parser.add_argument("--workspace", help="its name; needed where there are several")
    parser.add_argument("--force", action="store_true", help="overwrite the file if it is there")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the zip and say on standard error what it holds."""
    workspace = _workspace(options.email, options.workspace)
    try:
        counts = export(workspace, options.file, force=options.force)
    except OSError as error:
        raise Refused(f"{options.file} cannot be written: {error.strerror or error}.") from error
    rows = sum(counts.values())
    print(f"Wrote {rows:,} rows of {workspace.name} to {options.file}.", file=sys.stderr)
    return 0


def _workspace(email: str | None, name: str | None) -> Workspace:
    """The workspace that is meant; without an e-mail address, the only one of that name."""
    if email is None:
        named = {} if name is None else {"name": name}
        found = list(Workspace.objects.filter(**named)[:2])
        if len(found) == 1:
            return found[0]
    return workspace_of(person(email), name)
