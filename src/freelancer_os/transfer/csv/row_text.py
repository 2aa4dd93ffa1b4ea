"""What a row says: the other side, what for, the bank's reference."""

from __future__ import annotations

import re
from collections import Counter

from freelancer_os.transfer.csv.formats import is_out
from freelancer_os.transfer.csv.raw.cells import tidy
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.sheet import is_account_number
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.statement import Mapping

_JOINT = " · "
_COULD_BE_LITTLE = re.compile(r"[\dxX*./' -]+|[A-Z]{2}\d{2}[A-Z\d ]+|[^\W\d_]{1,16}|[-+]")
_NO_REFERENCE = "NOTPROVIDED"  # what SEPA files carry where the payer gave no reference


class RowText:
    """Reads the words of the rows of one table; `texts` are the places of all of them."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.mapping = mapping
        self.place = {name: place for place, name in enumerate(table.columns)}
        self.payees = [self.place[name] for name in mapping.payees]
        self.texts = [*self.payees, *(self.place[name] for name in mapping.texts)]
        self.own = _own_names(table, self.payees)

    def text(self, record: Record) -> str:
        """All that a row says, the kind of booking where that is little."""
        parts = (tidy(self._cell(record, place)) for place in self.texts)
        said = list(filter(None, parts))
        if all(map(_says_little, said)):
            said.insert(0, tidy(self._named(record, self.mapping.kind)))
        return _JOINT.join(dict.fromkeys(filter(None, said)))

    def payee(self, record: Record) -> str:
        """The other side: of several names the one that is not in every row."""
        if not self.payees:
            return ""
        names = [name for place in self.payees if (name := tidy(self._cell(record, place)))]
        return min(names, key=lambda name: self.own[name]) if names else ""

    def reference(self, record: Record) -> str:
        """What the bank calls the booking, "" for nothing."""
        reference = tidy(self._named(record, self.mapping.reference))
        return "" if reference.upper() == _NO_REFERENCE else reference

    def _cell(self, record: Record, place: int) -> str:
        return record.cells[place].strip() if place < len(record.cells) else ""

    def _named(self, record: Record, column: str | None) -> str:
        return "" if column is None else self._cell(record, self.place[column])


def _own_names(table: Table, places: list[int]) -> Counter[str]:
    """How often each name stands in these columns."""
    if len(places) < 2:
        return Counter()
    rows = table.rows
    return Counter(tidy(r.cells[p]) for p in places for r in rows if p < len(r.cells))


def _says_little(part: str) -> bool:
    """Whether a text is only an address or number, or only says which way money went."""
    if "@" in part and " " not in part:
        return True
    if not _COULD_BE_LITTLE.fullmatch(part):
        return False
    return is_account_number(part) or is_out(part) is not None
