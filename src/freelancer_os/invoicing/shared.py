"""A private link with which a client sees its open invoices, without an account."""

import secrets
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction

from freelancer_os.clients.models import Client
from freelancer_os.core.ids import new_id
from freelancer_os.people.keys import digest
from freelancer_os.people.models import Workspace


class ClientLink(models.Model):
    """Lets whoever has its secret read the open invoices of one client.

    Only a digest of the secret is stored. A client has one at most: a new one ends the old.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()  # no foreign key: the link of a deleted client leads nowhere
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "client_id"], name="client_link_one")
        ]

    def __str__(self) -> str:
        return "Link of a client"

    @classmethod
    def issue(cls, client: Client) -> str:
        """The path of a new link; it is shown once and not kept."""
        secret = secrets.token_urlsafe(32)
        with transaction.atomic():
            cls.revoke(client)
            cls.objects.create(
                workspace=client.workspace, client_id=client.pk, digest=digest(secret)
            )
        return f"/c/{secret}/"

    @classmethod
    def revoke(cls, client: Client) -> bool:
        """End the link of a client; whether there was one."""
        found = cls.objects.filter(workspace=client.workspace, client_id=client.pk)
        return bool(found.delete()[0])

    @classmethod
    def of(cls, workspace: Workspace, client_id: UUID) -> "ClientLink | None":
        """The link that a client has."""
        return cls.objects.filter(workspace=workspace, client_id=client_id).first()

    @classmethod
    def find(cls, secret: str) -> Client | None:
        """The client whose open invoices the secret shows."""
        found = cls.objects.filter(digest=digest(secret)).select_related("workspace").first()
        if found is None:
            return None
        client: Client | None = (
            Client.objects.of(found.workspace).filter(pk=found.client_id).first()
        )
        return client
