"""`import auto`: a bank's file of any format."""

from django.utils.translation import gettext as _

from freelancer_os.cli import files
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import auto`."""
    files.add(kinds, "auto", _("take a bank's file of any format, told by its content"))
