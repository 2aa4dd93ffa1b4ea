"""The pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "freelancer_os.web"
    label = "web"
