"""The finance app; it gives core the definitions of the totals."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "freelancer_os.finance"
    label = "finance"

    def ready(self) -> None:
        from freelancer_os.finance import rollups  # noqa: PLC0415 - models must be loaded

        rollups.register()
