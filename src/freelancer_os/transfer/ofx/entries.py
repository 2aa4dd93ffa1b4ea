"""The entries of one account in OFX: day, amount, payee and text, or why one is not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.decimals import amount_in
from freelancer_os.transfer.draft import Draft, tidy
from freelancer_os.transfer.statement import DecimalSign

_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{0,6}(?:[.,][0-9]{1,6})?)?(?:\[.*\])?")
_KEPT = ("TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "CHECKNUM", "NAME", "MEMO", "REFNUM")


@dataclass
class Entry:
    """What stands between one pair of tags, by name; `row` is the line where it begins."""

    row: int
    is_pending: bool = False
    is_closed: bool = False
    cells: dict[str, str] = field(default_factory=dict)


class _UnreadError(Exception):
    pass


class EntryReader:
    """Reads the entries of one account into its draft."""

    def __init__(self, draft: Draft, decimal: DecimalSign, entries: list[Entry]) -> None:
        self.draft, self.decimal, self.entries = draft, decimal, entries
        self.closes = any(entry.is_closed for entry in entries)
        self.seen: set[tuple[str, ...]] = set()

    def read(self, closing: Entry | None, *, is_whole: bool) -> None:
        """Take every entry, but for one that is cut off at the end of a file not `is_whole`."""
        for entry in self.entries:
            is_last = entry is self.entries[-1]
            if is_last and not is_whole and self.closes and not entry.is_closed:
                self.draft.refuse(entry.row, _("The file ends in the middle of this line."))
                continue
            try:
                self._entry(entry)
            except _UnreadError as unread:
                self.draft.refuse(entry.row, str(unread))
        if closing is not None and closing.cells.get("BALAMT"):
            self._closing(closing)

    def _entry(self, entry: Entry) -> None:
        cells = entry.cells
        if entry.is_pending:
            self.draft.leave(entry.row, "pending", cells.get("NAME") or cells.get("MEMO", ""))
            return
        amount, on = self._amount(cells.get("TRNAMT", "")), _day(cells)
        fitid = tidy(cells.get("FITID", ""))
        payee = cells.get("NAME") or cells.get("PAYEE.NAME", "")
        memo, check = cells.get("MEMO", ""), cells.get("CHECKNUM", "")
        text = memo or payee
        if check.strip("0") and check != fitid and check not in text:
            text = f"{text} {check}"
        whole = (fitid, cells["TRNAMT"], on.isoformat(), tidy(payee), tidy(memo), check)
        if fitid and whole in self.seen:
            self.draft.leave(entry.row, "twice", text, on, amount)
            return
        self.seen.add(whole)
        self.draft.take(
            entry.row,
            on,
            amount,
            text=text,
            payee=payee,
            reference=fitid,
            key=fitid,
            currency=cells.get("CURRENCY.CURSYM", "").upper() or None,
            raw={name: cells.get(name, "") for name in _KEPT},
        )

    def _amount(self, cell: str) -> Decimal:
        if not cell:
            raise _UnreadError(_("This line has no amount."))
        found = amount_in(cell, self.decimal)
        if found is None or found.currency not in {None, self.draft.currency}:
            raise _UnreadError(_("“{text}” is not an amount.").format(text=excerpt(cell)))
        return found.value

    def _closing(self, closing: Entry) -> None:
        cells = {**closing.cells, "DTPOSTED": closing.cells.get("DTASOF", "")}
        try:
            self.draft.hold(_day(cells), self._amount(cells["BALAMT"]), is_opening=False)
        except _UnreadError as unread:
            self.draft.refuse(closing.row, str(unread))


def _day(cells: dict[str, str]) -> Date:
    """The day as the bank wrote it: its zone tells the bank's clock, and its books go by that."""
    cell = cells.get("DTPOSTED", "")
    if not cell:
        raise _UnreadError(_("This line has no date."))
    found = _DAY.fullmatch("".join(cell.split()))
    try:
        if found:
            return Date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise _UnreadError(_("“{text}” is not a date.").format(text=excerpt(cell)))
