"""What is said before records are deleted: what goes with them, and what hangs on them."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.fields.links import WorkspaceForeignKey, links_to
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import counted
from freelancer_os.finance.models import Invoice, Payment, Transaction
from freelancer_os.people.models import Workspace

COUNTED = 1_000  # of a kind
M = TypeVar("M", bound=Model)
AT_ONCE = 500  # records that are named in one statement


def question(workspace: Workspace, collection: Collection, record: Record) -> str:
    """What is asked before a record is deleted."""
    hanging = Hanging.on(workspace, collection, [record.pk])
    sentence = _("{record} is deleted.").format(record=record)
    return " ".join([sentence, *hanging.sentences(), _("Undo brings it back.")])


def question_of_many(workspace: Workspace, collection: Collection, keys: Sequence[UUID]) -> str:
    """The same of several records; "" where nothing stays behind without them."""
    hanging = Hanging.on(workspace, collection, keys)
    if not (hanging.emptied or hanging.sent or hanging.lines):
        return ""
    gone = Sentence("Deletes {records}.", {"records": counted(collection, len(keys))})
    return " ".join([str(gone), *hanging.sentences(), _("Undo brings them back.")])


class Hanging:
    """What hangs on records, by how many: "3 invoices".

    `along` goes with them, `emptied` loses its link; `sent` invoices keep the name, `lines` of sent
    invoices are among the records themselves.
    """

    def __init__(self) -> None:
        self.along: list[Sentence] = []
        self.emptied: list[Sentence] = []
        self.sent = self.lines = 0

    @classmethod
    def on(cls, workspace: Workspace, collection: Collection, keys: Sequence[UUID]) -> "Hanging":
        """Read in a bounded number of statements for every `AT_ONCE` records."""
        found = cls()
        rows = Attachment.objects.of(workspace)
        if files := _count(rows, "record_id", keys):
            one, several = "{count} file", "{count} files"
            found.along.append(Sentence(one, several=several, count=files))
        for link in links_to(collection.model):
            found._look_at(workspace, link, keys)
        if collection.model is Transaction:
            lines = _sent(Transaction.objects.of(workspace), "invoice__")
            found.lines = _count(lines, "pk", keys)
        return found

    def _look_at(
        self, workspace: Workspace, link: WorkspaceForeignKey, keys: Sequence[UUID]
    ) -> None:
        source: Any = link.model
        rows = source.objects.of(workspace)
        collection = collections.of_model(source._meta.label)
        if collection is None or link.attname in source.unlogged:
            return
        if count := _count(rows, link.attname, keys):
            goes = link.goes_along or source is Payment
            (self.along if goes else self.emptied).append(counted(collection, count))
        if source is Invoice:
            self.sent = _count(_sent(rows), link.attname, keys)

    def sentences(self) -> Iterator[str]:
        """What becomes of all that."""
        if self.along:
            yield _("With it goes: {records}.").format(records=_listed(self.along))
        if self.emptied:
            sentence = _("Linked to it, and left without it: {records}.")
            yield sentence.format(records=_listed(self.emptied))
        if self.sent:
            sentence = ngettext(
                "{count} invoice has been sent, and keeps the name.",
                "{count} invoices have been sent, and keep the name.",
                self.sent,
            )
            yield sentence.format(count=self.sent)
        if self.lines:
            sentence = ngettext(
                "{count} line of an invoice that has been sent is lost.",
                "{count} lines of invoices that have been sent are lost.",
                self.lines,
            )
            yield sentence.format(count=self.lines)


def _listed(found: list[Sentence]) -> str:
    return ", ".join(map(str, found))


def _sent(rows: QuerySet[M], path: str = "") -> QuerySet[M]:
    """Those that have been sent, or belong to what has been."""
    states = (Invoice.Status.SENT, Invoice.Status.VOID)
    return rows.filter(**{f"{path}status__in": states})


def _count(rows: QuerySet[M], column: str, keys: Sequence[UUID]) -> int:
    """How many name one of the keys, to about `COUNTED`."""
    count = 0
    for start in range(0, len(keys), AT_ONCE):
        some = rows.filter(**{f"{column}__in": keys[start : start + AT_ONCE]})
        count += some.order_by()[:COUNTED].count()
        if count >= COUNTED:
            break
    return count
