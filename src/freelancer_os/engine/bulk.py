"""Many records at once: one field of them set, or all of them deleted, as one change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404

from freelancer_os.core.changes import change
from freelancer_os.core.unit import Unit
from freelancer_os.engine.cells import Edit, as_made, entered
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import Field
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.writing import words

MOST = 5_000
BATCH = 500


def edit_many(
    collection: Collection, workspace: Any, user: Any, keys: Sequence[UUID], one: Field, edit: Edit
) -> Unit:
    """Set one field of many records to what was entered. A record that it names is made once.

    Raises ValidationError that names the record which refused, and Http404; then nothing is
    written.
    """
    more = {"with_linked": True} if edit.with_linked else {}
    with change(workspace, user, one.label) as unit:
        lens, made = Lens.of(unit.workspace), None
        for record in _records(unit, collection, keys):
            with _told_of(record):
                if made is None or not edit.create:
                    made = entered(unit, one, record, lens, edit)
                record.edit({**one.spread(made), **more})
        shown = words(as_made(collection, unit, one, edit).by_name[one.name], record, lens)
        unit.sentence = f"{one.label} of {_count(collection, keys)} is {shown or 'empty'}"
    return unit


def delete_many(collection: Collection, workspace: Any, user: Any, keys: Sequence[UUID]) -> Unit:
    """Delete many records. Raises ValidationError that names the one which refused, Http404."""
    with change(workspace, user, "Deleted") as unit:
        for record in _records(unit, collection, keys):
            with _told_of(record):
                record.remove()
        unit.sentence = f"Deleted {_count(collection, keys)}"
    return unit


def _count(collection: Collection, keys: Sequence[UUID]) -> str:
    return f"{len(keys)} {collection.singular if len(keys) == 1 else collection.plural}"


def _records(unit: Unit, collection: Collection, keys: Sequence[UUID]) -> Iterator[Any]:
    """The records as the unit has them by then: an earlier one may have moved a later one."""
    found = False
    for start in range(0, len(keys), BATCH):
        rows = unit.rows(collection.model).filter(pk__in=keys[start : start + BATCH])
        for record in rows.order_by("id"):
            touched = unit.touched.get((collection.model, record.pk))
            if touched is None or touched.now is not None:
                found = True
                yield touched.record if touched is not None else record
    if not found:
        raise Http404(f"There is no such {collection.singular}.")


@contextmanager
def _told_of(record: Any) -> Iterator[None]:
    """A refusal says of which record it speaks."""
    name = str(record)
    try:
        yield
    except ValidationError as error:
        errors = (
            [one for found in error.error_dict.values() for one in found]
            if hasattr(error, "error_dict")
            else error.error_list
        )
        sentence = f"{name}: {' '.join(error.messages)}"
        raise ValidationError(sentence, code=errors[0].code) from error
