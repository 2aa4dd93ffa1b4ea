"""`import camt`: the statement of a bank, as CAMT.052, 053 or 054, also as a ZIP."""

from django.utils.translation import gettext as _

from freelancer_os.cli import files
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import camt`."""
    files.add(
        kinds, "camt", _("take the entries of a bank's CAMT files (XML or ZIP) into their accounts")
    )
