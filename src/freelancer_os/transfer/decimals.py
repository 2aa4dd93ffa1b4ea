"""The decimal sign of a file that is no table: proven by its amounts, answered, or asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Choice, Question
from freelancer_os.transfer.csv.amounts import Amount, decimal_sign, read_amount
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.statement import DecimalSign

SIGNS: dict[str, DecimalSign] = {"comma": ",", "point": "."}


def amount_in(cell: str, sign: DecimalSign) -> Amount | None:
    """An amount under the decimal sign of its file, or under the other if that alone can be."""
    found = read_amount(cell, sign)
    own = None if found else decimal_sign([cell])
    return read_amount(cell, own) if own else found


def sign_of(cells: Iterable[str], known: Known) -> tuple[DecimalSign, Question | None]:
    """The decimal sign of the amounts of a file: as given, as they prove, as before, or a question.

    With a question, the sign is a guess.
    """
    there = [cell for cell in cells if cell]
    if known.given.decimals:
        return SIGNS[known.given.decimals], None
    if proven := decimal_sign(there):
        return proven, None
    readable = {
        sign: sum(map(bool, (read_amount(one, sign) for one in there))) for sign in SIGNS.values()
    }
    if readable["."] != readable[","]:
        return ("." if readable["."] > readable[","] else ","), None
    if known.before.decimals:
        return SIGNS[known.before.decimals], None
    for cell in there:
        read = [read_amount(cell, sign) for sign in SIGNS.values()]
        if read[0] and read[1] and read[0].value != read[1].value:
            sentence = _("Nothing in this file tells whether “{text}” has decimals or thousands.")
            choices = (
                Choice(word, f"{cell} = {found.value.normalize():,f}")
                for word, found in zip(SIGNS, read, strict=True)
                if found
            )
            return ".", Question("decimals", sentence.format(text=cell[:40]), tuple(choices))
    return ".", None
