"""A record once more: its fields and its note, not what it has been through."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.notes import note_of, write_note
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Title
from freelancer_os.engine.write.telling import of_kind
from freelancer_os.engine.write.writing import get, put, stored, words
from freelancer_os.people.models import User, Workspace


def may_be_duplicated(collection: Collection) -> bool:
    """Whether its records are made by themselves, of their fields alone."""
    return bool(collection.composer) and collection.has_page


def duplicate(
    collection: Collection, workspace: Workspace, user: User, pk: UUID, *, door: str = "page"
) -> tuple[Record, Unit, str]:
    """Make a record like another; returns it, the unit, and a sentence that says what was left.

    What verbs write (a status, payments) and what is one record's own (`Logged.alone`) is not
    copied. Raises ValidationError, Http404; then nothing is written.
    """
    with change(workspace, user, collection.singular, door=door) as unit:
        original, formats = get(collection, unit, pk), Formats.of(unit.workspace)
        copied = [one for one in collection.fields if _is_copied(collection, original, one)]
        left = _left(collection, original, formats)
        record = collection.model(workspace=unit.workspace)
        values = {one.name: _value(one, original) for one in copied}
        put(collection, record, dict(original.to_copy(values)))
        record.follow_copied(original)
        note = None if collection.body else note_of(original)
        if note is not None:
            write_note(record, note.body)
        said = Sentence("Duplicated {kind} {record}")
        unit.sentence = of_kind(said, collection, original.named)
    without = _("Not copied: {fields}.").format(fields=", ".join(left)) if left else ""
    return stored(collection, workspace, record.pk), unit, without


def _is_copied(collection: Collection, original: Record, one: Field) -> bool:
    by_verb = collection.by_verb.fields if collection.by_verb else ()
    return not (one.read_only or one.name in by_verb or one.name in original.alone)


def _value(one: Field, original: Record) -> Any:
    value = one.value(original)
    if isinstance(one, Title) and one.required:
        return _("{name} (copy)").format(name=value)[: one.max_length]
    return value


def _left(collection: Collection, original: Record, formats: Formats) -> list[str]:
    """The names of what the original has and its copy has not."""
    by_verb = collection.by_verb.fields if collection.by_verb else ()
    names = [n for n in (*by_verb, *sorted(original.alone)) if n in collection.by_name]
    found = [collection.by_name[name] for name in names]
    left = [str(one.label) for one in found if words(one, original, formats)]
    if Attachment.objects.of(original.workspace).on(original).exists():
        left.append(_("files"))
    return left
