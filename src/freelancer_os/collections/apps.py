"""The collections. When all are declared, the gateway knows what it has to count."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "freelancer_os.collections"
    label = "collections"

    def ready(self) -> None:
        """Read every declaration: a new collection is one file. The last ones name all others."""
        from freelancer_os.core.log.totals.totals import registry  # noqa: PLC0415 - models must be loaded
        from freelancer_os.engine.registry import collections  # noqa: PLC0415
        from freelancer_os.engine.searched import declare  # noqa: PLC0415
        from freelancer_os.engine.tallies import tally_of  # noqa: PLC0415

        files = Path(self.path).glob("*/*.py")
        for file in sorted(files, key=lambda file: (file.parent.name == "workspace", file)):
            import_module(f"{self.name}.{file.parent.name}.{file.stem}")
        for one in collections:
            declare(one)
        registry.complete(tally for one in collections if (tally := tally_of(one)) is not None)
