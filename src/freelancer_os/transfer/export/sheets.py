"""What an export holds, sheet by sheet: every kind of row that a workspace has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.base import Attached
from freelancer_os.core.attached.notes import Note
from freelancer_os.core.files.store import path_of
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Text
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import BankLine

Printed = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind, their columns in order, and how a row is printed as JSON values.

    `is_table` says that rows make sense in a spreadsheet, too.
    """

    name: str
    rows: QuerySet[Any]
    columns: tuple[str, ...]
    printed: Callable[[Any], Printed]
    is_table: bool = True


@dataclass(frozen=True, kw_only=True)
class Raw(Field):
    """A value that is kept as JSON."""

    kind: ClassVar[str] = "json"


BANK_LINE = (Text(name="identity", label="Identity"), Raw(name="raw", label="As it came"))


def sheets(formats: Formats) -> Iterator[Sheet]:
    """Every sheet of a workspace: collections, files, notes, the rest, the history."""
    own = OwnProperties(formats.workspace)
    for found in collections:
        collection = own.of(found)
        fields = (*(one for one in collection.fields if not one.is_asked), *_kept(collection))
        yield _fielded(collection.slug, _of(collection, formats), fields, formats)
    yield _files(formats)
    yield _notes(formats)
    for model in _others():
        yield _plain(model._meta.verbose_name_plural, model, formats, is_table=True)
    yield _plain("changes", Change, formats)
    yield _log(formats)


def _kept(collection: Collection) -> tuple[Field, ...]:
    """What is exported of a collection besides its fields."""
    return BANK_LINE if collection.model is BankLine else ()


def member_of(attachment: Attachment) -> str:
    """The name under which an attachment's file stands in the export."""
    return f"files/{attachment.pk}/{attachment.name}"


def _of(collection: Collection, formats: Formats) -> QuerySet[Record]:
    return collection.rows(formats.workspace).select_related(None)


def _fielded(name: str, rows: QuerySet[Any], fields: tuple[Field, ...], formats: Formats) -> Sheet:
    """Rows as the API prints them. Only records that say in what currency an amount is, or over
    which a field is read, are read along; a link is printed as its id."""
    links = {link.attribute for link in fields if isinstance(link, Link)}
    needed = sorted(links & {getattr(one, "of", "") or one.over for one in fields})

    def printed(record: Record) -> Printed:
        return {"id": str(record.pk), **{one.name: one.dump(record, formats) for one in fields}}

    rows = rows.select_related(*needed) if needed else rows
    return Sheet(name, rows, ("id", *(one.name for one in fields)), printed)


def _owner(record: Attached) -> Printed:
    """The id of what is beside a record, and which record that is."""
    collection = collections.of_model(record.model)
    return {
        "id": str(record.pk),
        "collection": collection.slug if collection else record.model,
        "record": str(record.record_id),
    }


def _notes(formats: Formats) -> Sheet:
    """Notes, in Markdown."""

    def printed(record: Note) -> Printed:
        return {**_owner(record), "body": record.body}

    columns = ("id", "collection", "record", "body")
    return Sheet("notes", Note.objects.of(formats.workspace), columns, printed)


def _files(formats: Formats) -> Sheet:
    """Attachments. `file` is null where the file itself is missing."""

    def printed(record: Attachment) -> Printed:
        return {
            **_owner(record),
            "name": record.name,
            "size": record.size,
            "media_type": record.media_type,
            "file": member_of(record) if path_of(record.digest).is_file() else None,
        }

    columns = ("id", "collection", "record", "name", "size", "media_type", "file")
    return Sheet("attachments", Attachment.objects.of(formats.workspace), columns, printed)


def _log(formats: Formats) -> Sheet:
    """What each change did to each record; the columns before and after are as they are stored."""
    columns = ("id", "change_id", "model", "record_id", "title", "action", "before", "after")

    def printed(row: Record) -> Printed:
        return pack({name: getattr(row, name) for name in columns}, columns)

    rows: Any = ChangeRow.objects.filter(workspace=formats.workspace)
    return Sheet("change-rows", rows, columns, printed)


def _others() -> Iterator[type[Record]]:
    """Business rows that no sheet above shows: they go along as they are stored."""
    shown = {Attachment, Note, *(collection.model for collection in collections)}
    for model in apps.get_models():
        if issubclass(model, Record) and model not in shown:
            yield model


def _plain(
    name: object, model: type[models.Model], formats: Formats, *, is_table: bool = False
) -> Sheet:
    """Rows as they are stored, without the workspace. Amounts are in minor units."""
    columns = tuple(f.attname for f in model._meta.concrete_fields if f.attname != "workspace_id")

    def printed(record: Record) -> Printed:
        return pack(record.__dict__, columns)

    rows: Any = model._default_manager.filter(workspace=formats.workspace)
    return Sheet(str(name).replace(" ", "-"), rows, columns, printed, is_table)
