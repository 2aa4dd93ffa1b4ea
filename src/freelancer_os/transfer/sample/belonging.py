"""What of a workspace is the sample's, and what of that has become one's own since.

Whatever the change that added the sample has made is the sample's, however it was edited since; so
are the parts that its records got since (`PARTS`) and what its recurring entries have posted. Of
that becomes one's own what one's own rows name, with its parts, and what those name in turn; and an
invoice that was sent with a number of one's own series, which would leave a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from freelancer_os.core.fields.links import links_of, links_to
from freelancer_os.core.log.json_values import model_of
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.models import Attachment, ChangeRow, Note
from freelancer_os.core.records.base import Record
from freelancer_os.finance.models import Invoice, Occurrence, Payment, Transaction
from freelancer_os.invoicing.models import Mail
from freelancer_os.people.models import Workspace
from freelancer_os.tools.models import Participant

Rows = dict[type[Record], set[UUID]]
Model = Any

PARTS: dict[Model, tuple[str, ...]] = {
    Payment: ("transaction_id", "transfer_id"),
    Occurrence: ("recurring_id",),
    Participant: ("meeting_id",),
    Mail: ("invoice_id",),
}
"""By which links a row is a part of another record: editing that makes such rows."""
HANGING = (Attachment, Note)  # on a record of any model


class Belonging:
    """Rows that are there, by model: those of the sample, which `go`, and those that `stay`.

    `because` has, for what stays since one's own row names it, the model and the id of that row.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.go: Rows = defaultdict(set)
        self.stay: Rows = defaultdict(set)
        self.because: dict[UUID, tuple[Model, UUID]] = {}
        if workspace.sample is not None:
            self._collect(workspace.sample)
            self._keep([*self._used()])

    @property
    def count(self) -> int:
        """How many rows go."""
        return sum(map(len, self.go.values()))

    def _collect(self, change: UUID) -> None:
        """What came with a change and is there, and what came to it by itself."""
        made = ChangeRow.objects.filter(workspace=self.workspace, change=change, action="create")
        came: Rows = defaultdict(set)
        for label, pk in made.order_by().values_list("model", "record_id"):
            came[model_of(label)].add(pk)  # type: ignore[index]  # only records are made
        for model, pks in came.items():
            self.go[model] = {pk for (pk,) in self._read(model, "pk", pks)}
        for model, links in PARTS.items():
            for link in links:
                self._join(model, link)
        posted = self._read(Occurrence, "pk", self.go[Occurrence], "transaction_id")
        self.go[Transaction] |= {entry for _pk, entry in posted if entry}
        self._join(Payment, "transaction_id")

    def _join(self, model: Model, link: str) -> None:
        """Parts that a person gave to records of the sample; one that a bank line proves is not
        one of them."""
        whole = model._meta.get_field(link).related_model
        proof = ("line_id",) if model is Payment else ()
        for pk, *lines in self._read(model, link, self.go[whole], *proof):
            if not any(lines):
                self.go[model].add(pk)

    def _used(self) -> Iterator[tuple[Model, UUID]]:
        """Rows of the sample that one's own rows name, or whose number is one's own."""
        for target in [*self.go]:
            for field in links_to(target):
                source: Model = field.model
                if field.attname in source.unlogged:
                    continue
                for pk, named in self._read(source, field.attname, self.go[target], field.attname):
                    if pk not in self.go[source]:
                        self.because.setdefault(named, (source, pk))
                        yield target, named
        for model in HANGING:
            for pk, label, held in self._read(
                model, "record_id", self._all(), "model", "record_id"
            ):
                if pk not in self.go[model]:
                    yield model_of(label), held
        for pk, sequence, was_sent in self._read(
            Invoice, "pk", self.go[Invoice], "sequence", "was_sent"
        ):
            if was_sent and sequence is not None:
                yield Invoice, pk

    def _keep(self, found: list[tuple[Model, UUID]]) -> None:
        """Let these stay, with their parts, and what they name."""
        while found:
            new: Rows = defaultdict(set)
            for model, pk in found:
                if pk in self.go[model]:
                    self.go[model].remove(pk)
                    new[model].add(pk)
            found = []
            for model, pks in new.items():
                self.stay[model] |= pks
                found += [*self._named(model, pks), *self._parts(model, pks)]

    def _named(self, model: Model, pks: set[UUID]) -> Iterator[tuple[Model, UUID]]:
        links = [field for field in links_of(model) if field.attname not in model.unlogged]
        names = [field.attname for field in links]
        for _pk, *targets in self._read(model, "pk", pks, *names):
            yield from (
                (field.related_model, target)
                for field, target in zip(links, targets, strict=True)
                if target
            )

    def _parts(self, model: Model, pks: set[UUID]) -> Iterator[tuple[Model, UUID]]:
        for part, links in PARTS.items():
            for link in links:
                if part._meta.get_field(link).related_model is model:
                    yield from ((part, pk) for (pk,) in self._read(part, link, pks))
        for part in HANGING:
            yield from ((part, pk) for (pk,) in self._read(part, "record_id", pks))
        if model is Invoice:  # what was sent keeps saying what it said
            sent = {pk for pk, sent in self._read(Invoice, "pk", pks, "was_sent") if sent}
            lines = self._read(Transaction, "invoice_id", sent)
            yield from ((Transaction, pk) for (pk,) in lines)

    def _all(self) -> set[UUID]:
        return set().union(*self.go.values())

    def _read(
        self, model: Model, column: str, among: Iterable[UUID], *columns: str
    ) -> Iterator[tuple[Any, ...]]:
        """The id and these columns of rows of the workspace of which a column is among these."""
        rows = model.objects.of(self.workspace).order_by()
        for some in in_batches(among):
            yield from rows.filter(**{f"{column}__in": some}).values_list("pk", *columns)
