"""What scripts say, for the page: nothing in English, which they are written in."""

import json
from functools import cache
from typing import Any

from babel import Locale
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, to_locale

from freelancer_os.web.shell.frame.assets import DIST

SAMPLES = range(201)  # in which every form of a plural is met


def words() -> SafeString:
    """The element that `js/elements/words.js` reads."""
    language = get_language() or "en"
    return SafeString("") if language.startswith("en") else _element(language)


@cache
def _element(language: str) -> SafeString:
    said = {one: _forms(language, one, *rest) for one, *rest in _of_scripts()}
    return json_script(said, "words", encoder=_Short)


class _Short(DjangoJSONEncoder):
    """Without blanks, and with letters as they are: every page carries it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "ensure_ascii": False, "separators": (",", ":")})


@cache
def _of_scripts() -> list[list[str]]:
    """The messages of the scripts, as the build has found them."""
    file = DIST / "messages.json"
    found: list[list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _forms(language: str, one: str, several: str = "") -> str | dict[str, str]:
    if not several:
        return gettext(one)
    category = Locale.parse(to_locale(language)).plural_form
    return {category(number): ngettext(one, several, number) for number in SAMPLES}
