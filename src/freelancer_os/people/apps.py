"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "freelancer_os.people"
    label = "people"
