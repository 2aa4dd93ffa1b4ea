"""`token create`: a program's key to the HTTP API."""

import argparse

from django.utils.translation import gettext as _

from freelancer_os.cli.grammar import Commands, add, group
from freelancer_os.cli.who import person, workspace_of
from freelancer_os.people.models import ApiToken


def register(commands: Commands) -> None:
    """Add `token create`."""
    parser = add(
        group(commands, "token", _("tokens of the HTTP API")),
        "create",
        _("print an API token for one user in one workspace"),
        example="freelancer-os token create --email ada@example.com --read-only",
    )
    parser.add_argument("--email", required=True, help=_("the user it acts as"))
    parser.add_argument("--workspace", help=_("its name; needed where the user has several"))
    parser.add_argument("--read-only", action="store_true", help=_("it may read and never write"))
    parser.set_defaults(run=create)


def create(options: argparse.Namespace) -> int:
    """Print the token; it is shown this once and not kept."""
    user = person(options.email)
    workspace = workspace_of(user, options.workspace)
    print(ApiToken.issue(user, workspace, read_only=options.read_only))
    return 0
