"""A record that is opened, as a page of its own or beside another: what is drawn of it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.actions import Aside
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.relations import relations
from freelancer_os.engine.write import writing
from freelancer_os.engine.write.notes import body_of
from freelancer_os.web.cells.drawing import cell
from freelancer_os.web.cells.kinds import NOTHING
from freelancer_os.web.files.files import Listed, files_on
from freelancer_os.web.notes.prose import prose
from freelancer_os.web.record.actions.actions import Button, asides, buttons
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
    actions: list[Button]
    asides: list[Aside]

    @property
    def address(self) -> str:
        return f"/{self.collection.slug}/{self.record.pk}/"

    @property
    def note_label(self) -> str:
        """What its note is called: "Notes", or "Agenda"."""
        return self.collection.body_label if self.collection.body else _("Notes")

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
        actions=buttons(desk, collection, found),
        asides=asides(desk, collection),
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
