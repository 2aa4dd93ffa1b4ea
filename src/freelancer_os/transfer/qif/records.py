"""The records of a QIF file, account by account, without its lists of categories and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from freelancer_os.transfer.statement import StatementError

_TYPE = re.compile(r"!Typ[e]?:\s*(.*?)\s*", re.IGNORECASE)
_ACCOUNTS = {
    *("bank", "cash", "ccard", "oth a", "oth l", "oth s", "port", "banque", "bar", "banco"),
    *("kreditkarte", "cb", "efectivo", "contanti", "carta", "conto", "compte", "konto", "liquide"),
}
_CARDS = {"ccard", "kreditkarte", "cb", "carta"}
_LISTS = {"cat", "class", "memorized", "prices", "security", "tag", "budget", "invitem", "template"}
_PARTS = "SE$%"  # fields of a split, which come again


@dataclass
class Record:
    """Fields between two "^", by letter, and the splits; `row` is the line where it begins.

    `is_card`: its account is a credit card.
    """

    row: int
    account: str
    is_card: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    splits: list[dict[str, str]] = field(default_factory=list)
    is_ended: bool = False

    def put(self, letter: str, value: str) -> None:
        """Add a field; a split begins with its category, or where a part comes again."""
        if letter not in _PARTS:
            self.fields.setdefault(letter, value)
            return
        if not self.splits or letter == "S" or letter in self.splits[-1]:
            self.splits.append({})
        self.splits[-1][letter] = value


def records(text: str) -> Iterator[Record]:
    """Every entry in order, with the account that the file names for it ("" for none).

    StatementError, naming the line: investments, or a kind that is not known.
    """
    account, section, is_card = "", "", False
    record: Record | None = None
    for row, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare.startswith("!"):
            if record is not None and section == "entries":
                yield record
            record, section = None, _section(bare, row, section)
            is_card = _is_card(bare, is_card=is_card)
        elif bare.startswith("^"):
            if record is None:
                continue
            record.is_ended = True
            if section == "account":
                account = record.fields.get("N", account)
            elif section == "entries":
                yield record
            record = None
        elif bare and section in {"account", "entries"}:
            record = record or Record(row, account, is_card)
            record.put(bare[0], bare[1:].strip())
    if record is not None and section == "entries":
        yield record


def _is_card(bare: str, *, is_card: bool) -> bool:
    found = _TYPE.fullmatch(bare)
    return found[1].lower() in _CARDS if found else is_card


def _section(bare: str, row: int, section: str) -> str:
    """What follows a line that begins with "!"."""
    if bare.lower().startswith("!account"):
        return "account"
    found = _TYPE.fullmatch(bare)
    if found is None:
        return section  # !Option, !Clear
    kind = found[1].lower()
    if kind.startswith(("invst", "invest")):
        sentence = _("Line {row}: investments are not read here, only accounts and cards.")
        raise StatementError(sentence.format(row=row))
    if kind in _LISTS or kind.startswith("memorized"):
        return "list"
    if kind not in _ACCOUNTS:
        sentence = _("Line {row}: “{kind}” is no kind of account that is read here.")
        raise StatementError(sentence.format(row=row, kind=found[1][:40]))
    return "entries"
