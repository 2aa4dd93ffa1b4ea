"""What field 86 says: the other side, and what a payment is for, as banks write it."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDE, _NARROW = 65, 27  # characters after which SWIFT, and German banks, cut a text anywhere
_CODED = re.compile(r"[0-9]{3}([?~<^!])(?=[0-9]{2})")
_KEYWORD = re.compile(
    r"(?:^|(?<=[ ]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|COAM|OAMT|RREF)\+"
)
_SLASHED = re.compile(
    r"/(TRTP|TRCD|CSID|MARF|EREF|PREF|IBAN|BIC|NAME|REMI|ORDP|BENM|CNTP|RTRN|ISDT|PURP|ULTB|ULTD"
    r"|ULTC|UDTR|UCRD|ADDR|ID|EXCH|CHGS|OCMT|ORDB|BENB|SVCL|INFO|ACCW)/"
)
_HOW = re.compile(r"^(?:USTD/+|STRD/(?:CUR|ISO)/|STRD/+)")
_PURPOSE = {*(f"2{digit}" for digit in range(10)), *(f"6{digit}" for digit in range(4))}


class Details(NamedTuple):
    """Who stands on the other side, what for, and what kind of booking it is; "" for unsaid."""

    payee: str
    purpose: str
    booking: str
    end_to_end: str = ""


def details(lines: list[str]) -> Details:
    """Read the lines of a field 86 (of none: nothing)."""
    whole = "".join(lines)
    if coded := _CODED.match(whole):
        return _coded(whole[coded.end() :].split(coded[1]))
    joined = _joined(lines, _WIDE)
    marks = list(_SLASHED.finditer(joined))
    if marks and joined.lstrip().startswith("/"):
        return _slashed(joined, marks)
    return Details("", joined, "")


def _joined(pieces: list[str], width: int) -> str:
    """Pieces of a text as one: what fills its width was cut anywhere, also within a word."""
    text = ""
    for piece in pieces:
        text += piece if len(piece) >= width else f"{piece} "
    return text.strip()


def _coded(pieces: list[str]) -> Details:
    """Pieces that begin with two digits: 00 the booking, 20–29 and 60–63 what for, 32–33 who."""
    found = [(piece[:2], piece[2:]) for piece in pieces]
    purpose = _joined([text for code, text in found if code in _PURPOSE], _NARROW)
    payee = _joined([text for code, text in found if code in {"32", "33"}], _NARROW)
    booking = " ".join(text for code, text in found if code == "00").strip()
    marks = list(_KEYWORD.finditer(purpose))
    if not marks:
        return Details(payee, purpose, booking)
    said = {"": purpose[: marks[0].start()].strip()}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        said[mark[1]] = purpose[mark.end() : after.start() if after else None].strip()
    return Details(
        payee or said.get("ABWA", ""),
        said.get("SVWZ") or said[""],
        booking,
        said.get("EREF", "") or said.get("KREF", ""),
    )


def _slashed(text: str, marks: list[re.Match[str]]) -> Details:
    """Words between slashes, as banks of the Netherlands write them."""
    said: dict[str, str] = {}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : after.start() if after else None].strip("/ ")
        said[mark[1]] = said.get(mark[1]) or value
    party = said.get("CNTP", "").split("/")
    payee = said.get("NAME") or (party[2] if len(party) > 2 else "")
    purpose = _HOW.sub("", said.get("REMI", "")).strip("/ ")
    return Details(payee, purpose, said.get("TRTP", ""), said.get("EREF", ""))
