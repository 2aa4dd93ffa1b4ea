"""What comes from a spreadsheet: cells of rows that are there, and new rows, as one change."""

from collections.abc import Container, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import LACKING
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.write.cells import Stale, go, refuse_stale
from freelancer_os.engine.write.pasted import Cell, Row, sentence_of
from freelancer_os.engine.write.pasted import told as told_of
from freelancer_os.engine.write.writing import (
    check_required,
    get,
    in_order,
    messages_of,
    put,
    read,
)
from freelancer_os.people.models import User, Workspace

MOST_ROWS = 1_000
TOLD = 6  # problems in one answer
NOTHING: Mapping[str, str] = {}
NOBODY: Container[int] = ()


def paste(
    collection: Collection,
    workspace: Workspace,
    user: User,
    rows: Sequence[Row],
    *,
    starts: Mapping[str, str],
    also: Mapping[str, str] = NOTHING,
    force: bool = False,
    ways: frozenset[str] = frozenset(),
    made: list[UUID] | None = None,
) -> Unit:
    """Write pasted cells; new records begin with `starts`. What follows from others is passed over.
    `made` takes the ids of the new ones.

    `also` is what rows lacked when they were pasted before, a rate; those that have it take none.
    Raises ValidationError with a sentence per problem, or of the code `LACKING` on what alone all
    that fails lacks; Stale, Http404. Then nothing is written.
    """
    lacked = _lacked(collection, workspace, user, rows, starts, ways) if also else NOBODY
    with change(workspace, user, collection.plural) as unit:
        go(unit, ways)
        found = _Pasting(collection, unit, starts, force)
        for place, row in enumerate(rows, start=1):
            record = found.take(place, row, also if place in lacked else NOTHING)
            if record is not None and row.key is None and made is not None:
                made.append(record.pk)
            if len(found.problems) > TOLD:
                break
        found.refuse(len(rows))
        unit.sentence = sentence_of(collection, rows)
    return unit


def _lacked(
    collection: Collection,
    workspace: Workspace,
    user: User,
    rows: Sequence[Row],
    starts: Mapping[str, str],
    ways: frozenset[str],
) -> Container[int]:
    """The places of the rows that lack a rate, of a paste that is not kept."""
    try:
        with change(workspace, user, collection.plural) as unit:
            go(unit, ways)
            found = _Pasting(collection, unit, starts, force=True)
            for place, row in enumerate(rows, start=1):
                found.take(place, row, NOTHING)
            raise _KnownError(found.lacking)
    except _KnownError as known:
        return known.lacking


class _KnownError(Exception):
    """What was to be known is."""

    def __init__(self, lacking: Container[int]) -> None:
        super().__init__()
        self.lacking = lacking


class _Pasting:
    """What came of the rows so far: `problems` by the rows' places, and those that are only
    `lacking` a rate, each by what lacks and between which currencies."""

    def __init__(
        self, collection: Collection, unit: Unit, starts: Mapping[str, str], force: bool
    ) -> None:
        self.collection, self.unit, self.starts, self.force = collection, unit, starts, force
        self.problems: dict[int, tuple[Row, ValidationError]] = {}
        self.lacking: dict[int, tuple[Row, ValidationError]] = {}
        self.pairs: set[tuple[str, ...]] = set()

    def take(self, place: int, row: Row, also: Mapping[str, str]) -> Any:
        """The record of a row; None where it was refused."""
        collection, unit = self.collection, self.unit
        record: Any = (
            collection.model(workspace=unit.workspace)
            if row.key is None
            else get(collection, unit, row.key)
        )
        try:
            _write(collection, unit, row, record, self.starts, also, self.force)
        except ValidationError as error:
            if rate := _rate_lacking(collection, error):
                self.lacking[place] = (row, error)
                self.pairs.add(_pair(collection, rate, record, row))
            else:
                self.problems[place] = (row, error)
            return None
        return record

    def refuse(self, count: int) -> None:
        """Raises ValidationError if a row was refused, of the code `LACKING` where one rate would
        do for all of them."""
        told: list[str] = []
        for place, (row, error) in sorted({**self.problems, **self.lacking}.items()):
            told += told_of(self.collection, error, place, row, is_row=count > 1)
        if not told:
            return
        told = [*told[:TOLD], *(["…"] if len(told) > TOLD else [])]
        names = {_rate_lacking(self.collection, error) for _row, error in self.lacking.values()}
        if self.problems or len(names) > 1 or len(self.pairs) > 1:
            raise ValidationError(told)
        raise ValidationError({names.pop(): ValidationError(" ".join(told), code=LACKING)})


def _pair(collection: Collection, rate: str, record: Any, row: Row) -> tuple[str, ...]:
    """Between which currencies a row is exchanged, as far as its cells and its record say."""
    said = {one.name: one.text.strip() for one in row.cells}
    held = {name: getattr(record, name, "") for name in _between(collection, rate)}
    return tuple(
        said.get(name) or (value if isinstance(value, str) else "") for name, value in held.items()
    )


def _between(collection: Collection, name: str) -> tuple[str, ...]:
    """The fields that say between which currencies a rate is; none for another field."""
    one = collection.writable.get(name)
    return one.between if isinstance(one, Number) else ()


def _rate_lacking(collection: Collection, error: ValidationError) -> str:
    """The rate that is all that an error asks for; "" where it is something else."""
    found = error.error_dict if hasattr(error, "error_dict") else {}
    lacking = [name for name, errors in found.items() if all(e.code == LACKING for e in errors)]
    if len(found) != 1 or not lacking:
        return ""
    return lacking[0] if _between(collection, lacking[0]) else ""


def _write(
    collection: Collection,
    unit: Unit,
    row: Row,
    record: Any,
    starts: Mapping[str, str],
    also: Mapping[str, str],
    force: bool,
) -> None:
    """Raises ValidationError per field, and Stale."""
    fields = collection.by_name
    columns = {name for name in collection.writable if name in fields and fields[name].in_cells}
    cells = {one.name: one for one in row.cells if one.name in columns}
    if row.key is not None:
        if not force:
            _refuse_stale(collection, record, cells, unit)
        more = read(collection, unit, also, record, "parse")
        put(collection, record, {**_values(collection, unit, record, cells, {}), **more})
        return
    begun = {name: text for name, text in {**starts, **also}.items() if name not in cells}
    values = read(collection, unit, begun, record, "parse")
    values |= _values(collection, unit, record, cells, values)
    check_required(collection.fields, values)
    put(collection, record, values)


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
