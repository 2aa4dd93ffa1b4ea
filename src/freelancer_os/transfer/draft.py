"""The statement of one account while its file is being read, in formats that are no tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Decision, Question
from freelancer_os.transfer.statement import (
    Balance,
    LeftOut,
    Line,
    Mapping,
    Problem,
    Statement,
    StatementError,
    Why,
    identities,
    signature_of,
)

MOST = 100_000  # lines of one file
FORMAT = "@format"  # the cell of a line that names the kind of export it came in
BATCH = "@batch"  # the cell of a line that is a part of an entry: which, in its file
_WIDTH = 500  # characters of a cell that are kept


@dataclass
class Draft:
    """What one account's entries come to so far.

    `source` says which export of the bank this is, such as "camt.053"; `account` is the IBAN or
    number by which the file names it, without spaces, `currency` an ISO 4217 code; both "" where it
    says none.
    """

    source: str
    mapping: Mapping
    account: str = ""
    currency: str = ""
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def take(
        self,
        row: int,
        on: Date,
        amount: Decimal,
        *,
        text: str,
        payee: str = "",
        reference: str = "",
        key: str = "",
        currency: str | None = None,
        raw: dict[str, str],
    ) -> None:
        """Add a line; `amount` in major units, negative when money went out."""
        if len(self.lines) >= MOST:
            raise too_many()
        cells = {name: cell[:_WIDTH] for name, cell in raw.items() if cell}
        self.lines.append(
            Line(
                row=row,
                date=on,
                amount=amount,
                currency=currency or self.currency or None,
                text=tidy(text) or tidy(payee),
                reference=tidy(reference),
                raw={FORMAT: self.source, **cells},
                payee=tidy(payee),
                key=key,
            )
        )

    def refuse(self, row: int, sentence: str, column: str | None = None) -> None:
        """Say why an entry cannot be taken."""
        self.problems.append(Problem(row, column, sentence))

    def leave(
        self, row: int, why: Why, text: str, on: Date | None = None, amount: Decimal | None = None
    ) -> None:
        """Say what is no entry, and why."""
        self.left_out.append(LeftOut(row, why, tidy(text)[:_WIDTH], on, amount))

    def leave_known(self, start: int) -> None:
        """Of the lines from `start` on, those of another file, leave what stands before as well."""
        there, kept = set(identities(self.lines[:start])), list[Line]()
        for line, identity in zip(self.lines[start:], identities(self.lines[start:]), strict=True):
            if identity in there:
                self.leave(line.row, "twice", line.text, line.date, line.amount)
            else:
                kept.append(line)
        self.lines[start:] = kept

    def name_problems(self, start: int, name: str) -> None:
        """Say in which file of an archive the problems from `start` on are."""
        self.problems[start:] = [
            Problem(one.row, one.column, f"{one.sentence} ({name})")
            for one in self.problems[start:]
        ]

    def hold(self, on: Date, amount: Decimal, *, is_opening: bool) -> None:
        """Add what the bank says the account held before or after the lines of a day."""
        currency = self.currency or None
        self.balances.append(Balance(on, amount, "opening" if is_opening else "closing", currency))

    def _held(self) -> list[Balance]:
        """By day: what the first message says it began with, and the last that it ended with."""
        first = {held.on: held for held in reversed(self.balances) if held.moment == "opening"}
        last = {held.on: held for held in self.balances if held.moment == "closing"}
        return sorted([*first.values(), *last.values()], key=lambda held: held.on)

    def statement(self, encoding: str) -> Statement:
        """The statement as read."""
        return Statement(
            lines=self.lines,
            problems=self.problems,
            left_out=self.left_out,
            balances=self._held(),
            account=self.account,
            currency=self.currency or None,
            questions=self.questions,
            decisions=self.decisions,
            mapping=self.mapping,
            encoding=encoding,
            signature=signature_of([self.source.partition(".")[0], self.account, self.currency]),
        )


def tidy(text: str) -> str:
    """A text on one line, without doubled spaces."""
    return " ".join(text.split())


def too_many() -> StatementError:
    """The error for a file above the limit."""
    return StatementError(_("This file has more than {most} lines.").format(most=f"{MOST:,}"))


def refuse_too_many(drafts: Iterable[Draft]) -> None:
    """Raise StatementError where these together hold more lines than one import takes."""
    if sum(len(draft.lines) + len(draft.problems) for draft in drafts) > MOST:
        raise too_many()
