"""What comes from a spreadsheet: cells of rows that are there, and new rows, as one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.write.cells import Stale, go, refuse_stale
from freelancer_os.engine.write.writing import (
    check_required,
    counted,
    get,
    in_order,
    messages_of,
    put,
    read,
)
from freelancer_os.people.models import User, Workspace

MOST_ROWS = 1_000
TOLD = 6  # problems in one answer
QUOTED = 40  # characters of what was pasted


@dataclass(frozen=True)
class Cell:
    """A pasted cell: its field, the text, and what the cell held before, if it was there."""

    name: str
    text: str
    opened: str | None = None


@dataclass(frozen=True)
class Row:
    """A pasted row; without a key it becomes a new record."""

    key: UUID | None
    cells: Sequence[Cell]


def paste(
    collection: Collection,
    workspace: Workspace,
    user: User,
    rows: Sequence[Row],
    *,
    starts: Mapping[str, str],
    force: bool = False,
    ways: frozenset[str] = frozenset(),
    made: list[UUID] | None = None,
) -> Unit:
    """Write pasted cells; new records begin with `starts`. What follows from others is passed over.
    `made` takes the ids of the new ones.

    Raises ValidationError with a sentence per problem, Stale, Http404; then nothing is written.
    """
    problems: list[str] = []
    with change(workspace, user, collection.plural) as unit:
        go(unit, ways)
        for place, row in enumerate(rows, start=1):
            try:
                record = _write(collection, unit, row, starts, force)
                if row.key is None and made is not None:
                    made.append(record.pk)
            except ValidationError as error:
                problems += _told(collection, error, place, row, is_row=len(rows) > 1)
            if len(problems) > TOLD:
                break
        if problems:
            more = ["…"] if len(problems) > TOLD else []
            raise ValidationError([*problems[:TOLD], *more])
        unit.sentence = _sentence(collection, rows)
    return unit


def _write(
    collection: Collection, unit: Unit, row: Row, starts: Mapping[str, str], force: bool
) -> Any:
    fields = collection.by_name
    columns = {name for name in collection.writable if name in fields and fields[name].in_cells}
    cells = {one.name: one for one in row.cells if one.name in columns}
    if row.key is not None:
        record = get(collection, unit, row.key)
        if not force:
            _refuse_stale(collection, record, cells, unit)
        put(collection, record, _values(collection, unit, record, cells, {}))
        return record
    record = collection.model(workspace=unit.workspace)
    begun = {name: text for name, text in starts.items() if name not in cells}
    values = read(collection, unit, begun, record, "parse")
    values |= _values(collection, unit, record, cells, values)
    check_required(collection.fields, values)
    put(collection, record, values)
    return record


def _values(
    collection: Collection, unit: Unit, record: Record, cells: Mapping[str, Cell], given: Values
) -> dict[str, Any]:
    """What the cells hold, by their fields; empty cells of a new row are no wish."""
    formats, values = Formats.of(unit.workspace), dict(given)
    problems: dict[str, list[str]] = {}
    for name in in_order(collection.writable, cells):
        one, text = collection.writable[name], cells[name].text
        if record._state.adding and not text.strip():
            continue
        try:
            values[name] = one.pasted(text, formats, values, record)
        except ValidationError as error:
            problems.update(messages_of(error, name))
    if problems:
        raise ValidationError(problems)
    return values


def _refuse_stale(
    collection: Collection, record: Record, cells: Mapping[str, Cell], unit: Unit
) -> None:
    formats = Formats.of(unit.workspace)
    for name, cell in cells.items():
        one = collection.by_name[name]
        if cell.opened is None:
            continue
        try:
            refuse_stale(one, record, formats, cell.opened, unit.user)
        except Stale as stale:
            said = _("{field} of {record}: {sentence}").format(
                field=one.label, record=record, sentence=stale.sentence
            )
            raise Stale(said, way="force") from stale


def _told(
    collection: Collection, error: ValidationError, place: int, row: Row, *, is_row: bool
) -> list[str]:
    """The sentences of one row's refusal, each with its place and what was pasted there."""
    texts, found = {one.name: one.text.strip() for one in row.cells}, []
    for name, sentences in messages_of(error).items():
        one, text = collection.writable.get(name), texts.get(name, "")
        label = one.label if one is not None else ""
        quoted = _("“{text}”.").format(text=text[:QUOTED]) + " " if text else ""
        pattern = _placed(is_row=is_row, is_field=bool(label))
        found += [pattern.format(row=place, field=label, sentence=quoted + s) for s in sentences]
    return found


def _placed(*, is_row: bool, is_field: bool) -> str:
    """How a problem is told with its row and its field."""
    if is_row:
        return _("Row {row}, {field}: {sentence}") if is_field else _("Row {row}: {sentence}")
    return _("{field}: {sentence}") if is_field else "{sentence}"


def _sentence(collection: Collection, rows: Sequence[Row]) -> Sentence:
    new = sum(row.key is None for row in rows)
    added, changed = counted(collection, new), counted(collection, len(rows) - new)
    if new == len(rows):
        return Sentence("Added {records}", {"records": added})
    if not new:
        return Sentence("Changed {records}", {"records": changed})
    return Sentence("Added {added} and changed {changed}", {"added": added, "changed": changed})
