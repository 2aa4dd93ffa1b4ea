"""The client."""

from django.db import models

from freelancer_os.core.fields.columns import MinorField, OwnChoiceField, TotalField
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.records.placed import Placed, by_place
from freelancer_os.core.values.money import share


class Client(Titled, Placed, Owned):
    """An organisation or person one sells to. `stage` is built in or a workspace's own, a slug.

    One that is archived is offered nowhere and stands in no list that does not ask for it.

    `contract_value` and the totals are in the workspace's base currency; `share_invoiced` is the
    Invoice amount in hundredths of a percent of the contract value, null without one.
    """

    unlogged = frozenset({"folded", "invoice_amount", "invoice_total", "income", "share_invoiced"})

    class Stage(models.TextChoices):
        LEAD = "lead", "Lead"
        NEGOTIATION = "negotiation", "Negotiation"
        CLIENT = "client", "Client"

    name = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    stage = OwnChoiceField(default=Stage.LEAD)
    contract_value = MinorField(null=True)
    archived = models.BooleanField(default=False)
    invoice_amount = TotalField()
    invoice_total = TotalField()
    income = TotalField()
    share_invoiced = models.BigIntegerField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="client_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="client_by_name"),
            models.Index(fields=["workspace", "stage", "folded"], name="client_by_stage"),
            by_place("client_by_place"),
        ]

    def derive(self) -> None:
        super().derive()
        self.share_invoiced = share(self.invoice_amount, self.contract_value)

    def move_to(self, stage: str) -> None:
        """Put the client into another stage of the pipeline."""
        self.edit({"stage": stage})
