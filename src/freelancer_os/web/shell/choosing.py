"""A field that holds one of a few options: the combobox of every form, in place of a select."""

import json
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from freelancer_os.core.values.text import fold

FEW = 8  # options that a finger chooses without a keyboard

Options = Iterable[Sequence[object]]
"""A value, its words and, where it has one, the colour of its tag."""


def choose(name: str, options: Options, value: object = "", **more: object) -> SafeString:
    """The field of a name that holds `value`, by default the first option.

    `more` are its attributes (`aria_label` is aria-label); what is None, False or "" is left out.
    """
    known = [[str(part) for part in option] for option in options]
    held = next((one for one in known if one[0] == str(value)), known[0] if known else ["", ""])
    attributes = {
        "name": name,
        "inputmode": "none" if len(known) <= FEW else None,
        **{key.replace("_", "-"): given for key, given in more.items()},
    }
    said = [
        (key, "" if given is True else given)
        for key, given in attributes.items()
        if given not in {None, False, ""}
    ]
    return format_html(
        '<input value="{}" data-key="{}" data-options="{}" role="combobox" aria-haspopup="listbox"'
        ' aria-expanded="false" aria-autocomplete="list" autocomplete="off"{}>',
        held[1],
        held[0],
        json.dumps(known, ensure_ascii=False, separators=(",", ":")),
        format_html_join("", ' {}="{}"', said),
    )


def chosen(options: Options, sent: str) -> str:
    """The value that a field of these options means: what was not chosen by script, or before the
    scripts were there, is sent as its words. What is none of them stays as it was sent."""
    values, named = set[str](), dict[str, list[str]]()
    for value, words, *_colour in options:
        values.add(str(value))
        named.setdefault(fold(str(words)), []).append(str(value))
    found = named.get(fold(sent), [])
    return found[0] if sent not in values and len(found) == 1 else sent
