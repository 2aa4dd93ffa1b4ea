"""`import ofx`: the statement of a bank, as an OFX or QFX file."""

from django.utils.translation import gettext as _

from freelancer_os.cli import files
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import ofx`."""
    files.add(kinds, "ofx", _("take the entries of a bank's OFX or QFX file into their accounts"))
