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
    """The to-do or the note that a sentence means; None where its first words say neither.

    It goes into the note of the record that it names; without one, into the checklist or the tip
    of resources that is called as such.
    """
    led = next(
        (piece for piece, _words in spoken.phrases(said.todo | said.note) if not piece.first), None
    )
    if led is None or led.last == len(spoken.tokens):
        return None
    makes = (
        "todo" if " ".join(one.folded for one in spoken.tokens[: led.last]) in said.todo else "note"
    )
    names = Names.of(formats.workspace, spoken, FIELDS)
    links = links_of(names, set(led.places), lambda match: True, answers, formats.workspace)
    named = [(name, links.found[name]) for name in reversed(FIELDS) if links.found.get(name)]
    words = spoken.left(led.places, said.fillers if led.last > 1 else frozenset())
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
