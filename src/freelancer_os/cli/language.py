"""The language in which commands speak: that of the terminal."""

from collections.abc import Mapping

from django.utils.translation import get_supported_language_variant

PLACES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """The first of these that is set, if the program speaks it; else English, also for "C"."""
    named = next((environment[name] for name in PLACES if environment.get(name)), "")
    code = named.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return "en"
