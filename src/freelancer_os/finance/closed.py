"""A closed period: nothing changes a figure up to its last day (domain.md), from whatever door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Logged, Values
from freelancer_os.core.values.dates import show_date
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Category
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments import shares
from freelancer_os.finance.payments.payments import Payment

DATED: dict[type[Logged], tuple[str, tuple[str, ...]]] = {
    Transaction: (
        "date",
        (
            *("date", "kind", "category_id", "client_id", "tax_category", "tax_rate"),
            *("base_net", "base_tax", "is_void", "is_draft"),
        ),
    ),
    Payment: ("date", ("date", "account_id", "flow", "settles")),
    Invoice: ("issue_date", ("issue_date", "status", "kind", "base_total", "base_withheld")),
}
"""By which day a row counts in figures, and what of it does."""


def refuse_closed(unit: Unit) -> None:
    """Raise ValidationError where a figure of a closed period would be another one."""
    until = unit.workspace.closed_until
    if until is None or unit.clears:
        return
    days = [*_of_rows(unit, until), *_of_shares(unit, until)]
    if days:
        raise ValidationError([_closed(unit, min(days), until)])
    _refuse_whole(unit, until)


def _of_rows(unit: Unit, until: date) -> Iterator[date]:
    """The closed days of rows of which something that counts is new, gone or another."""
    for model, (day, columns) in DATED.items():
        found: list[Touched] = unit.unsettled(model)
        for touched in found:
            old, new = touched.counted, touched.now
            if old is None or new is None or any(old[name] != new[name] for name in columns):
                yield from (row[day] for row in (old, new) if row and _is_in(row, day, until))


def _is_in(row: Values, day: str, until: date) -> bool:
    return row[day] is not None and row[day] <= until and not _is_nothing(row)


def _is_nothing(row: Values) -> bool:
    """A line of a draft is in no figure by its own date; neither is a draft itself, nor an entry
    that waits to be sorted."""
    return bool(row.get("is_draft") or row.get("waits") or row.get("status") == "draft")


def _of_shares(unit: Unit, until: date) -> Iterator[date]:
    """The closed days on which what was paid brings another share than before."""
    moves: dict[tuple[Any, ...], int] = {}
    for sign, share in shares.moved(unit):
        if share["date"] <= until:
            key = (share["date"], *share.values())
            moves[key] = moves.get(key, 0) + sign
    return (key[0] for key, moved in moves.items() if moved)


def _refuse_whole(unit: Unit, until: date) -> None:
    """What counts in every period: where an account began, and what a category counts as."""
    accounts: list[Touched] = unit.unsettled(Account)
    for touched in accounts:
        if touched.counted and touched.changed("opening_balance"):
            raise ValidationError([_closed(unit, until, until)])
    categories: list[Touched] = unit.unsettled(Category)
    for touched in categories:
        if touched.changed("counts"):
            used = unit.rows(Transaction).filter(category=touched.pk, date__lte=until)
            if used.exists():
                raise ValidationError([_closed(unit, until, until)])


def _closed(unit: Unit, day: date, until: date) -> str:
    shown = [show_date(one, unit.workspace.locale, today=date.min) for one in (day, until)]
    sentence = _(
        "This would change a figure of {day}, and the books are closed until {until}. Choose a "
        "later date, or reopen the books in the settings."
    )
    return sentence.format(day=shown[0], until=shown[1])
