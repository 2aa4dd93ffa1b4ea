"""The options of a property: what is kept of each, and that no two are alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.slugs import free_slug, read_slug, slug_in
from freelancer_os.core.values.text import clean, fold, refusal

LABEL = 80  # characters of an option
PARTS = ("value", "label", "colour")
COLOURS = ("stone", "amber", "green", "blue", "rose", "violet")


def kept(
    wanted: Mapping[str, Any], known: Mapping[str, Any], taken: set[Any], colour: str
) -> dict[str, str]:
    """One option as it is kept; one without a value gets a slug that is not `taken`."""
    label = clean(wanted.get("label"), field="options", max_length=LABEL, required=True)
    value = wanted.get("value")
    if value is None:
        value = free_slug(slug_in(label) or "option", taken)
    colour = wanted.get("colour") or known.get(value, {}).get("colour") or colour
    if colour not in COLOURS:
        raise refusal("options", _("A colour is one of: {known}.").format(known=", ".join(COLOURS)))
    return {"value": read_slug(value, field="options"), "label": label, "colour": colour}


def refuse_doubles(options: list[dict[str, str]]) -> None:
    """Raise ValidationError if two have one value or one label."""
    for part in ("value", "label"):
        seen = set()
        for one in options:
            if fold(one[part]) in seen:
                sentence = _("There are two options “{option}”.").format(option=one[part])
                raise refusal("options", sentence)
            seen.add(fold(one[part]))
