"""Fields of sorting a bank line: what is proposed, several invoices, the parts of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import print_amount, read_amount
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Lines, Text, Values
from freelancer_os.engine.kinds.link import named
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.finance.models import Category, Invoice
from freelancer_os.finance.sorting.proposals.proposal import INVOICES, Proposal
from freelancer_os.finance.sorting.proposing import Proposer
from freelancer_os.finance.sorting.splitting import MOST, Piece
from freelancer_os.people.models import Workspace


def propose(workspace: Workspace, lines: Sequence[Any]) -> None:
    """Read what is proposed for lines that are to be sorted, for all of them together."""
    found = Proposer(workspace).of(line for line in lines if line.state == "new")
    for line in lines:
        line.proposals = found.get(line.pk, [])


@dataclass(frozen=True, kw_only=True)
class Proposals(Text):
    """What a line may be, the best first."""

    is_asked: ClassVar[bool] = True
    operators: ClassVar[tuple[Operator, ...]] = ()
    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "kind": {"type": "string"},
                "target": {
                    "oneOf": [
                        {"type": "string", "format": "uuid"},
                        {"type": "array", "items": {"type": "string", "format": "uuid"}},
                    ]
                },
                "amount": {"type": "string"},
                "why": {"type": "string"},
                "sure": {"type": "boolean"},
            },
            "additionalProperties": False,
        },
    }

    def value(self, record: Any) -> list[Proposal]:
        if record.proposals is None:
            propose(record.workspace, [record])
        found: list[Proposal] = record.proposals
        return found

    def dump(self, record: Any, formats: Formats) -> Any:
        return [
            {
                "kind": one.kind,
                "target": _targets(one),
                "amount": print_amount(one.amount, self.currency(record)),
                "why": one.why,
                "sure": one.sure,
            }
            for one in self.value(record)
        ]

    def currency(self, record: Any) -> str:
        """That of the amounts."""
        found: str = record.account.currency
        return found

    def raw(self, record: Record, formats: Formats) -> str:
        return "; ".join(f"{one.title}: {one.why}" for one in self.value(record))

    def text(self, record: Record, formats: Formats) -> str:
        return self.raw(record, formats)

    def shown(self, record: Record, formats: Formats) -> str:
        return self.raw(record, formats)


def _targets(one: Proposal) -> str | list[str]:
    ids = [str(pk) for pk in one.targets]
    return ids if one.kind == INVOICES else ids[0]


@dataclass(frozen=True, kw_only=True)
class InvoiceIds(Text):
    """Several invoices: a list of ids over the API, ids or numbers with commas on a page."""

    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "items": {"type": "string", "format": "uuid"},
    }
    operators: ClassVar[tuple[Operator, ...]] = ()

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if not isinstance(value, list) or not 0 < len(value) <= MOST:
            raise refusal(self.name, _("{field} is a list of ids.").format(field=self.label))
        keys = [read_id(one) for one in value]
        rows = Invoice.objects.of(formats.workspace).filter(pk__in=[one for one in keys if one])
        found = {one.pk: one for one in rows}
        if len(set(keys)) != len(keys) or not all(key in found for key in keys):
            raise refusal(self.name, _("There is no such invoice."))
        return [found[key] for key in keys if key]

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if all(read_id(part) is not None for part in parts):
            return self.load(parts, formats, given, record)
        return [named(self, Invoice, part, formats) for part in parts[:MOST]]

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return ", ".join(map(str, value))


@dataclass(frozen=True, kw_only=True)
class Pieces(Lines):
    """The parts of a line, as objects."""

    max_length: int = 20_000
    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "category": {"type": "string", "format": "uuid"},
                "invoice": {"type": "string", "format": "uuid"},
                "amount": {"type": "string"},
                "description": {"type": "string"},
            },
            "additionalProperties": False,
        },
    }
    operators: ClassVar[tuple[Operator, ...]] = ()

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise refusal(self.name, _("This is a list of parts."))
        return [self._piece(one, formats, record) for one in value[: MOST + 1]]

    def _piece(self, one: dict[str, Any], formats: Formats, record: Record | None) -> Piece:
        known: dict[str, type[Category] | type[Invoice]] = {
            "category": Category,
            "invoice": Invoice,
        }
        if one.keys() - {*known, "amount", "description"} or len(known.keys() & one.keys()) != 1:
            sentence = _("A part has a category or an invoice, an amount and a description.")
            raise refusal(self.name, sentence)
        (name,) = known.keys() & one.keys()
        key, description = read_id(one[name]), one.get("description", "")
        found = key and known[name].objects.of(formats.workspace).filter(pk=key).first()
        if not found:
            raise refusal(self.name, _("There is no such {kind}.").format(kind=name))
        if not isinstance(description, str):
            raise refusal(self.name, _("A description is a text."))
        amount = read_amount(one.get("amount"), self._currency(record), field=self.name)
        assert isinstance(found, Category | Invoice)
        return Piece(found, amount, description)

    @staticmethod
    def _currency(record: Any) -> str:
        """That of the account of the line."""
        found: str = record.account.currency
        return found

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        raise refusal(self.name, _("This is a list of parts."))  # pages ask for each by itself

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return ", ".join(str(one.what) for one in value)
