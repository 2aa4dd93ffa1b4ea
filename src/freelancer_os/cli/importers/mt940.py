"""`import mt940`: the statement of a bank, as MT940 or MT942."""

from django.utils.translation import gettext as _

from freelancer_os.cli import files
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import mt940`."""
    files.add(
        kinds, "mt940", _("take the entries of a bank's MT940 or MT942 file into their accounts")
    )
