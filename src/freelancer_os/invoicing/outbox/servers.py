"""The server that takes a workspace's mail: its own, else that of the installation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Record, Records
from freelancer_os.core.sealing import seal, unseal
from freelancer_os.core.values.text import clean, refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.invoicing.outbox.addresses import LONGEST, on_wire, read_address
from freelancer_os.people.models import Workspace

LONGEST_PASSWORD = 1_000
LAST_PORT = 65_535


@dataclass(frozen=True)
class Server:
    """Where to hand mail over, as whom, and from which address.

    `security` is "tls" (from the first word), "starttls" (after the first words) or "none".
    """

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    address: str
    name: str = ""
    copies: bool = False


class MailServer(Record):
    """A workspace's own mail server; there is one at most.

    `password` is sealed (`core.sealing`) and in no log, so nothing that shows a change shows it,
    and undo does not bring it back: it is typed again.
    """

    unlogged = frozenset({"password"})
    by_verb = frozenset({"password"})
    few = True

    class Security(models.TextChoices):
        TLS = "tls"
        STARTTLS = "starttls"
        NONE = "none"

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    user = models.CharField(max_length=LONGEST, blank=True, default="")
    password = models.TextField(blank=True, default="", editable=False)
    from_address = models.CharField(max_length=LONGEST)
    from_name = models.CharField(max_length=120, blank=True, default="")
    copy_to_self = models.BooleanField(default=True)

    objects: ClassVar[Any] = Records.as_manager()

    class Meta:
        verbose_name = "mail server"
        constraints = [models.UniqueConstraint(fields=["workspace"], name="mail_server_once")]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        return Word.of("Mail server")

    @property
    def lacks_password(self) -> bool:
        """Whether there is one that cannot be read here, or none though there is a user."""
        return bool(self.user) and not unseal(self.password)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Say where it is and from whom mail comes. Raises ValidationError per field."""
        asked = admit(self, values)
        for name, value in asked.items():
            setattr(self, name, value)
        self.from_address = read_address(self.from_address, field="from_address")
        if not 0 < self.port <= LAST_PORT:
            sentence = _("A port is a number from 1 to {last}.")
            raise refusal("port", sentence.format(last=LAST_PORT))
        if not self.user:
            self.password = ""
        self.save()

    def keep_password(self, typed: str) -> None:
        """Seal a new password. Raises ValidationError."""
        text = clean(typed, field="password", max_length=LONGEST_PASSWORD)
        self.password = seal(text)
        self.save()
        writing_unit(self).mention(self)


def own_server(workspace: Workspace) -> MailServer | None:
    """The workspace's own mail server, if it has named one."""
    found: MailServer | None = MailServer.objects.of(workspace).first()
    return found


def has_server(workspace: Workspace) -> bool:
    """Whether mail can leave at all."""
    return bool(settings.HAS_MAIL) or MailServer.objects.of(workspace).exists()


def domain_of(workspace: Workspace) -> str:
    """The domain from which the workspace's mail comes; one that is nobody's (RFC 2606) if none."""
    own = own_server(workspace)
    sender = own.from_address if own is not None else getattr(settings, "DEFAULT_FROM_EMAIL", "")
    address = (on_wire(sender) or "") if own is not None or settings.HAS_MAIL else ""
    return address.rpartition("@")[2] or "freelancer-os.invalid"


def server_of(workspace: Workspace) -> Server:
    """What takes the workspace's mail. Raises Conflict if nothing does yet."""
    own = own_server(workspace)
    if own is None and settings.HAS_MAIL:
        return _of_installation(workspace)
    if own is None:
        raise Conflict(_("No mail server is known yet. Name yours in the settings."))
    password = unseal(own.password)
    if password is None or own.lacks_password:
        raise Conflict(_("The password of the mail server is not known here. Type it again."))
    return Server(
        own.host,
        own.port,
        own.security,
        own.user,
        password,
        on_wire(own.from_address) or own.from_address,
        own.from_name or workspace.name,
        own.copy_to_self,
    )


def _of_installation(workspace: Workspace) -> Server:
    """That of `FREELANCER_OS_SMTP`, under the workspace's name."""
    security = "tls" if settings.EMAIL_USE_SSL else "starttls" if settings.EMAIL_USE_TLS else "none"
    return Server(
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        security,
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        settings.DEFAULT_FROM_EMAIL,
        workspace.name,
    )
