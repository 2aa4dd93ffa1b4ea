"""`import KIND FILE`: every kind under `importers/`."""

import pkgutil
from importlib import import_module

from django.utils.translation import gettext as _

from freelancer_os.cli import importers
from freelancer_os.cli.grammar import Commands, group


def register(commands: Commands) -> None:
    """Add `import` with all its kinds."""
    kinds = group(commands, "import", _("take files of other programs into the books"))
    for module in pkgutil.iter_modules(importers.__path__, f"{importers.__name__}."):
        import_module(module.name).register(kinds)
