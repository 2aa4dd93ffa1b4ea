"""Users belong to the installation; an e-mail address is unique without regard to case."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from freelancer_os.core.ids import new_id


class Users(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """A new user; without a password only one-time links sign in. Raises ValidationError.

        The address is kept in lower case: that is how the sign-in page looks for it.
        """
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField("e-mail", max_length=254)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=16, blank=True)  # "" is the browser's
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=gettext_lazy(
                    "Somebody with this e-mail address is here already."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        """What one calls this person."""
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
