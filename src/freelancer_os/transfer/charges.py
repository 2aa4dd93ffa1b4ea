"""How money out is written where a file leaves it open: answered, or asked."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Choice, Question
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.draft import Draft


def settle_charges(draft: Draft, known: Known) -> None:
    """A card to which most entries bring money is one whose charges may stand without a minus."""
    said = known.given.charges or known.before.charges
    if said == "positive":
        turn(draft)
    charges = [line for line in draft.lines if line.amount > 0]
    if said or len(charges) * 2 <= len(draft.lines):
        return
    line, text = charges[0], charges[0].text[:40]
    sentence = _("Most amounts of this card have no minus: was “{text}” spent or received?")
    choices = (
        Choice("positive", f"{text} = {-line.amount:,f}"),
        Choice("negative", f"{text} = {line.amount:,f}"),
    )
    draft.questions.append(Question("charges", sentence.format(text=text), choices))


def turn(draft: Draft) -> None:
    """Let every line go the other way."""
    draft.lines = [replace(line, amount=-line.amount) for line in draft.lines]
