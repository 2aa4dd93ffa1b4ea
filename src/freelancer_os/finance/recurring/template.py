"""The lines of a recurring invoice: what is written on each, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.records.admission import admit_one
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.money import line_amount
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.transactions import Transaction

FIELD = "lines"  # at which refusals stand
MOST = 200
BEGINS: dict[str, Any] = {
    "description": "",
    "quantity": ONE,
    "unit": "C62",
    "unit_price": 0,
    "discount_percent": 0,
    "tax_rate": 0,
    "tax_included": False,
    "tax_category": None,
    "exemption_reason": "",
}
"""What a line says, by the columns of an entry; what it leaves out begins so."""


def read_lines(lines: object, record: Record) -> list[dict[str, Any]]:
    """Lines as they are kept. Raises ValidationError on `lines`."""
    if not isinstance(lines, list) or len(lines) > MOST:
        raise refusal(FIELD, _("This is a list of at most {most} lines.").format(most=MOST))
    return [_line(one, record) for one in lines]


def _line(line: object, record: Record) -> dict[str, Any]:
    if not isinstance(line, dict) or line.keys() - BEGINS.keys():
        sentence = _("Each line is an object of: {fields}.")
        raise refusal(FIELD, sentence.format(fields=", ".join(BEGINS)))
    blank = Transaction(workspace=record.workspace)
    said = {**BEGINS, **line}
    taken = {name: admit_one(blank, name, value) for name, value in said.items()}
    for name, value in taken.items():
        setattr(blank, name, value)
    try:
        blank.check_line(taken)
    except ValidationError as refused:
        raise refusal(FIELD, " ".join(refused.messages)) from refused
    return taken


def lines_of(entries: Sequence[Transaction]) -> list[dict[str, Any]]:
    """The lines of an invoice as those of a recurring one, but for what is kept by others."""
    return [
        {name: getattr(entry, name) for name in BEGINS} for entry in entries if not entry.is_kept
    ]


def amounts_of(lines: Sequence[Mapping[str, Any]]) -> list[int]:
    """What each comes to, in minor units, net or with its tax as it says."""
    return [
        line_amount(one["quantity"], one["unit_price"], one["discount_percent"]) for one in lines
    ]
