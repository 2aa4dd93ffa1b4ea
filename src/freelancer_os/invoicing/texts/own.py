"""A workspace's own texts, which take the place of those that ship with the program."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Record, Records
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part
from freelancer_os.invoicing.texts import shipped
from freelancer_os.invoicing.texts.shipped import Text
from freelancer_os.people.models import Workspace

FIELDS = ("number", "client", "total", "due_date", "business")
BRACES = re.compile(r"\{([^{}]*)\}")
LONGEST_SUBJECT, LONGEST_MESSAGE = 200, 5_000


class MailText(Record):
    """Subject and message on one occasion in one language; the newest of several holds."""

    few = True

    class Occasion(models.TextChoices):
        INVOICE = "invoice"
        BEFORE = "before"
        FIRST = "first"
        SECOND = "second"
        LAST = "last"

    occasion = models.CharField(max_length=8, choices=Occasion.choices, default=Occasion.INVOICE)
    language = models.CharField(max_length=8, default=shipped.DEFAULT)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    message = models.TextField(max_length=LONGEST_MESSAGE)

    objects: ClassVar[Any] = Records.as_manager()

    class Meta:
        verbose_name = "wording"

    def __str__(self) -> str:
        return self.subject

    @property
    def named(self) -> Part:
        return self.subject

    def edit(self, values: Mapping[str, Any]) -> None:
        """Write it. Raises ValidationError on a text with a field that no mail has."""
        asked = admit(self, values)
        for name in ("subject", "message"):
            check_fields(asked.get(name, ""), field=name)
        super().edit(asked)


def check_fields(text: str, *, field: str) -> None:
    """Raise ValidationError on `field` for braces that hold no name of a field."""
    for name in BRACES.findall(text):
        if name not in FIELDS:
            known = " ".join(f"{{{one}}}" for one in FIELDS)
            sentence = _("There is no field {{{name}}}; there are {known}.")
            raise refusal(field, sentence.format(name=name[:40], known=known))


def text_of(workspace: Workspace, occasion: str, language: str) -> Text:
    """What the workspace writes on an occasion: its own text, else the program's."""
    own = MailText.objects.of(workspace).filter(occasion=occasion, language=language)
    found = own.order_by("-id").first()
    return Text(found.subject, found.message) if found else shipped.text(occasion, language)
