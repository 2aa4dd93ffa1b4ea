"""The note of a record of any collection: read, written, its checkboxes ticked.

A collection that has a text of its own for it (`Collection.body`: the agenda of a meeting) keeps it
there, every other one in a `core.attached.notes.Note`.
"""

import hashlib
from textwrap import shorten
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.attached.notes import note_of, write_note
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import WORDS
from freelancer_os.engine.markdown import ITEM, TASK, plain
from freelancer_os.engine.write.cells import Stale, changed_by
from freelancer_os.engine.write.writing import get, stored
from freelancer_os.people.models import User, Workspace


def body_of(collection: Collection, record: Record) -> str:
    """The note of a record in Markdown, "" where there is none."""
    if collection.body:
        return str(collection.by_name[collection.body].value(record))
    note = note_of(record)
    return note.body if note is not None else ""


def stored_body(collection: Collection, workspace: Workspace, pk: UUID) -> str:
    """The note of a record as the database has it. Raises Http404."""
    return body_of(collection, stored(collection, workspace, pk))


def version_of(body: str) -> str:
    """A short text that changes whenever a note does."""
    return hashlib.sha256(body.encode()).hexdigest()[:20]


def write(
    collection: Collection,
    workspace: Workspace,
    user: User,
    pk: UUID,
    body: object,
    *,
    opened: str | None = None,
    door: str = "page",
) -> Unit:
    """Set the note of a record; `opened` is the version from which it was written.

    Raises Stale if it is another by now, ValidationError, Http404; then nothing is written.
    """
    with change(workspace, user, collection.body_label, door=door) as unit:
        record = get(collection, unit, pk)
        present = body_of(collection, record)
        if opened not in {None, version_of(present)} and body != present:
            raise _stale(collection, record, user)
        _put(collection, record, body)
        parts = {"field": collection.body_label, "record": record.named}
        unit.sentence = Sentence("{field} of {record} was changed", parts)
    return unit


def tick(
    collection: Collection,
    workspace: Workspace,
    user: User,
    pk: UUID,
    place: int,
    saw: str,
    *,
    on: bool,
) -> Unit:
    """Tick a checkbox, or take the tick away: the one in the line `place`, which read `saw`.

    Raises Stale if that line is another by now, Http404.
    """
    with change(workspace, user, collection.body_label) as unit:
        record = get(collection, unit, pk)
        lines = body_of(collection, record).split("\n")
        found = TASK.fullmatch(saw)
        if found is None or not 0 <= place < len(lines) or lines[place] != saw:
            raise _stale(collection, record, user)
        lines[place] = f"{found['head']}{'x' if on else ' '}{found['tail']}"
        _put(collection, record, "\n".join(lines))
        words = shorten(plain(found["tail"][1:]), WORDS, placeholder="…")
        parts = {"words": words, "record": record.named}
        unit.sentence = (
            Sentence("Ticked “{words}” of {record}", parts)
            if on
            else Sentence("Unticked “{words}” of {record}", parts)
        )
    return unit


def add_line(collection: Collection, record: Record, line: str) -> None:
    """Put a line at the end of the note of a record that was read in this change.

    After a list or a task it stands in it, else below a blank line.
    """
    body = body_of(collection, record).rstrip()
    last = body.rpartition("\n")[2]
    is_list = bool(ITEM.match(last)) and bool(ITEM.match(line))
    _put(collection, record, (body + ("\n" if is_list else "\n\n") if body else "") + line)


def _put(collection: Collection, record: Record, body: object) -> None:
    if collection.body:
        record.edit({collection.body: body})
    else:
        write_note(record, body)


def _stale(collection: Collection, record: Record, user: User) -> Stale:
    note = None if collection.body else note_of(record)
    row, column = (record, collection.body) if note is None else (note, "body")
    who = changed_by(row, column)
    if who == user:
        return Stale(_("You changed it elsewhere while you were writing."))
    if who:
        return Stale(_("{user} changed it while you were writing.").format(user=who))
    return Stale(_("It was changed while you were writing."))
