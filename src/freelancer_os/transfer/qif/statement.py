"""Read QIF: `read_qif(content)`; without database, without settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import NONE, Answers, Choice, Question
from freelancer_os.transfer.csv.dates import read_date
from freelancer_os.transfer.csv.rows import excerpt
from freelancer_os.transfer.csv.text import text_of
from freelancer_os.transfer.decimals import amount_in, sign_of
from freelancer_os.transfer.draft import Draft, refuse_too_many
from freelancer_os.transfer.qif.dates import order_of, plain
from freelancer_os.transfer.qif.records import Record, records
from freelancer_os.transfer.statement import (
    DateOrder,
    DecimalSign,
    Mapping,
    Statement,
    StatementError,
)

MAPPING = Mapping(date="D", amount="T", texts=("M", "P"), reference="N")
_OPENING = {"opening balance", "anfangsbestand", "anfangssaldo", "solde initial", "saldo inicial"}


class _UnreadError(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def read_qif(content: bytes, answers: Answers = NONE) -> list[Statement]:
    """Read the bytes of a QIF file: a statement for each account, in order.

    What the file does not tell (the order of day and month, decimals) is read as `answers` say,
    else asked in the `questions` of each statement. StatementError: not text, no entries,
    investments, too large.
    """
    text, encoding = text_of(content)
    found = list(records(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not found:
        raise StatementError(_("This QIF file holds no entry of an account."))
    order, first = order_of([record.fields.get("D", "") for record in found], answers)
    sign, second = sign_of(
        [record.fields.get(name, "") for record in found for name in "TU"], answers
    )
    drafts: dict[str, Draft] = {}
    for record in found:
        draft = drafts.setdefault(record.account, Draft("QIF", MAPPING, record.account))
        draft.questions = [question for question in (first, second) if question]
        try:
            if record is found[-1] and not record.is_ended and found[:-1]:
                raise _UnreadError("", _("The file ends in the middle of this line."))
            _take(draft, record, order, sign)
        except _UnreadError as unread:
            draft.refuse(record.row, str(unread), unread.column or None)
    for account in {record.account for record in found if record.is_card}:
        _charges(drafts[account], answers)
    refuse_too_many(drafts.values())
    return [draft.statement(encoding) for draft in drafts.values()]


def _charges(draft: Draft, answers: Answers) -> None:
    """A card on which nothing was ever spent is one whose charges may stand without a minus."""
    if not draft.lines or any(line.amount < 0 for line in draft.lines):
        return
    if answers.charges == "positive":
        draft.lines = [replace(line, amount=-line.amount) for line in draft.lines]
    elif answers.charges is None:
        line = draft.lines[0]
        sentence = _("No amount of this card has a minus: was “{text}” spent or received?")
        choices = (
            Choice("positive", f"{line.text} = {-line.amount:,f}"),
            Choice("negative", f"{line.text} = {line.amount:,f}"),
        )
        question = Question("charges", sentence.format(text=excerpt(line.text)), choices)
        draft.questions.append(question)


def _take(draft: Draft, record: Record, order: DateOrder, sign: DecimalSign) -> None:
    fields = record.fields
    on, amount = _day(fields.get("D", ""), order), _total(record, sign)
    payee, memo = fields.get("P", ""), fields.get("M", "")
    if payee.strip().casefold() in _OPENING:
        draft.hold(on, amount, is_opening=True)
        draft.leave(record.row, "balance", payee, on, amount)
        return
    said = [memo, *(split.get("E", "") for split in record.splits)] if not memo else [memo]
    draft.take(
        record.row,
        on,
        amount,
        text=" ".join(dict.fromkeys(filter(None, said))) or payee,
        payee=payee,
        reference=fields.get("N", ""),
        raw={
            **fields,
            "splits": "; ".join(" ".join(split.values()) for split in record.splits),
        },
    )


def _day(cell: str, order: DateOrder) -> Date:
    if not cell:
        raise _UnreadError("D", _("This line has no date."))
    found = read_date(plain(cell), order)
    if found is None:
        raise _UnreadError("D", _("“{text}” is not a date.").format(text=excerpt(cell)))
    return found


def _total(record: Record, sign: DecimalSign) -> Decimal:
    """The amount of an entry: of T, else of U; both, and the splits, must say the same."""
    said = [_amount(record.fields[name], name, sign) for name in "TU" if record.fields.get(name)]
    if not said:
        raise _UnreadError("T", _("This line has no amount."))
    if len({*said}) > 1:
        raise _UnreadError("U", _("This line has two amounts, T and U, that are not the same."))
    parts = [_amount(split["$"], "$", sign) for split in record.splits if split.get("$")]
    if parts and sum(parts) != said[0]:
        sentence = _("The parts of this line come to {sum}, the line itself to {total}.")
        raise _UnreadError("$", sentence.format(sum=f"{sum(parts):,f}", total=f"{said[0]:,f}"))
    return said[0]


def _amount(cell: str, name: str, sign: DecimalSign) -> Decimal:
    found = amount_in(cell, sign)
    if found is None:
        raise _UnreadError(name, _("“{text}” is not an amount.").format(text=excerpt(cell)))
    return found.value
