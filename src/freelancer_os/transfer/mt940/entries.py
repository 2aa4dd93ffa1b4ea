"""The entries and balances of MT940, taken apart by the `mt-940` library and looked at again.

The library stops at the first field that it does not know, so it is asked field by field; and what
it leaves over of an amount (such as ".50") is asked for here.
"""

from __future__ import annotations

import re
from datetime import date as Date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from mt940.models import Transactions
from mt940.options import Options
from mt940.tags import FinalOpeningBalance, StatementGLS

from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.draft import Draft
from freelancer_os.transfer.mt940.details import details
from freelancer_os.transfer.mt940.fields import Field

_ENTRY, _BALANCE = StatementGLS(), FinalOpeningBalance()
_OPTIONS = Options.all()
_EXPECTED = re.compile(r"[0-9]{6}(?:[0-9]{4})?E[CD]")
_MOST = 500  # characters of an entry's field
_NONE = {"", "NONREF", "NONE", "NOTPROVIDED"}
_WRONG = (ArithmeticError, ValueError, TypeError)


class UnreadError(Exception):
    """Why a field cannot be read."""


class EntryReader:
    """Reads the entries of one message into the draft of its account."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.context = Transactions(options=_OPTIONS)

    def take(self, field: Field, said: list[str]) -> None:
        """Read a field 61 with the lines of the field 86 behind it."""
        told = details(said)
        text = told.purpose or told.booking
        value = "\n".join(line.strip() for line in field.lines[:2])[:_MOST]
        if _EXPECTED.match(value.replace(" ", "")):
            self.draft.leave(field.row, "announced", text or told.payee)
            return
        try:
            found = self._found(value)
        except UnreadError as unread:
            self.draft.refuse(field.row, str(unread), "61")
            return
        bank, customer = (
            _reference(found, "bank_reference"),
            _reference(found, "customer_reference"),
        )
        extra = (found.get("extra_details") or "").strip()
        self.draft.take(
            field.row,
            found.get("entry_date") or found["date"],
            found["amount"].amount,
            text=text or extra,
            payee=told.payee,
            reference=bank or customer or told.end_to_end,
            key=bank,
            raw={"61": value, "86": " ".join(said), "booking": told.booking},
        )

    def _found(self, value: str) -> dict[str, Any]:
        match = _ENTRY.re.match(value)
        if match is None or not match["id"]:
            sentence = _("“{text}” is not an entry as MT940 writes it.")
            raise UnreadError(sentence.format(text=excerpt(value)))
        try:
            found: dict[str, Any] = _ENTRY(self.context, match.groupdict())
        except _WRONG as wrong:
            sentence = _("“{text}” has a date or an amount that there cannot be.")
            raise UnreadError(sentence.format(text=excerpt(value))) from wrong
        return found


def held(field: Field) -> tuple[Date, Decimal]:
    """The day and the amount of a balance, negative for a debt. Raises UnreadError."""
    value = field.lines[0].strip()
    match = _BALANCE.re.match(value)
    sentence = _("“{text}” is not a balance as MT940 writes it.").format(text=excerpt(value))
    if match is None or match.end() != len(value) or not match["amount"]:
        raise UnreadError(sentence)
    try:
        found: Any = _BALANCE(Transactions(options=_OPTIONS), match.groupdict())
    except _WRONG as wrong:
        raise UnreadError(sentence) from wrong
    balance = found[_BALANCE.slug]
    return balance.date, balance.amount.amount


def _reference(found: dict[str, Any], name: str) -> str:
    """A reference, "" where there is none."""
    text = (found.get(name) or "").strip()
    return "" if text.upper() in _NONE else text
