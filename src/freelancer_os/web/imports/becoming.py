"""What the preview of an import says of each line: the entry that it would become, or why none."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.collections.money.deciding.proposed import Tagged, tagged
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.bank_lines import purpose_of
from freelancer_os.finance.models import Account
from freelancer_os.finance.sorting.proposals.proposal import RECURRING, Proposal
from freelancer_os.finance.sorting.proposing import by_rule, must_wait
from freelancer_os.transfer.bank.conversion import Candidate
from freelancer_os.transfer.bank.preview import Preview, foreseen


class Told(NamedTuple):
    """A tag, why, and whether the entry waits for a decision."""

    what: Tagged
    why: str = ""
    waits: bool = False


@dataclass(frozen=True)
class Becoming:
    """One line, and what it would become; `payee` "" where the text says it, `key` what is sent to
    leave it out, "" where it is not taken anyway."""

    row: int
    date: str
    payee: str
    text: str
    amount: str
    told: Told
    is_known: bool
    is_out: bool
    key: str


def becoming(
    found: Preview, account: Account, formats: Formats, most: int, out: Container[str]
) -> list[Becoming]:
    """The first lines of a statement, and what each would become; `out` are those left out."""
    some = found.lines[:most]
    asked = [one for one in some if _is_open(one, found, out)]
    proposed = foreseen(account.workspace, account, asked)
    return [
        Becoming(
            row=one.line.row,
            date=show_date(one.line.date, formats.locale, today=formats.today),
            payee=one.line.payee if one.line.payee != one.line.text else "",
            text=purpose_of(one.line.payee, one.line.text) or one.line.text,
            amount=format_money(one.amount, account.currency, formats.locale),
            is_known=one.identity in found.known,
            is_out=one.identity in out,
            key="" if one.identity in found.known else one.identity,
            told=_told(one, found, proposed.get(one.identity), formats),
        )
        for one in some
    ]


def _is_open(one: Candidate, found: Preview, out: Container[str]) -> bool:
    """Whether it is asked what this line may be."""
    return not any(one.identity in there for there in (found.known, found.awaited, out))


def _told(
    one: Candidate, found: Preview, proposals: list[Proposal] | None, formats: Formats
) -> Told:
    """What a line would become; `proposals` are None where it is decided already."""
    if proposals is None:
        return _decided(one, found)
    best = proposals[0] if proposals else None
    if there := found.alike.get(one.identity):
        day = show_date(there.day, formats.locale, today=formats.today)
        why = _("Perhaps “{text}” of {date}").format(text=there.text, date=day)
        return Told(Tagged(_("Known already?"), "amber", ""), why)
    if best is not None and (must_wait(proposals) or by_rule(proposals)):
        is_early = best.kind == RECURRING and best.sure
        return Told(tagged(best), best.why, waits=must_wait(proposals) and not is_early)
    why = f"{best.title}? {best.why}" if best is not None else _("To be sorted")
    kind = (_("Expense"), "rose", "") if one.amount < 0 else (_("Income"), "green", "")
    return Told(Tagged(*kind), why)


def _decided(one: Candidate, found: Preview) -> Told:
    if one.identity in found.known:
        return Told(Tagged(_("Known already"), "stone", ""))
    if one.identity in found.awaited:
        return Told(Tagged(_("Pays what recurs"), "violet", ""))
    return Told(Tagged(_("Left out"), "stone", ""))
