"""What is said before records are deleted: what goes with them, and what hangs on them."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.fields.links import WorkspaceForeignKey, links_to
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.hanging import count_of
from freelancer_os.engine.write.writing import counted
from freelancer_os.people.models import Workspace


def question(workspace: Workspace, collection: Collection, record: Record) -> str:
    """What is asked before a record is deleted."""
    hanging = Hanging.on(workspace, collection, [record.pk])
    sentence = _("{record} is deleted.").format(record=record)
    return " ".join([sentence, *hanging.sentences(), _("Undo brings it back.")])


def question_of_many(workspace: Workspace, collection: Collection, keys: Sequence[UUID]) -> str:
    """The same of several records; "" where nothing stays behind without them."""
    hanging = Hanging.on(workspace, collection, keys)
    if not (hanging.emptied or hanging.lost):
        return ""
    gone = Sentence("Deletes {records}.", {"records": counted(collection, len(keys))})
    return " ".join([str(gone), *hanging.sentences(len(keys)), _("Undo brings them back.")])


class Hanging:
    """What hangs on records, by how many of a kind.

    `along` goes with them, `emptied` loses its link; `lost` is what their declaration tells.
    """

    def __init__(self) -> None:
        self.along: list[Sentence] = []
        self.emptied: list[Sentence] = []
        self.lost: list[str] = []

    @classmethod
    def on(cls, workspace: Workspace, collection: Collection, keys: Sequence[UUID]) -> "Hanging":
        """Read in a bounded number of statements for every `AT_ONCE` records."""
        found = cls()
        rows = Attachment.objects.of(workspace)
        if files := count_of(rows, "record_id", keys):
            one, several = "{count} file", "{count} files"
            found.along.append(Sentence(one, several=several, count=files))
        for link in links_to(collection.model):
            found._look_at(workspace, collection, link, keys)
        if collection.loses is not None:
            found.lost.extend(collection.loses(workspace, keys))
        return found

    def _look_at(
        self,
        workspace: Workspace,
        of: Collection,
        link: WorkspaceForeignKey,
        keys: Sequence[UUID],
    ) -> None:
        source: Any = link.model
        collection = collections.of_model(source._meta.label)
        if collection is None or link.attname in source.unlogged:
            return
        if count := count_of(source.objects.of(workspace), link.attname, keys):
            goes = link.goes_along or collection.slug in of.taken_along
            (self.along if goes else self.emptied).append(counted(collection, count))

    def sentences(self, count: int = 1) -> Iterator[str]:
        """What becomes of all that, when so many records are deleted."""
        if self.along:
            along = ngettext("With it goes: {records}.", "With them goes: {records}.", count)
            yield along.format(records=_listed(self.along))
        if self.emptied:
            emptied = ngettext(
                "Linked to it, and left without it: {records}.",
                "Linked to them, and left without them: {records}.",
                count,
            )
            yield emptied.format(records=_listed(self.emptied))
        yield from self.lost


def _listed(found: list[Sentence]) -> str:
    return ", ".join(map(str, found))
