"""`import qif`: the statement of a bank or of Quicken, as a QIF file."""

from django.utils.translation import gettext as _

from freelancer_os.cli import files
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import qif`."""
    files.add(kinds, "qif", _("take the entries of a QIF file into their accounts"))
