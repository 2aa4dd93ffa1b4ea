"""What a sentence comes to, or which of its numbers is asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import format_money, print_amount, read_amount
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.asked import Option, Part
from freelancer_os.quick.finding.amounts import AmountSaid, multiplied
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said


def amount_part(
    spoken: Spoken,
    formats: Formats,
    said: Said,
    found: Iterable[AmountSaid],
    named: Sequence[frozenset[int]],
    answers: Mapping[str, Any],
) -> Part:
    """The amount, as it was answered or read, or which of the numbers `found` it is.

    What is called a refund lowers what was earned or spent, so it is asked whether it has a minus.
    """
    numbers = sorted(set(found), key=lambda one: one.piece)
    label, first, locale = _("Amount"), numbers[0], formats.locale
    if answer := answers.get("amount"):
        known = answers.get("currency") or first.currency
        text = format_money(read_amount(answer, known), known, locale)
        return Part(name="amount", label=label, value=answer, text=text)
    minors = [
        (minor, one.currency)
        for one in numbers
        for minor in (one.may_be if one.minor is None else (one.minor,))
    ]
    if len(numbers) == 1 and first.minor is not None:
        times = multiplied(spoken, first.piece)
        held = any(first.piece.places < places for places in named)
        if times > 1:
            minors.append((first.minor * times, first.currency))
        elif spoken.where(said.refund.__contains__):
            minors.insert(0, (-first.minor, first.currency))
        elif not held:
            (one,) = _options(minors, locale)
            return Part(name="amount", label=label, value=one.value, text=one.text)
    sentence = _("Which amount?")
    if not minors:
        example = format_money(123450, formats.currency, locale)
        sentence = _("Write the amount like {example}.").format(example=example)
    return Part(name="amount", label=label, sentence=sentence, options=_options(minors, locale))


def _options(minors: Iterable[tuple[int, str]], locale: str) -> tuple[Option, ...]:
    """Amounts in minor units of their currencies, to be chosen from."""
    return tuple(
        Option(print_amount(minor, currency), format_money(minor, currency, locale))
        for minor, currency in minors
    )
