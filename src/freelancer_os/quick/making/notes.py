"""Sentences that are notes: to-dos, and what is to be kept in mind."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.engine.formats import Formats
from freelancer_os.quick.asked import Part, Reading
from freelancer_os.quick.finding.names import Names
from freelancer_os.quick.making.links import links_of
from freelancer_os.quick.making.written import link_part, unclear_part
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said

FIELDS = ("client", "project", "service", "contact")


def note_of(
    spoken: Spoken, formats: Formats, said: Said, answers: Mapping[str, Any]
) -> Reading | None:
    """The to-do or the note that a sentence means; None where its first word says neither.

    It goes into the note of the record that it names; without one, into the checklist or the tip
    of resources that is called as such.
    """
    first = spoken.tokens[0].folded
    makes = "todo" if first in said.todo else "note" if first in said.note else ""
    if not makes or len(spoken.tokens) == 1:
        return None
    names = Names.of(formats.workspace, spoken, FIELDS)
    links = links_of(names, {0}, lambda match: True, answers, formats.workspace)
    named = [(name, links.found[name]) for name in reversed(FIELDS) if links.found.get(name)]
    words = spoken.left({0}, frozenset())
    parts = [Part(name="words", label=_("Text"), value=words, text=words)]
    on = None
    if links.unclear:
        parts.append(unclear_part(spoken, links.unclear))
    elif named:
        name, records = named[0]
        part = link_part(name, records, _("On which one?"))
        parts.append(part)
        if len(records) == 1:
            on = f"{name}s", str(records[0].pk)
    title = _("Add to-do") if makes == "todo" else _("Add note")
    return Reading(makes=makes, collection="resources", title=title, parts=tuple(parts), on=on)


def own_page(makes: str) -> str:
    """The title of the resource that holds what goes nowhere else."""
    return _("To-dos") if makes == "todo" else _("Notes")
