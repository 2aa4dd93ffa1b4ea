"""Whose statement it is: the account that an IBAN, a number or a name in the file tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from freelancer_os.finance.models import Account, StatementMapping
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.statement import Statement

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
_ENOUGH = 6  # digits by which an account is told from any other
_COUNTRY = 4  # characters of an IBAN before the bank's own number


def owner_of(
    statement: Statement, accounts: Sequence[Account], workspace: Workspace
) -> Account | None:
    """The account that the statement names: by IBAN, by number, by name, or as chosen last time."""
    if not statement.account:
        return None
    by_number = [account for account in accounts if is_named(account, statement)]
    if len(by_number) > 1 and statement.currency:
        by_number = [one for one in by_number if one.currency == statement.currency]
    if len(by_number) == 1:
        return by_number[0]
    return _chosen_before(statement, accounts, workspace)


def is_named(account: Account, statement: Statement) -> bool:
    """Whether the statement's IBAN is the account's, its number within it, or its name the same."""
    said = _bare(statement.account)
    if account.iban and said == account.iban:
        return True
    if account.name.strip().casefold() == statement.account.strip().casefold():
        return True
    if not account.iban or is_iban(said):
        return False
    *bank, number = (part.lstrip("0") for part in re.split(r"\W+", statement.account.upper()))
    own = account.iban[_COUNTRY:]
    return len(number) >= _ENOUGH and number in own and all(part in own for part in bank)


def contradicts(account: Account, statement: Statement) -> bool:
    """Whether both have an IBAN and these differ."""
    said = _bare(statement.account)
    return bool(account.iban) and is_iban(said) and said != account.iban


def is_iban(number: str) -> bool:
    """Whether a number has the shape of an IBAN."""
    return _IBAN.fullmatch(number) is not None


def _chosen_before(
    statement: Statement, accounts: Sequence[Account], workspace: Workspace
) -> Account | None:
    rows = StatementMapping.objects.of(workspace).filter(signature=statement.signature)
    keys = [*rows.order_by("-id").values_list("account_id", flat=True)[:1]]
    return next((one for one in accounts if one.pk in keys), None)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())
