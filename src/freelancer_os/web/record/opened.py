"""A record that is opened, as a page of its own or beside another: what is drawn of it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.relations import relations
from freelancer_os.engine.write import writing
from freelancer_os.engine.write.notes import body_of
from freelancer_os.web.cells.drawing import cell
from freelancer_os.web.cells.kinds import NOTHING
from freelancer_os.web.files.files import Listed, files_on
from freelancer_os.web.notes.prose import prose
from freelancer_os.web.record.actions.actions import Beside, Button, asides, doable
from freelancer_os.web.record.properties import Properties, properties, title_of
from freelancer_os.web.record.related.part import Part, part
from freelancer_os.web.record.template_lines import LinesForm, lines_form
from freelancer_os.web.shell.access import Desk


@dataclass(frozen=True)
class Opened:
    """A record with everything that is drawn of it; `region` begins the ids of what is drawn.

    What a page does not show of it is not drawn.
    """

    desk: Desk
    collection: Collection
    record: Record
    region: str

    @cached_property
    def title(self) -> str:
        return str(self.record)

    @cached_property
    def heading(self) -> SafeString:
        """The title, which is edited where it stands."""
        return _heading(self.desk, self.collection, self.record, self.region)

    @cached_property
    def properties(self) -> Properties:
        return properties(self.desk, self.collection, self.record, self.region)

    @cached_property
    def lines(self) -> LinesForm | None:
        """The lines of what recurs as an invoice."""
        return lines_form(self.desk, self.collection, self.record)

    @cached_property
    def parts(self) -> list[Part]:
        """What links to it."""
        return self.parts_but()

    @cached_property
    def note(self) -> SafeString:
        return prose(body_of(self.collection, self.record), may_tick=self.desk.may_write)

    @cached_property
    def files(self) -> list[Listed]:
        return files_on(self.desk, self.record)

    @cached_property
    def doable(self) -> list[Button]:
        """What can be done with it."""
        return doable(self.desk, self.collection, self.record)

    @property
    def actions(self) -> list[Button]:
        """The same without what stands in the menu alone."""
        return [one for one in self.doable if not one.action.is_quiet]

    @property
    def asides(self) -> list[Beside]:
        """What its collection can tell of it besides."""
        return asides(self.desk, self.collection, self.record)

    def parts_but(self, *slugs: str) -> list[Part]:
        """What links to it, without these collections."""
        linking = relations(self.collection)
        return [
            part(self.desk, one, self.record, self.region)
            for one in linking
            if one.slug not in slugs
        ]

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
    return Opened(desk, collection, found, region)


def _heading(desk: Desk, collection: Collection, found: Record, region: str) -> SafeString:
    one = title_of(collection)
    if one is None:
        return format_html("{}", found)
    drawn = cell(
        collection, one, found, desk.formats, region=region, may_write=desk.may_write, tag="span"
    )
    return SafeString(drawn.replace(NOTHING, format_html("{}", found)))
