"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "freelancer_os.core"
    label = "core"
