"""Which way the money of each row went: by the balance, by words, by payments of a card."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.asked import Answers, Choice, Decision, Question
from freelancer_os.transfer.csv.evidence.balance import Values, negated, signs
from freelancer_os.transfer.csv.evidence.directions import (
    Direction,
    by_balance,
    by_words,
    two_valued,
    way_of,
)
from freelancer_os.transfer.csv.evidence.ledger import (
    EXAMPLES,
    Ledger,
    Signs,
    ask_charges,
    mostly_negative,
    negative,
    positive,
)
from freelancer_os.transfer.csv.evidence.marks import marked_amounts, marked_rows, paid_by_owner
from freelancer_os.transfer.csv.words import (
    CARD_PAYMENTS,
    REPAYMENTS,
    REVERSALS,
    THANKS,
    Role,
    begins_with,
    holds,
)

_MOST = 0.8  # of a card's rows are charges
_MANY = 3  # rows without a minus sign that are hardly all money in
_ENOUGH = 5  # rows, of which that is said


def decide_amount(ledger: Ledger, given: Answers, before: Answers) -> Signs:
    """How the amounts of one column are signed."""
    is_settled = Role.GROSS in ledger.sheet.named and Role.FEE in ledger.sheet.named
    if (is_settled or ledger.source.gross is not None) and not given.charges:
        return _plain(ledger, is_positive=False, why=_signed())  # as it reaches the account
    return (
        _answered(ledger, given, _("You said so."))
        or _by_marks(ledger)
        or _by_balance(ledger)
        or _by_words(ledger)
        or _by_card(ledger)
        or _answered(ledger, before, _("It was so before in this account."))
        or _by_custom(ledger)
    )


def _by_marks(ledger: Ledger) -> Signs | None:
    """Amounts without signs, of which some are marked, or whose payer is told."""
    found = (
        (marked_amounts(ledger), _("Amounts that came in are marked as such.")),
        (marked_rows(ledger), _("Amounts that came in are marked as such.")),
        (paid_by_owner(ledger), _("Only one name is in every row, so it is the owner's.")),
    )
    for direction, why in found:
        if direction:
            steps = direction.directed(ledger.sheet, ledger.of(ledger.source.amount))
            return Signs(direction=direction, decision=positive(why), fit=ledger.fit(steps))
    return None


def _answered(ledger: Ledger, answers: Answers, why: str) -> Signs | None:
    if answers.out:
        word = fold(answers.out)
        for place in ledger.sheet.places:
            words = ledger.sheet.distinct(place)
            if word in words and len(words) > 1 and place not in ledger.used:
                return _directed(ledger, Direction(place, frozenset({word})), why)
    if answers.charges:
        return _plain(ledger, is_positive=answers.charges == "positive", why=why)
    return None


def _plain(ledger: Ledger, *, is_positive: bool, why: str) -> Signs:
    values = ledger.of(ledger.source.amount)
    steps = negated(values) if is_positive else values
    return Signs(
        debits_positive=is_positive,
        decision=positive(why) if is_positive else negative(why),
        fit=ledger.fit(steps),
    )


def _directed(ledger: Ledger, direction: Direction, why: str) -> Signs:
    steps = direction.directed(ledger.sheet, ledger.of(ledger.source.amount))
    word = next(iter(sorted(direction.outs)), "")
    return Signs(
        direction=direction,
        decision=Decision("out", word, why) if word else negative(why),
        fit=ledger.fit(steps),
    )


def _by_balance(ledger: Ledger) -> Signs | None:
    """What makes the balance add up; what is owed on a card grows, so there it says nothing."""
    if ledger.is_card:
        return None
    values, why = ledger.of(ledger.source.amount), _("Only so the balance adds up.")
    if all(value is None or value >= 0 for value in values):
        return _bare(ledger, values, why)
    plus, minus = ledger.fit(values), ledger.fit(negated(values))
    if plus.is_good != minus.is_good:
        return _plain(ledger, is_positive=minus.is_good, why=why)
    direction = by_balance(ledger.sheet, ledger.taken, values, ledger.fit)
    return _directed(ledger, direction, why) if direction and not plus.is_good else None


def _bare(ledger: Ledger, values: Values, why: str) -> Signs | None:
    """Amounts none of which has a sign: words tell it, else what each row does to the balance."""
    plus, words = ledger.fit(values), _by_words(ledger)
    if words and words.fit.share >= plus.share:
        return words
    if plus.is_good and plus.share == 1:
        sentence = _("No amount has a minus sign, and the balance adds up in more than one way.")
        is_thin = 2 * plus.agreed < sum(map(bool, values))  # most rows have no balance
        is_open = is_thin or ledger.fit(negated(values)).is_good
        if is_open:
            return Signs(question=ask_charges(ledger, sentence))
        return _plain(ledger, is_positive=False, why=why)
    direction = by_balance(ledger.sheet, ledger.taken, values, ledger.fit)
    if direction:
        return _directed(ledger, direction, why)
    ways = signs(values, ledger.balances, ledger.opening, ledger.is_newest_first)
    told = [sign for sign, value in zip(ways, values, strict=True) if value]
    if len(told) > 1 and sum(map(bool, told)) >= max(_MOST * (len(told) - 1), 1):
        return Signs(by_balance=True, decision=Decision("out", "-", why))
    return None


def _by_words(ledger: Ledger) -> Signs | None:
    """A column of words for both ways, and whether the amounts agree with it, or have no sign."""
    values = ledger.of(ledger.source.amount)
    for direction in by_words(ledger.sheet, ledger.taken, is_card=ledger.is_card):
        cells = ledger.sheet.column(direction.place)
        rows = [(direction.is_out(c), v) for c, v in zip(cells, values, strict=True) if c and v]
        out = [value for is_out, value in rows if is_out]
        into = [value for is_out, value in rows if not is_out]
        why = _("The column “{name}” says so.").format(name=ledger.name(direction.place))
        out_minus, in_minus = mostly_negative(out), mostly_negative(into)
        if not rows or (in_minus and (out_minus or not out)):
            continue
        if out and out_minus:
            return _plain(ledger, is_positive=False, why=why)
        if into and in_minus:
            return _plain(ledger, is_positive=True, why=why)
        if direction.is_kind and any(value < 0 for _is_out, value in rows):
            continue
        return _directed(ledger, direction, why)
    return None


def _by_card(ledger: Ledger) -> Signs | None:
    """Payments of a card against all other rows of it, or the kind of the account."""
    rows = [
        (text, value)
        for text, value in zip(ledger.texts, ledger.of(ledger.source.amount), strict=True)
        if value
    ]
    if not rows:
        return None
    if not ledger.is_card:
        return _thanked(ledger, rows)
    paid = [value for text, value in rows if _is_repaid(text)]
    rest = [value for text, value in rows if not _is_repaid(text)]
    if paid and mostly_negative(paid) != mostly_negative(rest or negated(paid)):
        why = _("Payments of the card and refunds have the other sign.")
        return _plain(ledger, is_positive=mostly_negative(paid), why=why)
    plus = sum(value > 0 for value in rest)
    thanked = [text for text, _value in rows if holds(text, CARD_PAYMENTS)]
    if rest and plus == len(rest) and thanked and not mostly_negative(paid):
        why = _("No amount has a sign; what pays the card is told by its text.")
        return Signs(debits_positive=True, by_thanks=True, decision=positive(why))
    if not paid and (plus in {0, len(rest)} or _is_most(plus, len(rest))):
        why = _("On a card most lines are charges.")
        return _plain(ledger, is_positive=plus > len(rest) / 2, why=why)
    sentence = _("Nothing in the file tells whether charges of this card have a minus sign.")
    return Signs(question=ask_charges(ledger, sentence))


def _is_repaid(text: str) -> bool:
    """Whether a text says that a card was paid, or a purchase taken back."""
    return begins_with(text, REPAYMENTS) or holds(text, THANKS) or holds(text, REVERSALS)


def _is_most(plus: int, count: int) -> bool:
    return count >= _ENOUGH and max(plus, count - plus) >= _MOST * count


def _thanked(ledger: Ledger, rows: list[tuple[str, Decimal]]) -> Signs | None:
    """A card's statement in an account that is none: thanks for money that would have gone out."""
    thanked = [value for text, value in rows if holds(text, THANKS)]
    if not thanked or not mostly_negative(thanked) or all(value < 0 for _text, value in rows):
        return None
    sentence = _("This looks like the statement of a card, on which charges are positive.")
    return Signs(question=ask_charges(ledger, sentence))


def _by_custom(ledger: Ledger) -> Signs:
    """As banks write an account: money out with a minus sign; asked where a column may say more."""
    values = [value for value in ledger.of(ledger.source.amount) if value]
    if values and all(value > 0 for value in values):
        is_many = len(values) >= _MANY
        unread = next(two_valued(ledger.sheet, ledger.used, is_strict=not is_many), None)
        if unread:
            return Signs(question=_words(ledger, unread))
        if is_many or _is_unread(ledger) or ledger.sheet.table.header is None:
            sentence = _("No amount has a minus sign, and no column has a name that tells more.")
            return Signs(question=ask_charges(ledger, sentence))
    return _plain(ledger, is_positive=False, why=_signed())


def _is_unread(ledger: Ledger) -> bool:
    """Whether a column is there to say which way money went, in words that are not known."""
    named = ledger.sheet.named.get(Role.DIRECTION, [])
    words = [word for place in named for word in ledger.sheet.distinct(place)]
    return bool(words) and all(way_of(word, is_kind=True) is None for word in words)


def _signed() -> str:
    return _("Banks write money out with a minus sign.")


def _words(ledger: Ledger, direction: Direction) -> Question:
    name = ledger.name(direction.place)
    sentence = _("No amount has a minus sign, and nothing tells what “{name}” means by its words.")
    words = list(dict.fromkeys(ledger.sheet.cells(direction.place)))[:EXAMPLES]
    choices = tuple(Choice(word, _("“{name}” is money out").format(name=word)) for word in words)
    return Question("out", sentence.format(name=name), choices)
