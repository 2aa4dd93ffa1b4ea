"""What the page of bank lines shows of each: as the bank wrote it, and what it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from freelancer_os.collections.money.bank_lines import SAID
from freelancer_os.collections.money.deciding.proposed import tagged
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.scaled import edit_scaled
from freelancer_os.finance.bank_lines import purpose_of
from freelancer_os.finance.models import BankLine, Category, Transaction
from freelancer_os.finance.sorting.proposals import proposal as kinds
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.sorting.proposing import Proposer
from freelancer_os.web.shell.access import Desk

PAGE = 50  # lines that are drawn at a time
MOST = 3  # proposals that are drawn of a line
LATELY = 200  # entries that are looked at for them
USUAL = 3  # categories that are offered where nothing is known
FIELDS = {
    kinds.INVOICE: "invoice",
    kinds.PART: "invoice",
    kinds.INVOICES: "invoices",
    kinds.TRANSFER: "transfer_to",
    kinds.ENTRY: "transaction",
    kinds.RULE: "category",
    kinds.CATEGORY: "category",
}
"""What is sent to accept a proposal as it was shown; without it, the best is taken."""


@dataclass(frozen=True)
class Way:
    """A proposal: its tag, what stands beside that, why, and what is sent to accept it."""

    tag: str
    colour: str
    beside: str
    why: str
    is_sure: bool
    sent: list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """A line, with the best that it may be and the other ways; `usual` categories else, and whether
    a receipt in the tray is of it."""

    line: BankLine
    date: str
    head: str
    text: str
    amount: str
    is_out: bool
    best: Way | None
    others: list[Way]
    usual: list[Category]
    has_receipt: bool


def rows_of(desk: Desk, lines: Sequence[BankLine]) -> list[Row]:
    """What is drawn of lines that are to be sorted."""
    proposer = Proposer(desk.workspace)
    found = proposer.of(lines)
    usual = {kind: usual_categories(desk, kind) for kind in ("income", "expense")} if lines else {}
    return [
        _row(desk, line, found[line.pk], usual, has_receipt=line.pk in proposer.waiting)
        for line in lines
    ]


def _row(
    desk: Desk,
    line: BankLine,
    found: list[Proposal],
    usual: dict[str, list[Category]],
    *,
    has_receipt: bool,
) -> Row:
    formats, is_out = desk.formats, line.amount < 0
    purpose = purpose_of(line.payee, line.text) if line.payee else ""
    ways = [_way(one, desk) for one in found]
    sign = "" if is_out else "+"
    return Row(
        line=line,
        date=show_date(line.date, formats.locale, today=formats.today),
        head=line.payee or line.text or str(line),
        text=" · ".join(filter(None, (purpose, line.reference))),
        amount=sign + format_money(line.amount, line.account.currency, formats.locale),
        is_out=is_out,
        best=ways[0] if ways else None,
        others=ways[1:MOST],
        usual=[] if ways else usual["expense" if is_out else "income"],
        has_receipt=has_receipt,
    )


def _way(one: Proposal, desk: Desk) -> Way:
    return Way(*tagged(one), one.why, one.sure, _sent(one, desk))


def _sent(one: Proposal, desk: Desk) -> list[tuple[str, str]]:
    name = FIELDS.get(one.kind)
    if name is None:
        return []
    if one.kind == kinds.INVOICES:
        return [(name, ",".join(map(str, one.targets)))]
    sent = [(name, str(one.targets[0]))]
    for field in SAID:
        value: Any = (one.says or {}).get(field)
        if value is not None:
            sent.append((field, str(getattr(value, "pk", None) or _typed(value, desk))))
    return sent


def _typed(value: object, desk: Desk) -> str:
    """A text, or a tax rate as it is typed here."""
    return edit_scaled(value, 4, desk.formats.locale) if isinstance(value, int) else str(value)


def usual_categories(desk: Desk, kind: str) -> list[Category]:
    """The categories that were used most lately."""
    used = Transaction.objects.of(desk.workspace).filter(kind=kind, category__isnull=False)
    lately = used.order_by("-date", "-id").values_list("category_id", flat=True)[:LATELY]
    first = [pk for pk, _times in Counter(lately).most_common(USUAL + 1)]
    rows = Category.objects.of(desk.workspace).filter(archived=False)
    found = {one.pk: one for one in rows.filter(pk__in=first)}
    rest = rows.filter(kind=kind).order_by("folded", "id")[:USUAL]
    return [found[pk] for pk in first if pk in found][:USUAL] or list(rest)
