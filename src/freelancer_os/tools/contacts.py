"""The contact."""

from django.db import models

from freelancer_os.core.fields.columns import OwnChoiceField
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.records.placed import Placed, by_place


class Contact(Titled, Placed, Owned):
    """Somebody one turns to who is no client. `role` is built in or a workspace's own, a slug."""

    unlogged = frozenset({"folded"})

    class Role(models.TextChoices):
        FINANCE = "finance", "Finance"
        SERVICES = "services", "Services"
        LEGAL = "legal", "Legal"

    name = models.CharField(max_length=200)
    role = OwnChoiceField(null=True)
    designation = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    email = models.CharField(max_length=254, blank=True)
    company = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="contact_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="contact_by_name"),
            models.Index(fields=["workspace", "role", "folded"], name="contact_by_role"),
            by_place("contact_by_place"),
        ]
