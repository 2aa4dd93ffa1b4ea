"""Receipts: files that wait in the tray, each with the entry to which it may belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.collections.money.deciding.proposals import Proposals
from freelancer_os.collections.money.deciding.written import (
    begins,
    correct,
    corrects,
    read_so_far,
    spendings,
    spends,
)
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.counted import Counted
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Text, Title
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, BankLine, Category, Receipt, Transaction
from freelancer_os.finance.receipts.reading.said import NUMBER, SUPPLIER
from freelancer_os.finance.receipts.taking import files
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.tray.attaching import (
    attach_best,
    attach_to,
    attach_to_line,
    make_expense,
)
from freelancer_os.finance.tray.proposing import Proposer
from freelancer_os.people.models import Workspace

HOWS = (("einvoice", "E-invoice", "green"), ("text", "Its text", ""), ("none", "Not read", "amber"))


def propose(workspace: Workspace, receipts: Sequence[Any]) -> None:
    """Read what is proposed for receipts and what their files are, for all of them together."""
    found = Proposer(workspace).of(receipts)
    files(receipts)
    for receipt in receipts:
        receipt.proposals = found.get(receipt.pk, [])


class Belongs(Proposals):
    """To what a receipt may belong, the best first."""

    def value(self, record: Any) -> list[Proposal]:
        if record.proposals is None:
            propose(record.workspace, [record])
        found: list[Proposal] = record.proposals
        return found

    def currency(self, record: Any) -> str:
        found: str = record.currency
        return found


class ToLine(Link):
    """A link to a bank line, which has no title: its payee stands for that."""

    @property
    def title_column(self) -> str:
        return "payee_key"


@dataclass(frozen=True, kw_only=True)
class FileOf(Field):
    """The file of a receipt."""

    column: str = "id"
    read_only: bool = True
    sortable: bool = False
    is_asked: ClassVar[bool] = True
    operators: ClassVar[tuple[Operator, ...]] = ()
    schema: ClassVar[Mapping[str, Any]] = {
        "type": ["object", "null"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "size": {"type": "integer"},
            "media_type": {"type": "string"},
        },
        "additionalProperties": False,
    }

    def dump(self, record: Any, formats: Formats) -> Any:
        if record.file is None:
            files([record])
        file = record.file
        if file is None:
            return None
        return {"id": str(file.pk), "size": file.size, "media_type": file.media_type}

    def raw(self, record: Any, formats: Formats) -> str:
        return ""


def attach(receipt: Receipt, given: Mapping[str, Any]) -> Transaction:
    """Attach it as is said, else where it is proposed first. Raises ValidationError, Conflict."""
    said = {name: value for name, value in given.items() if value is not None}
    if len(said) > 1:
        raise refusal(max(said), _("Say one thing to which it belongs."))
    unit: Any = receipt._unit
    if "transaction" in said:
        return attach_to(receipt, unit.fresh(said["transaction"]))
    if "bank_line" in said:
        return attach_to_line(receipt, unit.fresh(said["bank_line"]))
    return attach_best(receipt)


def unsorted(rows: QuerySet[BankLine], receipt: Any) -> QuerySet[BankLine]:
    """Lines that are to be sorted, of its amount if that is known."""
    alike = rows.filter(state="new", amount__lt=0)
    return alike.filter(amount=-receipt.amount) if receipt.amount is not None else alike


def attaches(receipt: Receipt, formats: Formats) -> str:
    """What is done where nothing is said."""
    return BELONGS.raw(receipt, formats).partition("; ")[0] or _("Say where it belongs.")


BELONGS = Belongs(name="proposals", label="Where it may belong", read_only=True, sortable=False)

RECEIPTS = collections.add(
    Collection(
        slug="receipts",
        model=Receipt,
        singular="receipt",
        plural="receipts",
        icon="receipt-text",
        section="Money",
        place=17,
        counted=Counted("in the tray"),
        fields=(
            Title(name="name", label="File", read_only=True),
            Day(name="date", label="Date", read_only=True),
            Money(name="amount", label="Amount", of="currency", read_only=True),
            Currency(name="currency", label="Currency", read_only=True),
            Text(name="supplier", label="Supplier", read_only=True),
            Text(name="number", label="Document number", read_only=True),
            Choice(name="how", label="Read from", choices=HOWS, read_only=True),
            FileOf(name="file", label="Its file"),
            BELONGS,
        ),
        table=("name", "date", "supplier", "amount", "number", "how"),
        brief=("amount", "how", "date"),
        order="-id",
        on="date",
        group_by="how",
        search=("folded", "supplier", "number"),
        is_kept=True,
        may_go=True,
        ahead=propose,
        actions=(
            Action(
                verb="attach",
                label="Attach",
                icon="paperclip",
                fields=(
                    Link(
                        name="transaction",
                        label="Entry",
                        to="transactions",
                        model=Transaction,
                    ),
                    ToLine(
                        name="bank_line",
                        label="Bank line",
                        to="bank-lines",
                        model=BankLine,
                        offered=unsorted,
                    ),
                ),
                effect=attaches,
                does=attach,
                done="Attached {record}",
                into="transactions",
            ),
            Action(
                verb="expense",
                label="New expense",
                icon="circle-plus",
                fields=(
                    Day(name="date", label="Date"),
                    Currency(name="currency", label="Currency"),
                    Money(name="amount", label="Amount", of="currency"),
                    Text(name="description", label="Description", max_length=300),
                    Link(
                        name="category",
                        label="Category",
                        to="categories",
                        model=Category,
                        offered=spendings,
                    ),
                    Link(name="account", label="Paid from", to="accounts", model=Account),
                ),
                starts=begins,
                effect=spends,
                does=make_expense,
                done="Added an expense of {record}",
                makes=True,
                into="transactions",
            ),
            Action(
                verb="correct",
                label="Correct what was read",
                icon="pencil",
                fields=(
                    Day(name="date", label="Date"),
                    Currency(name="currency", label="Currency"),
                    Money(name="amount", label="Amount", of="currency"),
                    Text(name="supplier", label="Supplier", max_length=SUPPLIER),
                    Text(name="number", label="Document number", max_length=NUMBER),
                ),
                starts=read_so_far,
                effect=corrects,
                does=correct,
                done="Corrected what was read in {record}",
            ),
        ),
        notes={
            "date": "The day of issue; null where it is not clear. So are the other fields: what "
            "is ambiguous is left empty until it is written.",
            "amount": "The total with tax; negative where the money comes back.",
            "how": "`einvoice`: from its XML; `text`: from the text of the PDF; `none`: a picture, "
            "or what could not be read.",
            "proposals": "Where it may belong, the best first, with a reason; the target is the id "
            "of an entry (`transaction`) or of a line (`bank_line`).",
        },
    )
)
