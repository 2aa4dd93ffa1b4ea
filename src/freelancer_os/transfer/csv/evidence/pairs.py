"""Which of two columns is money out, and how each is signed."""

from __future__ import annotations

from itertools import product

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.asked import Answers, Choice, Question
from freelancer_os.transfer.csv.evidence.balance import negated, paired
from freelancer_os.transfer.csv.evidence.ledger import (
    Ledger,
    Signs,
    ask_charges,
    mostly_negative,
    negative,
    positive,
)


def decide_pair(ledger: Ledger, given: Answers, before: Answers) -> Signs:
    """Which of two columns is money out, and how each is signed."""
    source = ledger.source
    named = source.debit, source.credit
    swapped = source.credit, source.debit
    fits = {pair: _best_pair(ledger, *pair) for pair in (named, swapped)}
    answer = given.out or before.out
    told = next((p for p in (named, swapped) if _is_called(ledger, p[0], answer)), None)
    if told:
        return _pair(ledger, told, _("You said so."))
    good = [pair for pair in (named, swapped) if fits[pair].fit.is_good]
    if source.is_named and good == [swapped] and not fits[swapped].fit.is_proof:
        good = []  # one row may follow by chance, or stand behind a gap
    if len(good) == 1 and not (source.is_named and good[0] == swapped):
        return fits[good[0]]
    if source.is_named and good != [swapped]:
        return _pair(ledger, named, _("The names of the columns say so."))
    if source.is_named and ledger.is_card:  # what is owed grows with every charge
        return _pair(ledger, named, _("The names of the columns say so."))
    signed = [pair for pair in (named, swapped) if _is_signed(ledger, *pair)]
    if len(signed) == 1 and not source.is_named:
        return _pair(ledger, signed[0], _("Money out has a minus sign."))
    return _pair(ledger, named, "", question=_which(ledger, named))


def _is_called(ledger: Ledger, place: int | None, answer: str | None) -> bool:
    return place is not None and answer is not None and fold(answer) == fold(ledger.name(place))


def _is_signed(ledger: Ledger, debit: int | None, credit: int | None) -> bool:
    out = [value for value in ledger.of(debit) if value]
    into = [value for value in ledger.of(credit) if value]
    return bool(out) and all(v < 0 for v in out) and all(v > 0 for v in into)


def _which(ledger: Ledger, pair: tuple[int | None, int | None]) -> Question:
    names = [ledger.name(place) for place in pair if place is not None]
    sentence = _("Nothing in the file tells which of these two columns is money out: {names}.")
    choices = tuple(Choice(name, _("“{name}” is money out").format(name=name)) for name in names)
    return Question("out", sentence.format(names=", ".join(names)), choices)


def _pair(
    ledger: Ledger, pair: tuple[int | None, int | None], why: str, question: Question | None = None
) -> Signs:
    """A pair read by its own habit: what most cells of a column have for a sign means nothing."""
    debit, credit = pair
    debits_positive = not mostly_negative(ledger.of(debit))
    credits_negative = mostly_negative(ledger.of(credit)) and debits_positive
    best = _best_pair(ledger, debit, credit)
    if best.fit.is_good:
        debits_positive, credits_negative = best.debits_positive, best.credits_negative
    elif not debits_positive and mostly_negative(ledger.of(credit)) and not question:
        question = _both_negative(ledger, pair)
    return Signs(
        debit=debit,
        credit=credit,
        debits_positive=debits_positive,
        credits_negative=credits_negative,
        decision=positive(why) if debits_positive and why else negative(why) if why else None,
        question=question,
        fit=best.fit,
    )


def _both_negative(ledger: Ledger, pair: tuple[int | None, int | None]) -> Question:
    sentence = _("Both columns have amounts with a minus sign: {names}.")
    names = ", ".join(ledger.name(place) for place in pair if place is not None)
    return ask_charges(ledger, sentence.format(names=names))


def _best_pair(ledger: Ledger, debit: int | None, credit: int | None) -> Signs:
    """The pair with the signs under which the balance follows best."""
    out, into = ledger.of(debit), ledger.of(credit)
    ways = product(
        (True, False) if any(value and value < 0 for value in out) else (True,),
        (True, False) if any(value and value < 0 for value in into) else (False,),
    )
    habit = not mostly_negative(out), mostly_negative(into)
    best = Signs(debit=debit, credit=credit)
    for plus, minus in (habit, *ways):
        steps = paired(out if plus else negated(out), negated(into) if minus else into)
        found = ledger.fit(steps)
        if (found.share, found.agreed) > (best.fit.share, best.fit.agreed):
            why = _("Only so the balance adds up.")
            decision = positive(why) if plus else negative(why)
            best = Signs(debit, credit, None, plus, minus, fit=found, decision=decision)
    return best
