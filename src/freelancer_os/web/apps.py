"""The pages."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "freelancer_os.web"
    label = "web"

    def ready(self) -> None:
        """Each room that holds a layout registers it: a new layout is one folder."""
        for room in sorted(Path(self.path).glob("*/layout.py")):
            import_module(f"{self.name}.{room.parent.name}.layout")
