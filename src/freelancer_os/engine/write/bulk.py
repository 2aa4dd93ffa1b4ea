"""Many records at once: one field of them set, or all of them deleted, as one change."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.rows import BATCH, in_batches
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.undo.slices import pause
from freelancer_os.core.values.text import LACKING, refusal
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.own.choices import Several
from freelancer_os.engine.write.cells import Edit, as_made, go
from freelancer_os.engine.write.making import made_by
from freelancer_os.engine.write.writing import counted, put, read, told
from freelancer_os.people.models import User, Workspace

MOST = 5_000

Chosen = Callable[[], Sequence[UUID]]
"""The ids of the records that are meant, asked once nobody else can write."""


def edit_many(
    collection: Collection, workspace: Workspace, user: User, chosen: Chosen, one: Field, edit: Edit
) -> Unit:
    """Set one field of many records to what was entered. A record that it names is made once.

    A field that holds several keeps what each record has, and takes the entered ones in besides, or
    is left without them.
    Raises ValidationError that names the record which refused, and Http404; then nothing is
    written.
    """
    with change(workspace, user, one.label) as unit:
        go(unit, edit.ways)
        formats, made, count = Formats.of(unit.workspace), None, 0
        rates = [name for name in edit.also if _is_rate(collection, name)]
        exchanged: set[str] = set()
        for record in _records(unit, collection, chosen()):
            count += 1
            with _told_of(record):
                made = made or made_by(unit, one, record, edit.create)
                value = one.parse(edit.value, formats, {}, record) if made is None else made
                added: list[Any] = value if made is None else [made]
                if isinstance(one, Links | Several):
                    own = one.value(record)
                    value = _without(own, added) if edit.without else _with(own, added)
                also = read(collection, unit, edit.also, record, "parse")
                put(collection, record, {one.name: value, **also})
                exchanged |= {getattr(record, "currency", "")} - {_currency_of(unit, value)}
                if rates and len(exchanged) > 1:
                    raise refusal(rates[0], _not_for_all(exchanged))
        one = as_made(collection, unit, one, edit).by_name[one.name]
        parts = {"field": one.label, "records": counted(collection, count)}
        if isinstance(one, Links | Several) and added:
            parts["values"] = one.words(added)
            unit.sentence = (
                Sentence("{field} of {records}: took off {values}", parts)
                if edit.without
                else Sentence("{field} of {records}: added {values}", parts)
            )
        else:
            parts["value"] = told(one, record, formats)
            unit.sentence = Sentence("{field} of {records} is {value}", parts)
    return unit


def _is_rate(collection: Collection, name: str) -> bool:
    one = collection.writable.get(name)
    return isinstance(one, Number) and bool(one.between)


def _currency_of(unit: Unit, value: object) -> str:
    """The currency into which a record is exchanged: that of the account it is paid on."""
    return str(getattr(value, "currency", unit.workspace.currency))


def _not_for_all(currencies: set[str]) -> str:
    sentence = _("These are in {currencies}: one rate is not for both. Choose those of one.")
    return sentence.format(currencies=" + ".join(sorted(currencies)))


def _with(own: list[Any], more: list[Any]) -> list[Any]:
    """What a record has, and more; nothing, where nothing was entered."""
    return [*own, *(one for one in more if one not in own)] if more else []


def _without(own: list[Any], less: list[Any]) -> list[Any]:
    """What a record has but for some of it; nothing, where nothing was entered."""
    return [one for one in own if one not in less] if less else []


def delete_many(collection: Collection, workspace: Workspace, user: User, chosen: Chosen) -> Unit:
    """Delete many records. Raises ValidationError that names the one which refused, Http404."""
    return _with_each(collection, workspace, user, chosen, _delete, Sentence("Deleted {records}"))


def archive_many(collection: Collection, workspace: Workspace, user: User, chosen: Chosen) -> Unit:
    """Archive many records; raises the same."""
    return _with_each(collection, workspace, user, chosen, _archive, Sentence("Archived {records}"))


def _delete(record: Record) -> None:
    record.remove()


def _archive(record: Record) -> None:
    record.edit({"archived": True})


def _with_each(
    collection: Collection,
    workspace: Workspace,
    user: User,
    chosen: Chosen,
    act: Callable[[Record], None],
    said: Sentence,
) -> Unit:
    """Do the same with each record, as one change."""
    with change(workspace, user, collection.plural) as unit:
        count = 0
        for record in _records(unit, collection, chosen()):
            count += 1
            with _told_of(record):
                act(record)
        unit.sentence = replace(said, parts={"records": counted(collection, count)})
    return unit


def _records(unit: Unit, collection: Collection, keys: Sequence[UUID]) -> Iterator[Any]:
    """The records as the unit has them by then: an earlier one may have moved a later one."""
    found = False
    for number, some in enumerate(in_batches(keys)):
        pause(unit, number * BATCH, len(keys))
        rows = unit.rows(collection.model).filter(pk__in=some)
        batch = list(rows.order_by("id"))
        unit.read_links(batch)
        for record in batch:
            touched = unit.touched.get((collection.model, record.pk))
            if touched is None or touched.now is not None:
                found = True
                yield touched.record if touched is not None else record
    if not found:
        raise Http404(_("There is no such {kind}.").format(kind=collection.singular))


@contextmanager
def _told_of(record: Record) -> Iterator[None]:
    """A refusal says of which record it speaks."""
    name = str(record)
    try:
        yield
    except ValidationError as error:
        of_fields = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        field, found = next(iter(of_fields.items()))
        sentence = _("{record}: {sentence}").format(record=name, sentence=" ".join(error.messages))
        refused = ValidationError(sentence, code=found[0].code)
        raise (ValidationError({field: refused}) if refused.code == LACKING else refused) from error
