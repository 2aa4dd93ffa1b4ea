"""Whether amounts bear the sign of the money: what the kinds of entries (TRNTYPE) say of it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Decision
from freelancer_os.transfer.charges import settle_charges, turn
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.draft import Draft
from freelancer_os.transfer.statement import Line

# ATM, POS, XFER and INT are money in or out by their sign (OFX 11.4.4.3); of a card, PAYMENT too.
_OUT = {"DEBIT", "CHECK", "FEE", "SRVCHG", "DIRECTDEBIT", "CASH"}
_IN = {"CREDIT", "DEP", "DIRECTDEP", "DIV"}


def settle_directions(draft: Draft, known: Known, *, is_card: bool) -> None:
    """Give the lines of an account the sign that their kinds tell, else ask for a card's."""
    outs = _OUT if is_card else _OUT | {"PAYMENT"}
    told = [(line, _kind(line)) for line in draft.lines if _kind(line) in outs | _IN]
    right = [kind for line, kind in told if (line.amount < 0) == (kind in outs)]
    wrong = [kind for line, kind in told if (line.amount < 0) != (kind in outs)]
    has_minus = any(line.amount < 0 for line in draft.lines)
    out = next((kind for kind in wrong if kind in outs), "")
    if not has_minus and out:
        draft.lines = [_signed(line, outs) for line in draft.lines]
        why = _("No amount has a minus, and entries are of the kind {kind}: that is money out.")
        draft.decisions.append(Decision("charges", "positive", why.format(kind=out)))
    elif wrong and not right:
        turn(draft)
        why = _("Every entry of the kind {kind} goes the other way than its sign.")
        draft.decisions.append(Decision("charges", "positive", why.format(kind=wrong[0])))
    elif is_card and not right:
        settle_charges(draft, known)


def _signed(line: Line, outs: set[str]) -> Line:
    return replace(line, amount=-line.amount) if _kind(line) in outs else line


def _kind(line: Line) -> str:
    return line.raw.get("TRNTYPE", "").upper()
