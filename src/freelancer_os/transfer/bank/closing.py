"""What a statement says that its account held, kept day by day."""

from __future__ import annotations

from datetime import date, timedelta

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.core.values.money import MAX_AMOUNT, exponent
from freelancer_os.finance.models import Account, ClosingBalance
from freelancer_os.transfer.statement import Balance, Statement

_DAY = timedelta(days=1)


def keep_balances(unit: Unit, account: Account, statement: Statement) -> bool:
    """Keep the closing balances of a statement, and return whether anything was new.

    What the bank says last of a day counts. What the account held before the first line is taken as
    the balance of the day before, unless that is known: some statements begin within a day.
    """
    before, after = closing_balances(statement, account.currency)
    days = before | after
    if not days:
        return False
    rows = unit.rows(ClosingBalance).filter(account=account, date__range=(min(days), max(days)))
    there = {one.date: one for one in rows}
    said = after | {day: before[day] for day in before.keys() - after.keys() - there.keys()}
    is_new = False
    for day, amount in said.items():
        found = there.get(day) or ClosingBalance.made(unit.workspace, account=account, date=day)
        if found.amount != amount:
            found.amount, is_new = amount, True
            found.save()
    return is_new


def closing_balances(
    statement: Statement, currency: str
) -> tuple[dict[date, int], dict[date, int]]:
    """Those that opening balances tell, of the days before them, and those that are said so.

    By day, in minor units of the account's currency; what is in another one is left out, and so is
    an opening balance that no line follows, since its day is not told alike.
    """
    before, after = dict[date, int](), dict[date, int]()
    for held in statement.balances:
        is_opening = held.moment == "opening"
        day = held.on - _DAY if is_opening else held.on
        amount = _minor(held, currency)
        if amount is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            continue
        if not is_opening:
            after[day] = amount
        elif statement.lines:
            before[day] = amount
    return before, after


def _minor(held: Balance, currency: str) -> int | None:
    scaled = held.amount.scaleb(exponent(currency))
    is_own = held.currency in {None, currency}
    is_whole = scaled == scaled.to_integral_value() and abs(scaled) <= MAX_AMOUNT
    return int(scaled) if is_own and is_whole else None
