"""Whether a fee in a column of its own is in the amount already, or comes off it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers, Choice, Decision, Question
from freelancer_os.transfer.csv.evidence.balance import Values, negated
from freelancer_os.transfer.csv.evidence.ledger import Ledger, Signs


@dataclass(frozen=True)
class Fee:
    """The place of the fee that comes off the amount, by which evidence; or a question."""

    place: int | None = None
    decision: Decision | None = None
    question: Question | None = None


def decide_fee(ledger: Ledger, signs: Signs, given: Answers, before: Answers) -> Fee:
    """What the fee of a table does to its amounts."""
    source = ledger.source
    if source.gross is not None and source.fee is None:
        return Fee(decision=Decision("amount", "net", _("It is what is left after the fee.")))
    if source.fee is None or source.amount is None:
        return Fee()
    fees = [abs(fee) if fee else Decimal(0) for fee in ledger.of(source.fee)]
    if not any(fees):
        return Fee()
    steps = _steps(ledger, signs)
    decision = _told(ledger, steps, fees, given, before)
    if decision is None:
        return Fee(source.fee, question=_question(steps, fees))
    return Fee(source.fee if decision.value == "gross" else None, decision)


def _told(
    ledger: Ledger, steps: Values, fees: list[Decimal], given: Answers, before: Answers
) -> Decision | None:
    less = [None if step is None else step - fee for step, fee in zip(steps, fees, strict=True)]
    with_fee, without = ledger.fit(less).agreed, ledger.fit(steps).agreed
    name = ledger.name(ledger.source.amount or 0).casefold()
    is_named = ledger.source.gross is not None or "after fee" in name or "before fee" in name
    if given.amount:
        return Decision("amount", given.amount, _("You said so."))
    if with_fee != without:
        value = "gross" if with_fee > without else "net"
        return Decision("amount", value, _("Only so the balance adds up."))
    if is_named:
        return Decision("amount", "gross", _("The names of the columns say so."))
    if before.amount:
        return Decision("amount", before.amount, _("It was so before in this account."))
    return None


def _question(steps: Values, fees: list[Decimal]) -> Question:
    amount, fee = next((s or Decimal(0), f) for s, f in zip(steps, fees, strict=True) if f)
    sentence = _("Nothing in the file tells whether the fee is in the amount already.")
    choices = (Choice("net", f"{amount:f}"), Choice("gross", f"{amount - fee:f}"))
    return Question("amount", sentence, choices)


def _steps(ledger: Ledger, signs: Signs) -> Values:
    """The signed amounts of the rows."""
    values = ledger.of(ledger.source.amount)
    if signs.direction:
        return signs.direction.directed(ledger.sheet, values)
    return negated(values) if signs.debits_positive else values
