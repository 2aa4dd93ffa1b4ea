"""Languages by their codes: the one that is read, and those in which an invoice can be written."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal

PAPER = ("en", "de", "fr", "es", "it", "nl", "pt", "hr")
"""The languages of invoices (ISO 639-1)."""


def language() -> str:
    """The language that is read, as Babel names it: English where Babel knows it not."""
    return known_language(get_language() or "en")


def known_language(code: str) -> str:
    """A language of ours as Babel names it: "de", "pt_BR"; English where Babel knows it not."""
    try:
        return str(Locale.parse(to_locale(code)))
    except (ValueError, UnknownLocaleError):
        return "en"


def check_paper_language(code: str, *, field: str) -> str:
    """A language of invoices, "" for that of the workspace. Raises ValidationError on `field`."""
    if code and code not in PAPER:
        known = ", ".join(PAPER)
        raise refusal(field, _("An invoice is written in one of: {known}.").format(known=known))
    return code


def language_name(code: str) -> str:
    """What a language is called in the one that is read: "German"."""
    name = str(Locale.parse(language()).languages.get(code, code))
    return name[:1].upper() + name[1:]
