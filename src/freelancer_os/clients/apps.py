"""The clients app."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "freelancer_os.clients"
    label = "clients"
