"""The tools app."""

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    name = "freelancer_os.tools"
    label = "tools"
