"""What a bank statement is, whatever file format it came in."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.asked import Decision, Question
from freelancer_os.transfer.mapping import DateOrder, DecimalSign, Mapping, StatementError


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement.

    `row` is the line number in the file, from 1; `amount` is in major units, negative when money
    went out; `currency` an ISO 4217 code or None when the file does not say; `raw` the cells by
    column, as they came; `payee` the other side, "" where the file does not name it; `key` what the
    bank calls this one line in every file, "" where it has no such name.
    """

    row: int
    date: Date
    amount: Decimal
    currency: str | None
    text: str
    reference: str
    raw: dict[str, str]
    payee: str = ""
    key: str = ""


__all__ = [
    "Balance",
    "DateOrder",
    "DecimalSign",
    "LeftOut",
    "Line",
    "Mapping",
    "Problem",
    "Statement",
    "StatementError",
    "Why",
    "identities",
    "normalise",
    "signature_of",
]

Why = Literal["pending", "reverted", "refused", "balance", "announced", "twice", "currency"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no entry, and for which reason; `row` is its line number, from 1."""

    row: int
    why: Why
    text: str
    date: Date | None = None
    amount: Decimal | None = None
    currency: str | None = None

    def __str__(self) -> str:
        sentences = {
            "pending": _(
                "Row {row}: “{text}” is pending, not booked yet; it is taken once it is booked."
            ),
            "reverted": _("Row {row}: “{text}” was reverted, so it is no entry."),
            "refused": _("Row {row}: “{text}” was refused, so it is no entry."),
            "balance": _("Row {row}: “{text}” is a balance, so it is no entry."),
            "announced": _("Row {row}: “{text}” is only announced, so it is no entry."),
            "currency": _(
                "Row {row}: “{text}” is in {currency}, so it is no entry of this account."
            ),
            "twice": _("Row {row}: “{text}” stands twice in this file; it is taken once."),
        }
        said = sentences[self.why]
        return said.format(row=self.row, text=self.text, currency=self.currency)


@dataclass(frozen=True, slots=True)
class Balance:
    """What a file says that its account held: before the first line of the day, or after the last.

    `amount` is in major units; `currency` as for a line.
    """

    on: Date
    amount: Decimal
    moment: Literal["opening", "closing"]
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not taken; `row` is the line number in the file, from 1."""

    row: int
    column: str | None
    sentence: str

    def __str__(self) -> str:
        return _("Row {row}: {sentence}").format(row=self.row, sentence=self.sentence)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The lines of one account as read, and what of its file is none of them.

    `account` is the IBAN or number by which the file names its account, "" where it does not;
    `currency` the account's, as the file says. `balances` are by day, in order; `left_out` what did
    not happen or is no booking. While there are `questions`, the lines are a guess and are not to
    be booked; `decisions` say what was told from the file, and why.

    The rest is about tables: `sample` holds the first 10 rows below the header, one cell per
    column. `signature` is the same for every export with the same header. Files that are no
    tables have no columns.
    """

    lines: list[Line]
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    account: str = ""
    currency: str | None = None
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    mapping: Mapping = field(default_factory=Mapping)
    encoding: str = "utf-8"
    delimiter: str = ""
    sample: list[list[str]] = field(default_factory=list)
    signature: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether date and amount columns are known; if not, there are no lines yet."""
        return not self.columns or not self.mapping.missing

    def require_complete(self) -> None:
        """Raise StatementError naming what is missing, where nobody can be asked."""
        if not self.is_complete:
            raise StatementError(_unrecognised(self.mapping.missing))

    def require_answers(self) -> None:
        """Raise StatementError with each question and its option, where nobody can be asked."""
        if self.questions:
            asked = [
                _("{question} Say it with {option}.").format(
                    question=question.sentence, option=question.option
                )
                for question in self.questions
            ]
            raise StatementError(" ".join(asked))


def _unrecognised(missing: list[str]) -> str:
    if missing == ["date"]:
        return _("No column of this file could be recognised as the date.")
    if missing == ["amount"]:
        return _("No column of this file could be recognised as the amount.")
    return _("No column of this file could be recognised as the date and the amount.")


def normalise(text: str) -> str:
    """Fold case, accents and white space and drop nothing else (domain.md, "Bank lines")."""
    return " ".join(fold(text).split())


def identities(lines: Iterable[Line]) -> list[str]:
    """One SHA-256 (64 hex digits) per line: the same line of another export has the same one.

    Over date, amount, normalised text, reference and the how-manieth equal line of the file this
    is (domain.md, "Bank lines"); where the bank has a `key` for the line, over that instead of text
    and reference. The account is not in it: identities are unique per account.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    return [_identity(line, seen) for line in lines]


def _identity(line: Line, seen: Counter[tuple[str, ...]]) -> str:
    amount = f"{line.amount.normalize() + 0:f}"  # 5, 5.0 and 5.00 are one; so are 0 and -0
    said = ("", line.key) if line.key else (normalise(line.text), line.reference.strip())
    key = (line.date.isoformat(), amount, *said)
    seen[key] += 1
    return _digest([*key, str(seen[key])])


def signature_of(header: Sequence[str]) -> str:
    """A stable hash (64 hex digits) of a header row, by which the same export is known again."""
    return _digest([normalise(cell) for cell in header])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
