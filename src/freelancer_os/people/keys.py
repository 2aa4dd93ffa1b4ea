"""Secrets that let somebody in: API tokens and one-time links. Only digests are stored."""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from freelancer_os.core.ids import new_id
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.people.users import User
from freelancer_os.people.workspaces import Workspace

LIFE = timedelta(minutes=10)


def digest(secret: str) -> str:
    """What is stored of a secret of 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class ApiToken(models.Model):
    """Lets a program act as one user in one workspace."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    is_read_only = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Token of {self.user}"

    @classmethod
    def issue(cls, user: User, workspace: Workspace, *, read_only: bool = False) -> str:
        """Make a token and return its text, which is shown once and not kept."""
        secret = f"fos_{secrets.token_urlsafe(32)}"
        cls.objects.create(
            user=user, workspace=workspace, digest=digest(secret), is_read_only=read_only
        )
        return secret

    @classmethod
    def find(cls, secret: str) -> "ApiToken | None":
        """The token with this text, with its user and workspace."""
        found = rows_by(cls, ("user", "workspace"), digest=digest(secret))
        return next((token for token in found if token.user.is_active), None)


class OneTimeLink(models.Model):
    """A link that signs one user in once, or (without a user) sets the installation up once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["expires_at"], name="link_expires")
        ]

    def __str__(self) -> str:
        return "Sign-in link" if self.user_id else "Set-up link"

    @classmethod
    def issue(cls, user: User | None, *, life: timedelta = LIFE) -> str:
        """Make a link and return its secret; links that have run out are swept away."""
        now = timezone.now()
        cls.objects.filter(expires_at__lt=now).delete()
        secret = secrets.token_urlsafe(32)
        cls.objects.create(user=user, digest=digest(secret), expires_at=now + life)
        return secret

    @classmethod
    def find(cls, secret: str) -> "OneTimeLink | None":
        """The link with this secret, if it has not run out."""
        found = cls.objects.filter(digest=digest(secret), expires_at__gte=timezone.now())
        return found.select_related("user").first()

    def use(self) -> bool:
        """Spend the link; False if somebody else just did."""
        return bool(type(self).objects.filter(pk=self.pk).delete()[0])
