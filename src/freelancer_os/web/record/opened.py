"""A record that is opened, as a page of its own or beside another: what is drawn of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.fields.links import links_to
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.relations import relations
from freelancer_os.engine.write import writing
from freelancer_os.engine.write.notes import body_of
from freelancer_os.web.cells.drawing import cell
from freelancer_os.web.cells.kinds import NOTHING
from freelancer_os.web.files.files import Listed, files_on
from freelancer_os.web.notes.prose import prose
from freelancer_os.web.record.actions.actions import Button, buttons
from freelancer_os.web.record.properties import Properties, properties, title_of
from freelancer_os.web.record.related.part import Part, part
from freelancer_os.web.shell.access import Desk


@dataclass(frozen=True)
class Opened:
    """A record with everything that is drawn of it; `region` begins the ids of what is drawn."""

    collection: Collection
    record: Record
    region: str
    title: str
    heading: SafeString
    properties: Properties
    parts: list[Part]
    note: SafeString
    files: list[Listed]
    linked: int
    actions: list[Button]

    @property
    def address(self) -> str:
        return f"/{self.collection.slug}/{self.record.pk}/"

    @property
    def note_label(self) -> str:
        """What its note is called: "Notes", or "Agenda"."""
        return self.collection.body_label if self.collection.body else _("Notes")

    @property
    def deleting(self) -> str:
        """What is asked before it is deleted, with what goes with it."""
        files, links, record = len(self.files), self.linked, self.title
        gone = ngettext(
            "{record} is deleted with its {count} file.",
            "{record} is deleted with its {count} files.",
            files,
        )
        found = [(gone if files else _("{record} is deleted.")).format(record=record, count=files)]
        if links:
            emptied = ngettext(
                "{count} link to it becomes empty.", "{count} links to it become empty.", links
            )
            found.append(emptied.format(count=links))
        return " ".join([*found, _("Undo brings it back.")])

    @property
    def place(self) -> str:
        """What begins the ids of its own parts."""
        return f"{self.region}-{self.record.pk}"


def opened(desk: Desk, collection: Collection, pk: UUID, *, region: str) -> Opened:
    """Open a record. Raises Http404."""
    found = writing.stored(collection, desk.workspace, pk)
    return Opened(
        collection=collection,
        record=found,
        region=region,
        title=str(found),
        heading=_heading(desk, collection, found, region),
        properties=properties(desk, collection, found, region),
        parts=[part(desk, one, found, region) for one in relations(collection)],
        note=prose(body_of(collection, found), may_tick=desk.may_write),
        files=files_on(desk, found),
        linked=_linked(desk, found),
        actions=buttons(desk, collection, found),
    )


def _heading(desk: Desk, collection: Collection, found: Record, region: str) -> SafeString:
    """The title, which is edited where it stands."""
    one = title_of(collection)
    if one is None:
        return format_html("{}", found)
    drawn = cell(
        collection, one, found, desk.formats, region=region, may_write=desk.may_write, tag="span"
    )
    return SafeString(drawn.replace(NOTHING, format_html("{}", found)))


def _linked(desk: Desk, found: Record) -> int:
    """How many rows link to a record, up to a hundred: what deleting it would empty."""
    count = 0
    for link in links_to(type(found)):
        source: Any = link.model
        if link.attname not in source.unlogged:
            rows = source.objects.of(desk.workspace).filter(**{link.attname: found.pk})
            count += rows[:100].count()
    return count
