"""The HTTP API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "freelancer_os.api"
    label = "api"
