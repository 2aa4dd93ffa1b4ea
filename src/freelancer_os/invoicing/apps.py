"""The invoicing app."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "freelancer_os.invoicing"
    label = "invoicing"
