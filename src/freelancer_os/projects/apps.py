"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "freelancer_os.projects"
    label = "projects"
