"""Where each setting stands on the page of the settings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from freelancer_os.web.settings.forms import PARTS, SettingsForm, part_of


def parts() -> Iterator[tuple[str, str]]:
    """The words of each part and of each field, and the id at which it stands."""
    for heading, first, _last in PARTS:
        yield _(heading), part_of(first)
    yield from (
        (_("Logo"), "logo"),
        (_("Base currency"), "currency"),
        (_("Tax rates"), "tax"),
        (_("Mail server"), "mail"),
        (_("Theme"), "theme"),
        (_("Language"), "language"),
        (_("Signing in"), "sign-in"),
        (_("API tokens"), "tokens"),
    )
    for name, one in SettingsForm.base_fields.items():
        yield str(one.label), f"id_{name}"
