"""`due`: do now what the server does by itself every minute."""

import argparse

from django.utils.translation import gettext as _

from freelancer_os.cli.grammar import Commands, add
from freelancer_os.invoicing.due import do_what_is_due


def register(commands: Commands) -> None:
    """Add `due`."""
    parser = add(
        commands,
        "due",
        _("do what is due now: reminders, mails that wait; the server does so every minute"),
        example="freelancer-os due",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """One line for each thing that was done."""
    for told in do_what_is_due():
        print(told, flush=True)
    return 0
