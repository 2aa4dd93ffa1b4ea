"""Whether 1.234 is a thousand or a little more than one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import exponent
from freelancer_os.transfer.asked import Answers, Choice, Decision, Question
from freelancer_os.transfer.csv.amounts import OTHER, lone_separator, proofs, read_cell
from freelancer_os.transfer.statement import DecimalSign

_ANSWERS: dict[str, DecimalSign] = {"comma": ",", "point": "."}
VALUES = {sign: value for value, sign in _ANSWERS.items()}
_RIVAL = 0.1  # share of the cells that prove the other sign, from which on nothing is proven
_ENDS_IN_ZERO = re.compile(r"0[^0-9]*$")


@dataclass(frozen=True)
class Decimals:
    """The decimal sign, by which evidence; a question where there is none."""

    sign: DecimalSign
    decision: Decision | None = None
    question: Question | None = None


def decide_decimals(
    cells: list[str], language: str, currency: str | None, given: Answers, before: Answers
) -> Decimals:
    """The decimal sign of all amounts of a table."""
    found = proofs(cells)
    sign = found.sign
    usual: DecimalSign = "." if language in {"", "en", "ja", "zh", "ko", "th", "he"} else ","
    if given.decimals:
        return _told(_ANSWERS[given.decimals], _("You said so."))
    rivals = min(found.points, found.commas)
    if not found.open_cells or (sign and rivals <= _RIVAL * (found.points + found.commas)):
        why = _("Other amounts of the file prove it.")
        return _told(sign, why) if sign else Decimals(usual)
    thousands = None if sign else _are_thousands(found.open_cells, usual, currency)
    if thousands:
        return thousands
    if before.decimals:
        return _told(_ANSWERS[before.decimals], _("It was so before in this account."))
    return Decimals(sign or usual, question=_question(found.open_cells[0]))


def _are_thousands(cells: list[str], usual: DecimalSign, currency: str | None) -> Decimals | None:
    """Whether the one separator that stands in these cells can only be that of thousands."""
    separator = lone_separator(cells[0]) or usual
    if any(lone_separator(cell) != separator for cell in cells):
        return None
    if _are_too_fine(cells, currency):
        return _told(OTHER[separator], _("The currency has fewer decimals."))
    if usual != separator:
        return _told(usual, _("The language of the columns writes thousands so."))
    return None


def _are_too_fine(cells: list[str], currency: str | None) -> bool:
    """Whether three decimals would be more than the currency has."""
    places = exponent(currency) if currency else 2
    if places == 0:
        return True
    return places < 3 and not all(map(_ENDS_IN_ZERO.search, cells))


def _told(sign: DecimalSign, why: str) -> Decimals:
    return Decimals(sign, Decision("decimals", VALUES[sign], why))


def _question(cell: str) -> Question:
    sentence = _("“{text}” can be thousands or decimals, and nothing in the file tells which.")
    choices = tuple(Choice(value, _read(cell, sign)) for value, sign in _ANSWERS.items())
    return Question("decimals", sentence.format(text=cell), choices)


def _read(cell: str, sign: DecimalSign) -> str:
    amount = read_cell(cell, sign)
    return f"{cell} = {amount.value.normalize():f}" if amount else cell
