"""What the log tells of a whole record."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop

from freelancer_os.core.words import Part, Sentence
from freelancer_os.engine.collection import Collection

BY_ITSELF: Mapping[str, str] = {
    "Added {kind} {record}": gettext_noop("Added {record}"),
    "Changed {kind} {record}": gettext_noop("Changed {record}"),
    "Deleted {kind} {record}": gettext_noop("Deleted {record}"),
    "Duplicated {kind} {record}": gettext_noop("Duplicated {record}"),
}


def of_kind(said: Sentence, collection: Collection, named: Part) -> Sentence:
    """The sentence of a record by its kind and name; a name that is a sentence says what it is:
    "Deleted Transfer of 1 Oct 2026"."""
    if isinstance(named, Sentence):
        return Sentence(BY_ITSELF[said.msgid], {"record": named})
    return replace(said, parts={"kind": collection.singular, "record": named})
