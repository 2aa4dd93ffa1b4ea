"""Lines that the account has from another kind of export: the same day and amount, once each.

A bank's CSV, its CAMT and its reports within the day call one movement by different texts and
references, so no identity tells that it is the same. But each of these files holds all movements of
its days. So of those of one day and amount as many are known as the account has from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import QuerySet

from freelancer_os.finance.models import Account, BankLine
from freelancer_os.transfer.bank.conversion import Candidate
from freelancer_os.transfer.draft import FORMAT


def echoes(
    rows: QuerySet[BankLine], account: Account, candidates: Sequence[Candidate]
) -> frozenset[str]:
    """The identities of candidates that `rows` (bank lines of the workspace) hold as others."""
    if not candidates:
        return frozenset()
    days = [one.line.date for one in candidates]
    own = rows.filter(account=account, date__range=(min(days), max(days)))
    source = _source(candidates[0])
    there, others = set[str](), Counter[tuple[object, int]]()
    claimed = {one.identity for one in candidates}
    stored = own.values_list("identity", "date", "amount", f"raw__{FORMAT}")
    for identity, date, amount, came in stored.iterator():
        there.add(identity)
        if identity not in claimed and (came or "") != source:
            others[date, amount] += 1
    found = set[str]()
    for one in candidates:
        which = (one.line.date, one.amount)
        if one.identity not in there and others[which]:
            others[which] -= 1
            found.add(one.identity)
    return frozenset(found)


def _source(candidate: Candidate) -> str:
    return candidate.line.raw.get(FORMAT, "")
