"""Lines that the account has from another kind of export: the same day and amount, once each.
What is there under another day says `alike.py`.

A bank's CSV, its CAMT and its reports within the day call one movement by different texts and
references, so no identity tells that it is the same. But each of these files holds all movements of
its days. So of those of one day and amount as many are known as the account has from elsewhere.
What one export has as one entry, such as a collective payment, another may have in parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from itertools import filterfalse

from django.db.models import QuerySet

from freelancer_os.finance.models import Account, BankLine
from freelancer_os.transfer.bank.alike import NEAR, Alike, near
from freelancer_os.transfer.bank.conversion import Candidate
from freelancer_os.transfer.draft import BATCH, FORMAT

_Which = tuple[Date, int]


@dataclass
class _Elsewhere:
    """What the account has from other exports, by day and amount: as lines, `alone` those that are
    no parts, and as batches."""

    lines: Counter[_Which] = field(default_factory=Counter)
    alone: Counter[_Which] = field(default_factory=Counter)
    batches: Counter[_Which] = field(default_factory=Counter)

    def has_part(self, one: Candidate) -> bool:
        """Whether there is one more such line; it is used up."""
        return self.has((one.line.date, one.amount), is_whole=False)

    def has(self, which: _Which, *, is_whole: bool) -> bool:
        """Whether there is one more such line, or batch for what is whole; it is used up."""
        for there in (self.lines, self.batches) if is_whole else (self.lines,):
            if there[which]:
                there[which] -= 1
                return True
        return False


def echoes(rows: QuerySet[BankLine], account: Account, candidates: Sequence[Candidate]) -> Alike:
    """Which candidates `rows` (bank lines of the workspace) hold as others, and which they may."""
    if not candidates:
        return Alike()
    days = [one.line.date for one in candidates]
    own, span = rows.filter(account=account), (min(days), max(days))
    source = candidates[0].line.raw.get(FORMAT, "")
    there, elsewhere = _read(own, candidates, source)
    found, left = set[str](), list[list[Candidate]]()
    for batch in _batches(one for one in candidates if one.identity not in there):
        total = batch[0].line.date, sum(one.amount for one in batch)
        if elsewhere.has(total, is_whole=len(batch) == 1):
            found.update(one.identity for one in batch)
            continue
        parts = batch if len(batch) == 1 else [*filterfalse(elsewhere.has_part, batch)]
        found.update({one.identity for one in batch} - {one.identity for one in parts})
        left += [batch] if len(parts) == len(batch) else [[one] for one in parts]
    free = elsewhere.lines & elsewhere.alone
    alike = near(own, source, left, free, span) if free and left else Alike()
    alike.known |= found
    return alike


def _batches(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Lines that are parts of one entry together, any other alone."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        batch = one.line.raw.get(BATCH, "")
        found[f"{one.line.date} {batch}" if batch else one.identity].append(one)
    return list(found.values())


def _read(
    own: QuerySet[BankLine], candidates: Sequence[Candidate], source: str
) -> tuple[set[str], _Elsewhere]:
    """The identities that are there in these days, and what is there from other exports than
    `source` and not among these."""
    days = [one.line.date for one in candidates]
    own = own.filter(date__range=(min(days) - NEAR, max(days) + NEAR))
    claimed = {one.identity for one in candidates}
    there, elsewhere = set[str](), _Elsewhere()
    sums = Counter[tuple[Date, str, str]]()
    cells = ("identity", "date", "amount", f"raw__{FORMAT}", f"raw__{BATCH}")
    for identity, date, amount, came, batch in own.values_list(*cells).iterator():
        there.add(identity)
        if identity in claimed or (came or "") == source:
            continue
        elsewhere.lines[date, amount] += 1
        if batch:
            sums[date, came, batch] += amount
        else:
            elsewhere.alone[date, amount] += 1
    for (date, _came, _batch), total in sums.items():
        elsewhere.batches[date, total] += 1
    return there, elsewhere
