"""Read MT940 and MT942: `read_mt940(content)`; without database, without settings."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from freelancer_os.transfer.archive import files_of
from freelancer_os.transfer.csv.known import NOTHING, Known
from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.csv.raw.letters import letters_of
from freelancer_os.transfer.draft import Draft, refuse_too_many
from freelancer_os.transfer.mt940.entries import EntryReader, UnreadError, held
from freelancer_os.transfer.mt940.fields import Field, fields
from freelancer_os.transfer.statement import Mapping, Statement, StatementError

MAPPING = Mapping(date="61", amount="61", texts=("86",), reference="61")
_CURRENCY = re.compile(r"^(.{8,}?)[ /]?(?:[A-Z]{3})?$")
_BEGINS = re.compile(r"^(?:\{1:.*)?(?:\{4:\s*)?:(?:20|25|28C|60F|61):", re.MULTILINE)
_FLOOR = re.compile(r"([A-Z]{3})")
_OPENING, _CLOSING = {"60F", "60M", "60"}, {"62F", "62M", "62"}


class _Message:
    """The fields of one message, until it ends."""

    def __init__(self) -> None:
        self.account, self.currency, self.source = "", "", "mt942"
        self.fields: list[Field] = []
        self.is_closed = False

    def take(self, field: Field) -> None:
        value = field.lines[0].strip()
        if field.tag.startswith("25"):
            self.account = _account(value)
        elif field.tag in _OPENING | _CLOSING:
            self.source = "mt940"
            self.currency = self.currency or value[7:10].upper()
            self.is_closed = self.is_closed or field.tag in _CLOSING
        elif field.tag == "34F" and (floor := _FLOOR.match(value)):
            self.currency = self.currency or floor[1]
        if field.tag[:2] in {"60", "61", "62", "86", "NS"}:
            self.fields.append(field)


def read_mt940(content: bytes, known: Known = NOTHING) -> list[Statement]:
    """Read the bytes of an MT940 or MT942 file, or of a ZIP of them: a statement for each account,
    in order.

    StatementError (one sentence): no such messages, too large, not text.
    """
    drafts: dict[tuple[str, str, str], Draft] = {}
    encoding = "utf-8"
    for name, file in files_of(content, is_mt940):
        before = {key: (len(one.lines), len(one.problems)) for key, one in drafts.items()}
        try:
            encoding = _take(drafts, file, known)
        except StatementError as refused:
            raise StatementError(f"{name}: {refused}" if name else str(refused)) from refused
        for key, draft in drafts.items() if name else ():
            lines, problems = before.get(key, (0, 0))
            draft.leave_known(lines)
            draft.name_problems(problems, name)
    return [draft.statement(encoding) for draft in drafts.values()]


def is_mt940(name: str, head: bytes) -> bool:
    """Whether a file begins as such a message does."""
    text = head.replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    return _BEGINS.search(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def _take(drafts: dict[tuple[str, str, str], Draft], content: bytes, known: Known) -> str:
    """Add the messages of one file to the drafts of their accounts; its encoding."""
    letters = letters_of(content, known.given, known.before)
    text = letters.text
    messages: list[_Message] = []
    for field in fields(text.replace("\r\n", "\n").replace("\r", "\n")):
        if field.tag == "20" or (field.tag != "-" and not messages):
            messages.append(_Message())
        if field.tag != "-":
            messages[-1].take(field)
    messages = [one for one in messages if one.account or one.fields]
    if not messages:
        raise StatementError(_("This file holds no MT940 message."))
    for message in messages:
        named = (message.source, message.account, message.currency)
        draft = drafts.setdefault(named, Draft(named[0], MAPPING, *named[1:]))
        draft.questions, draft.decisions = [*letters.questions], [*letters.decisions]
        is_cut = message is messages[-1] and message.source == "mt940" and not message.is_closed
        _read(draft, message, is_cut=is_cut)
        refuse_too_many(drafts.values())
    return letters.encoding


def _read(draft: Draft, message: _Message, *, is_cut: bool) -> None:
    """Read the entries and balances of one message; of one `is_cut` the last entry is not whole."""
    reader, before = EntryReader(draft), len(draft.lines)
    last = next((one for one in reversed(message.fields) if one.tag == "61"), None)
    balances = [field for field in message.fields if field.tag in {"60F", "62F"}]
    for number, field in enumerate(message.fields):
        if field.tag == "61":
            if is_cut and field is last:
                draft.refuse(field.row, _("The file ends in the middle of this line."))
                continue
            reader.take(field, _said(message.fields, number))
    for field in balances:
        try:
            on, amount = held(field)
        except UnreadError as unread:
            draft.refuse(field.row, str(unread), field.tag)
            continue
        # The day of an opening balance is that of the statement before; here, of what follows.
        days = [line.date for line in draft.lines[before:]]
        opened, is_opening = min(days, default=on), field.tag == "60F"
        draft.hold(opened if is_opening else on, amount, is_opening=is_opening)


def _said(found: list[Field], number: int) -> list[str]:
    """The lines of the fields 86 (or NS) that follow an entry."""
    said: list[str] = []
    for place in range(number + 1, len(found)):
        field = found[place]
        if field.tag not in {"86", "NS"}:
            break
        said += [line[2:] for line in field.lines] if field.tag == "NS" else field.lines
    return said


def _account(value: str) -> str:
    """The account of field 25, without the currency that some banks write behind it."""
    bare = "".join(value.split()).lstrip("/")
    found = _CURRENCY.match(bare)
    return excerpt(found[1] if found and found[1][-1:].isdigit() else bare)
