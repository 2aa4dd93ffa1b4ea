"""Any collection as a table, a record, cells."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "freelancer_os.engine"
    label = "engine"
