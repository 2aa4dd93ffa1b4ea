"""What a bank line may be, why, and whether that is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from freelancer_os.core.values.text import fold
from freelancer_os.finance.bank_lines import BankLine

INVOICE, INVOICES, PART = "invoice", "invoices", "part"
TRANSFER, ENTRY, RECURRING = "transfer", "transaction", "recurring"
RULE, CATEGORY = "rule", "category"
MAY_BE = frozenset({INVOICE, INVOICES, PART, TRANSFER, ENTRY, RECURRING})
"""What is something else than an entry of the line's own: such a line waits."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One thing that a line may be: of all the one with the highest `score` (0 to 100) is best.

    `targets` are ids: of invoices, an entry, a recurring entry, the account on the other side, a
    category; `title` is how they are called. `why` is a sentence. What two lines cannot both be has
    the same `claims`. `says` are fields of the line's own entry, where it stays one. `receipt` is
    one that waits for this line, and is attached with it.
    """

    kind: str
    targets: tuple[UUID, ...]
    title: str
    amount: int
    why: str
    score: int
    sure: bool = False
    claims: tuple[object, ...] = ()
    says: Any = None
    receipt: UUID | None = None

    def unsure(self) -> Proposal:
        """The same, to be looked at."""
        return replace(self, sure=False)


@dataclass(frozen=True)
class Told:
    """What a line says, as it is compared: its words and numbers in their order, and as a set."""

    line: BankLine
    haystack: str
    words: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def by(cls, line: BankLine) -> Told:
        """Of payee, text and reference."""
        haystack = fold(f"{line.payee} {line.text} {line.reference}")
        words = words_of(haystack)
        return cls(line, haystack, words, frozenset(words))


_WORDS = re.compile(r"[^\W\d_]+|\d+")
# Forms of companies and small words that tell nobody from another.
_COMMON = frozenset(
    {
        "gmbh", "mbh", "ug", "ag", "kg", "ohg", "ltd", "limited", "llc", "inc", "corp", "plc", "sa",
        "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "aps", "doo", "sro", "kft", "co",
        "the", "and", "und", "et", "de", "da", "di", "of", "for", "fur",
    }
)  # fmt: skip


def words_of(folded: str) -> tuple[str, ...]:
    """The words and the numbers of a folded text, in their order."""
    return tuple(_WORDS.findall(folded))


def name_of(text: str) -> frozenset[str]:
    """The words that tell a name; none where they would be in every other text."""
    found = {word for word in words_of(fold(text)) if word not in _COMMON}
    return frozenset(found) if sum(map(len, found)) >= 3 else frozenset()
