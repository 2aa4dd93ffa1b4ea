"""The letterhead: who sends the invoices of a workspace, on what terms, and how they look."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import DigestField
from freelancer_os.core.files.media import PDF, SHOWN, media_type
from freelancer_os.core.files.store import Kept
from freelancer_os.core.values.addresses import is_electronic, is_email, is_website
from freelancer_os.core.values.codes.countries import check_country
from freelancer_os.core.values.codes.languages import PAPER
from freelancer_os.core.values.codes.tax_numbers import check_tax_id
from freelancer_os.core.values.text import refusal

GREEN = "#0b6e54"
"""The program's own colour."""
LARGEST_LOGO = 1024 * 1024  # bytes
SVG = "image/svg+xml"
LOGOS = frozenset({"image/png", "image/jpeg", SVG})
LONGEST_TERMS = 999  # days
_COLOUR = re.compile("#[0-9a-f]{6}")
_SVG = re.compile(rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


class Letterhead(models.Model):
    """What stands on invoices of the sender. The legal name is the workspace's `name`.

    `payment_terms_days` are those of clients without their own. `registration` is the number in
    the register of companies, `e_address` where e-invoices come from (EN 16931, BT-30, BT-34).
    `is_small_business` is one that charges no tax, and says so. `logo` is the digest of a kept
    file.
    """

    class Template(models.TextChoices):
        STUDIO = "studio", "Studio"
        CLASSIC = "classic", "Classic"
        PLAIN = "plain", "Plain"

    street = models.CharField(max_length=200, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    city = models.CharField(max_length=100, blank=True, default="")
    region = models.CharField(max_length=100, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=50, blank=True, default="")
    website = models.CharField(max_length=500, blank=True, default="")
    tax_id = models.CharField(max_length=60, blank=True)
    registration = models.CharField(max_length=100, blank=True, default="")
    e_address = models.CharField(max_length=254, blank=True, default="")
    is_small_business = models.BooleanField(default=False)
    payment_terms_days = models.PositiveSmallIntegerField(default=14)
    template = models.CharField(max_length=10, choices=Template.choices, default=Template.STUDIO)
    accent = models.CharField(max_length=7, default=GREEN)
    invoice_note = models.CharField(max_length=500, blank=True, default="")
    logo = DigestField()
    logo_type = models.CharField(max_length=100, blank=True, default="", editable=False)

    locale: models.CharField[str, str]

    class Meta:
        abstract = True

    @property
    def paper_language(self) -> str:
        """The language of invoices to clients who have none of their own."""
        spoken = str(self.locale).split("-", maxsplit=1)[0]
        return spoken if spoken in PAPER else "en"

    def set_logo(self, kept: Kept | None, media: str = "") -> None:
        """Take a kept file as the logo, or none. Its media type was told by `logo_media`."""
        self.logo, self.logo_type = (kept.digest, media) if kept else ("", "")
        self.save()


def checked_letterhead(held: Letterhead, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they may be set on a letterhead. Raises ValidationError on the first unfit.

    What stands there already may stay.
    """
    found = {**asked}
    checks: dict[str, Callable[[str], str]] = {
        "country": check_country,
        "tax_id": lambda text: check_tax_id(text, found.get("country", held.country)),
        "email": _email,
        "website": _website,
        "e_address": _e_address,
        "accent": check_accent,
    }
    for name in checks.keys() & found.keys():
        if found[name] != getattr(held, name):
            found[name] = checks[name](found[name])
    if found.get("payment_terms_days", 0) > LONGEST_TERMS:
        sentence = _("At most {most} days.").format(most=LONGEST_TERMS)
        raise refusal("payment_terms_days", sentence)
    return found


def check_accent(text: str) -> str:
    """A colour as "#0b6e54"; raises ValidationError on `accent`."""
    if not _COLOUR.fullmatch(text.lower()):
        raise refusal("accent", _("Write the colour as # and six digits, such as #0b6e54."))
    return text.lower()


def logo_media(content: bytes) -> str:
    """The media type of a logo, told by its content; raises ValidationError on `logo`.

    An SVG is drawn by the program and by browsers as an image, where no script in it runs; one
    that declares entities, which can grow without bounds, is refused.
    """
    if len(content) > LARGEST_LOGO:
        raise refusal("logo", _("A logo has at most 1 MB."))
    found = media_type(content[:16])
    if found not in SHOWN and _SVG.match(content.removeprefix(b"\xef\xbb\xbf")):
        found = SVG
    if found not in LOGOS or found == PDF or b"<!ENTITY" in content:
        raise refusal("logo", _("A logo is a picture: PNG, JPEG or SVG."))
    return found


def _email(text: str) -> str:
    if text and not is_email(text):
        sentence = _("Write an e-mail address, such as {example}.")
        raise refusal("email", sentence.format(example="ada@example.com"))
    return text


def _website(text: str) -> str:
    if text and not is_website(text):
        sentence = _("Write a web address, such as {example}.")
        raise refusal("website", sentence.format(example="https://example.com"))
    return text


def _e_address(text: str) -> str:
    if text and not is_electronic(text):
        sentence = _(
            "Write a scheme of four digits and the number in it, such as {example}, or an e-mail "
            "address."
        )
        raise refusal("e_address", sentence.format(example="0204:991-12345-67"))
    return text
