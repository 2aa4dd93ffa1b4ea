"""The core app."""

import gc

from django.apps import AppConfig

# Objects made before the youngest are looked through for cycles, and how often the older ones are.
# A page makes thousands and an import hundreds of thousands that all live as long as it does:
# looking every 700 of them takes an eighth of its time and finds nothing.
GENERATIONS = (50_000, 20, 50)


class CoreConfig(AppConfig):
    name = "freelancer_os.core"
    label = "core"

    def ready(self) -> None:
        gc.set_threshold(*GENERATIONS)
