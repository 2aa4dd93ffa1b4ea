"""Which rows of a table are bookings, and what the others are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from freelancer_os.transfer.csv.formats import is_date
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.states import balance_of, is_pending, sections, state_of
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import START, STARTS
from freelancer_os.transfer.statement import Why

_NOT_BOOKED: dict[str, Why] = {
    "pending": "pending",
    "reverted": "reverted",
    "refused": "refused",
}


@dataclass(frozen=True)
class Sorter:
    """Tells bookings from other rows, by places of the dates and of the state."""

    table: Table
    dates: tuple[int, ...]
    status: int | None
    skipped: frozenset[int]  # places whose words say nothing of the kind: dates, states

    @classmethod
    def of(cls, table: Table, dates: list[int], status: int | None) -> Sorter:
        """A sorter of a table."""
        skipped = frozenset([*dates, *([] if status is None else [status])])
        return cls(table, tuple(dates), status, skipped)

    def rows(self) -> Iterator[tuple[Record, bool]]:
        """The rows, and whether each stands below a heading for what is pending."""
        return sections(self.table.rows)

    def booked(self) -> Iterator[Record]:
        """The rows that are bookings."""
        return (row for row, below_pending in self.rows() if self.is_booked(row, below_pending))

    def is_booked(self, record: Record, below_pending: bool) -> bool:
        """Whether a row is a booking: it has a day, it happened, it is no balance."""
        header = self.table.header
        if (header and record.cells == header.cells) or not self.day(record):
            return False
        return is_date(self.day(record)) and self.why(record, below_pending) is None

    def day(self, record: Record) -> str:
        """The cell of the day that counts, the first one that is filled."""
        for place in self.dates:
            if place < len(record.cells) and (cell := record.cells[place].strip()):
                return cell
        return ""

    def why(self, record: Record, below_pending: bool) -> Why | None:
        """Why a row is no entry though it may have a day and an amount."""
        cells = record.cells
        if self.status is not None and self.status < len(cells):
            state = _NOT_BOOKED.get(state_of(cells[self.status]) or "")
            if state:
                return state
        if below_pending or is_pending(self.day(record)):
            return "pending"
        words = self._words(record)
        if any(map(balance_of, words)):
            return "balance"
        return "pending" if any(map(is_pending, words)) else None

    def moment(self, record: Record) -> str | None:
        """Whether a row is a balance: "opening", "closing", or the "turnover" of all rows."""
        return next(filter(None, map(balance_of, self._words(record))), None)

    def _words(self, record: Record) -> list[str]:
        """The cells that could say so."""
        return [
            cell.strip()
            for place, cell in enumerate(record.cells[: len(self.table.columns)])
            if cell
            and (cell[:START].lower() in STARTS or cell[0] == " ")
            and place not in self.skipped
        ]
