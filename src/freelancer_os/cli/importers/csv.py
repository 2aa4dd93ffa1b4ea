"""`import csv`: the statement of any bank, as a CSV file."""

from django.utils.translation import gettext as _

from freelancer_os.cli import statements
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import csv`."""
    statements.add(kinds, "csv", _("take the lines of a bank's CSV statement into an account"))
