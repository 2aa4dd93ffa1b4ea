"""`user create` and `login-link`: who may come in, and how."""

import argparse
import getpass
import os
import sys

from django.db import transaction
from django.utils.translation import gettext as _

from freelancer_os.cli.grammar import Commands, add, group
from freelancer_os.cli.refused import Refused
from freelancer_os.cli.time_zone import local_time_zone
from freelancer_os.cli.who import person
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.links import SignInLink
from freelancer_os.people.models import User


def register(commands: Commands) -> None:
    """Add `user create` and `login-link`."""
    users = group(commands, "user", _("users and their workspaces"))
    create_parser = add(
        users,
        "create",
        _("make a user and an empty workspace; the password is read from standard input"),
        example="freelancer-os user create --email ada@example.com --name Ada < password-file",
    )
    create_parser.add_argument("--email", required=True, help=_("unique, without regard to case"))
    create_parser.add_argument("--name", required=True, help=_("the person's name"))
    create_parser.add_argument("--workspace", help=_("its name (default: the person's name)"))
    create_parser.add_argument("--currency", default="EUR", help=_("the base currency (EUR)"))
    create_parser.add_argument("--locale", default="en-GB", help=_("of numbers and dates (en-GB)"))
    create_parser.add_argument("--time-zone", help=_("default: this machine's"))
    create_parser.set_defaults(run=create)

    link_parser = add(
        commands,
        "login-link",
        _("print a sign-in address that works once, within ten minutes"),
        example="freelancer-os login-link --email ada@example.com",
    )
    link_parser.add_argument("--email", required=True, help=_("the user who signs in"))
    link_parser.set_defaults(run=login_link)


def create(options: argparse.Namespace) -> int:
    """Make a user with an empty workspace, both or neither. Prints nothing but a log line."""
    password = _password()
    with transaction.atomic():
        user = User.objects.create_user(options.email, password, name=options.name)
        workspace = open_workspace(
            user,
            name=options.workspace or options.name,
            currency=options.currency,
            locale=options.locale,
            time_zone=options.time_zone or local_time_zone(),
        )
    sentence = _("Made {email} with the workspace {workspace}.")
    print(sentence.format(email=user.email, workspace=workspace.name), file=sys.stderr)
    return 0


def login_link(options: argparse.Namespace) -> int:
    """Print one absolute address; host and port may be replaced by any of the server's own."""
    path = SignInLink.issue(person(options.email))
    print(f"http://127.0.0.1:{os.environ.get('PORT') or 8000}{path}")
    return 0


def _password() -> str:
    """One line of standard input without its newline. Raises `Refused` if it is empty."""
    if sys.stdin.isatty():
        password = getpass.getpass(_("Password: "), stream=sys.stderr)
    else:
        password = sys.stdin.readline().removesuffix("\n")
    if not password:
        raise Refused(_("The password is empty: give it on standard input."))
    return password
