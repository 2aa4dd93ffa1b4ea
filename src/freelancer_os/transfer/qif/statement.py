"""Read QIF: `read_qif(content)`; without database, without settings."""

from __future__ import annotations

import re
from datetime import date as Date

from django.utils.translation import gettext as _

from freelancer_os.transfer.charges import settle_charges
from freelancer_os.transfer.csv.amounts import Amount
from freelancer_os.transfer.csv.dates import read_date
from freelancer_os.transfer.csv.known import NOTHING, Known
from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.csv.raw.letters import letters_of
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
_LETTER = re.compile(rb"^([A-Z$%])", re.MULTILINE)
_OPENING = {"opening balance", "anfangsbestand", "anfangssaldo", "solde initial", "saldo inicial"}


class _UnreadError(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def read_qif(content: bytes, known: Known = NOTHING) -> list[Statement]:
    """Read the bytes of a QIF file: a statement for each account, in order.

    What the file leaves open (letters, the order of day and month, decimals) is read as it is
    `known`, else asked in the `questions` of each statement. StatementError: not text, no entries,
    investments, too large.
    """
    letters = letters_of(_apart(content), known.given, known.before)
    text = letters.text
    found = list(records(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not found:
        raise StatementError(_("This QIF file holds no entry of an account."))
    order = order_of([record.fields.get("D", "") for record in found], known)
    amounts = [record.fields.get(name, "") for record in found for name in "TU"]
    sign, decimals = sign_of(amounts, known)
    drafts: dict[str, Draft] = {}
    for record in found:
        draft = drafts.setdefault(record.account, Draft("QIF", MAPPING, record.account))
        open_ = (*letters.questions, order.question, decimals)
        draft.questions = [question for question in open_ if question]
        told = (*letters.decisions, order.decision)
        draft.decisions = [decision for decision in told if decision]
        try:
            if record is found[-1] and not record.is_ended and found[:-1]:
                raise _UnreadError("", _("The file ends in the middle of this line."))
            _take(draft, record, order.order, sign)
        except _UnreadError as unread:
            draft.refuse(record.row, str(unread), unread.column or None)
    for account in {record.account for record in found if record.is_card}:
        settle_charges(drafts[account], known)
    refuse_too_many(drafts.values())
    return [draft.statement(letters.encoding) for draft in drafts.values()]


def _apart(content: bytes) -> bytes:
    """The file with a space behind each field's letter, so that it is no part of a word."""
    return content if b"\0" in content else _LETTER.sub(rb"\1 ", content)


def _take(draft: Draft, record: Record, order: DateOrder, sign: DecimalSign) -> None:
    fields = record.fields
    on, total = _day(fields.get("D", ""), order), _total(record, sign)
    amount = total.value
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
        currency=total.currency,
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


def _total(record: Record, sign: DecimalSign) -> Amount:
    """The amount of an entry: of T, else of U; both, and the splits, must say the same."""
    said = [_amount(record.fields[name], name, sign) for name in "TU" if record.fields.get(name)]
    if not said:
        raise _UnreadError("T", _("This line has no amount."))
    if len({*said}) > 1:
        raise _UnreadError("U", _("This line has two amounts, T and U, that are not the same."))
    parts = [_amount(split["$"], "$", sign).value for split in record.splits if split.get("$")]
    total = said[0].value
    if parts and sum(parts) != total:
        sentence = _("The parts of this line come to {sum}, the line itself to {total}.")
        raise _UnreadError("$", sentence.format(sum=f"{sum(parts):,f}", total=f"{total:,f}"))
    return said[0]


def _amount(cell: str, name: str, sign: DecimalSign) -> Amount:
    found = amount_in(cell, sign)
    if found is None:
        raise _UnreadError(name, _("“{text}” is not an amount.").format(text=excerpt(cell)))
    return found
