"""The client."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from freelancer_os.core.fields.columns import MinorField, OwnChoiceField, TotalField
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.records.placed import Placed, by_place
from freelancer_os.core.values.codes.countries import check_country
from freelancer_os.core.values.codes.languages import check_paper_language
from freelancer_os.core.values.codes.tax_numbers import check_tax_id
from freelancer_os.core.values.money import share


class Client(Titled, Placed, Owned):
    """An organisation or person one sells to. `stage` is built in or a workspace's own, a slug.

    One that is archived is offered nowhere and stands in no list that does not ask for it.

    `contract_value`, `hourly_rate` and the totals are in the workspace's base currency;
    `share_invoiced` is the Invoice amount in hundredths of a percent of the contract value, null
    without one. `credit` is what they paid too much and what is to be paid back to them.
    `payment_terms_days` and `language` are the workspace's where they are empty.
    `e_address` and `buyer_reference` are what EN 16931 asks for (BT-49, BT-10).
    """

    unlogged = frozenset(
        {"folded", "invoice_amount", "invoice_total", "income", "credit", "share_invoiced"}
    )

    class Stage(models.TextChoices):
        LEAD = "lead", "Lead"
        NEGOTIATION = "negotiation", "Negotiation"
        CLIENT = "client", "Client"

    name = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    billing_email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    stage = OwnChoiceField(default=Stage.LEAD)
    contract_value = MinorField(null=True)
    hourly_rate = MinorField(null=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    lost_reason = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    tax_id = models.CharField(max_length=60, blank=True)
    e_address = models.CharField(max_length=254, blank=True)
    buyer_reference = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, blank=True)
    payment_terms_days = models.PositiveSmallIntegerField(null=True)
    archived = models.BooleanField(default=False)
    no_reminders = models.BooleanField(default=False)  # of what they have to pay
    invoice_amount = TotalField()
    invoice_total = TotalField()
    income = TotalField()
    credit = TotalField()
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

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields. A tax number is checked when it changes, by the rules of the country."""
        asked = admit(self, values)
        if "country" in asked:
            check_country(asked["country"])
        if "language" in asked:
            check_paper_language(asked["language"], field="language")
        if asked.get("tax_id", self.tax_id) != self.tax_id:
            country = asked.get("country", self.country)
            asked["tax_id"] = check_tax_id(asked["tax_id"], country)
        self.take(asked)

    def is_waiting(self, today: date) -> bool:
        """Whether the day of the next step has passed on `today`, and the client is in use."""
        late = self.next_step_on is not None and self.next_step_on < today
        return late and not self.archived

    def move_to(self, stage: str) -> None:
        """Put the client into another stage of the pipeline."""
        self.edit({"stage": stage})
