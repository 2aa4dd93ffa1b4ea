"""Where each setting stands on the page of the settings."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.web.settings.forms import PARTS, SettingsForm, part_of


@dataclass(frozen=True)
class Part:
    """A part of the page or a field of it: its words, the id at which it stands, and other words
    by which people look for it."""

    label: str
    anchor: str
    also: str = ""


def parts() -> Iterator[Part]:
    """Each part and each field."""
    for heading, first, _last in PARTS:
        yield Part(_(heading), part_of(first))
    yield from (
        Part(_("Logo"), "logo"),
        Part(_("Base currency"), "currency"),
        Part(_("Tax rates"), "tax"),
        Part(_("Mail server"), "mail", "SMTP"),
        Part(_("Sample data"), "sample", _("Demo, example, sample year")),
        Part(_("Theme"), "theme", _("Light, dark")),
        Part(_("Language"), "language"),
        Part(_("Signing in"), "sign-in", _("Password, sign out")),
        Part(_("API tokens"), "tokens"),
    )
    for name, one in SettingsForm.base_fields.items():
        yield Part(str(one.label), f"id_{name}")
