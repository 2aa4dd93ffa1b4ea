"""Text as it is stored, and the one folded form in which names sort and are searched."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Marks of other scripts (Indic
# vowel signs, the dakuten of Japanese) make another letter, not the same one with an accent.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
)
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "\u0131": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ɖ": "d",
        "ƀ": "b", "ɨ": "i",
    }
)  # fmt: skip
_INVISIBLE = {"Cc": " ", "Cf": "", "Cs": ""}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


LACKING = "lacking"
"""The code of a refusal that would be none, had its field been said: pages ask for it then."""


def refusal(field: str, sentence: str) -> ValidationError:
    """Return the error that says `sentence` at `field`; the caller raises it."""
    return ValidationError({field: [sentence]})


def lacking(field: str, sentence: str) -> ValidationError:
    """The same, where nothing was wrong but that `field` was not said."""
    return ValidationError({field: ValidationError(sentence, code=LACKING)})


def fold(text: str) -> str:
    """Return `text` without case, accents, control characters and superfluous white space.

    Stored beside names and applied to what is searched for, so that both databases sort and find
    alike: "  Łódź  GROẞ" gives "lodz gross". Folding twice changes nothing. The result may be
    longer than the text (one Arabic ligature gives eighteen letters), and never holds NUL.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    once = _folded(text)
    while (again := _folded(once)) != once:
        once = again
    return once


def _folded(text: str) -> str:
    open_form = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _ACCENTS.sub("", open_form.translate(_LETTERS))
    if not plain.isprintable():
        plain = "".join(_INVISIBLE.get(unicodedata.category(sign), sign) for sign in plain)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def in_file_name(text: str) -> str:
    """A text as a part of a file's name: other signs than letters, digits, `-_.` become dashes."""
    plain = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in text)
    return plain.strip("-.")


def clean(
    text: object, *, field: str, max_length: int, required: bool = False, multiline: bool = False
) -> str:
    """Return `text` fit to be stored, stripped of white space around it.

    `max_length` counts characters. Line breaks and tabs are text only where `multiline`; line
    breaks become "\\n". Raises ValidationError on `field`.
    """
    if not isinstance(text, str):
        raise refusal(field, _("This must be text."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if multiline else text
    stripped = lines.strip()
    _check_characters(lines, field, multiline)
    if required and not stripped:
        raise refusal(field, _("This cannot be empty."))
    if len(stripped) > max_length:
        sentence = _("This is {length} characters long; at most {most} fit.")
        said = sentence.format(length=f"{len(stripped):,}", most=f"{max_length:,}")
        raise refusal(field, said)
    return stripped


def _check_characters(text: str, field: str, multiline: bool) -> None:
    if _SURROGATE.search(text):
        raise refusal(field, _("This holds a broken character; type it again."))
    if multiline and _CONTROL_IN_LINES.search(text):
        raise refusal(field, _("This holds a control character that cannot be stored."))
    # White space around a single line, a line break included, is stripped and does no harm.
    if not multiline and _CONTROL.search(text.strip(" \t\r\n")):
        raise refusal(field, _("This must be one line without control characters."))
