"""What the page of receipts shows of each: its file, what was read, where it may belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.collections.money.receipts import propose
from freelancer_os.core.files.media import PDF, SHOWN
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.finance.models import Receipt
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.web.shell.access import Desk

PAGE = 50  # receipts that are drawn at a time
MOST = 2  # proposals that are drawn of one
THUMBNAIL = 5 * 1024 * 1024  # a larger picture is not fetched to be shown small


@dataclass(frozen=True)
class Way:
    """A proposal: its tag, the entry, why, and what is sent to attach it there."""

    tag: str
    colour: str
    beside: str
    why: str
    is_sure: bool
    name: str
    value: str


@dataclass(frozen=True)
class Row:
    """A receipt as it is drawn; `preview` is how its file is shown in the page."""

    receipt: Receipt
    head: str
    text: str
    date: str
    amount: str
    preview: str
    has_thumbnail: bool
    best: Way | None
    others: list[Way]


def rows_of(desk: Desk, receipts: Sequence[Receipt]) -> list[Row]:
    """What is drawn of receipts, each with its proposals and file, read for all together."""
    propose(desk.workspace, receipts)
    return [_row(desk, one) for one in receipts]


def _row(desk: Desk, one: Receipt) -> Row:
    formats, file = desk.formats, one.file
    kind = file.media_type if file is not None else ""
    is_image = kind in SHOWN - {PDF}
    ways = [_way(found) for found in one.proposals]
    amount = "" if one.amount is None else format_money(one.amount, one.currency, formats.locale)
    return Row(
        receipt=one,
        head=one.supplier or one.name,
        text=" · ".join(filter(None, (one.name if one.supplier else "", one.number))),
        date=show_date(one.date, formats.locale, today=formats.today) if one.date else "",
        amount=amount,
        preview="image" if is_image else "pdf" if kind == PDF else "",
        has_thumbnail=is_image and file.size <= THUMBNAIL,
        best=ways[0] if ways else None,
        others=ways[1:MOST],
    )


def _way(one: Proposal) -> Way:
    is_line = one.kind == "bank_line"
    tag, colour = (_("Bank line"), "blue") if is_line else (_("Entry"), "violet")
    return Way(tag, colour, one.title, one.why, one.sure, one.kind, str(one.targets[0]))
