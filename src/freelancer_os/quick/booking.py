"""What a sentence means, booked as one change."""

from textwrap import shorten
from uuid import UUID

from django.core.exceptions import ValidationError

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import WORDS
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.notes import add_line
from freelancer_os.engine.write.writing import create, get
from freelancer_os.people.models import User, Workspace
from freelancer_os.quick.asked import Reading
from freelancer_os.quick.making.notes import own_page
from freelancer_os.tools.models import Resource

RESOURCES = "resources"


def book(
    workspace: Workspace, user: User, reading: Reading, *, door: str = "page"
) -> tuple[Collection, Record, Unit]:
    """Make the record that a reading means; returns it, its collection, and the unit that wrote it.

    Raises ValidationError by part: of what is still asked, or as writing the record does. Then
    nothing is written.
    """
    if reading.asks:
        raise ValidationError({part.name: [part.sentence] for part in reading.asks})
    if reading.makes in {"todo", "note"}:
        return _noted(workspace, user, reading, door)
    collection = _collection(reading.collection)
    values = {
        name: value == "true" if isinstance(collection.writable.get(name), Flag) else value
        for name, value in reading.values.items()
        if value != ""
    }
    record, unit = create(collection, workspace, user, values, door=door)
    return collection, record, unit


def _noted(
    workspace: Workspace, user: User, reading: Reading, door: str
) -> tuple[Collection, Record, Unit]:
    """Write a line into the note of the record it is about, or of a resource of its own."""
    words = str(reading.values["words"])
    line = f"- [ ] {words}" if reading.makes == "todo" else words
    slug, key = reading.on or (RESOURCES, None)
    collection = _collection(slug)
    with change(workspace, user, collection.label, door=door) as unit:
        record = get(collection, unit, UUID(key)) if key else _own(unit, reading.makes)
        add_line(collection, record, line)
        parts = {"words": shorten(words, WORDS, placeholder="…"), "record": record.named}
        unit.sentence = Sentence("Noted “{words}” on {record}", parts)
    return collection, record, unit


def _own(unit: Unit, makes: str) -> Record:
    """The resource that holds what goes nowhere else; made where there is none."""
    title = own_page(makes)
    known = Resource.objects.of(unit.workspace).filter(folded=fold(title)).order_by("id").first()
    if known is not None:
        record: Record = get(_collection(RESOURCES), unit, known.pk)
        return record
    made = Resource(workspace=unit.workspace)
    made.edit({"title": title, "kind": "checklist" if makes == "todo" else "tip"})
    return made


def _collection(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None  # declared at start
    return found
