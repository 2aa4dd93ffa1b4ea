"""What is said of a paste: of a refusal with its place, of what was written for the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.writing import counted, messages_of

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


def told(
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


def sentence_of(collection: Collection, rows: Sequence[Row]) -> Sentence:
    new = sum(row.key is None for row in rows)
    added, changed = counted(collection, new), counted(collection, len(rows) - new)
    if new == len(rows):
        return Sentence("Added {records}", {"records": added})
    if not new:
        return Sentence("Changed {records}", {"records": changed})
    return Sentence("Added {added} and changed {changed}", {"added": added, "changed": changed})
