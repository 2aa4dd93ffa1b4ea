"""The balance of an account over time, and each of its movements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.months import show_month
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.balances import by_month
from freelancer_os.finance.models import Account
from freelancer_os.finance.movements import Movement, movements
from freelancer_os.people.models import Workspace
from freelancer_os.reports.asked import asked
from freelancer_os.reports.sheets import Figure, Row, Sheet, Statement
from freelancer_os.reports.words import period_of

Query = Mapping[str, str]


def balance_statement(workspace: Workspace, query: Query) -> Statement:
    """The balance of an account over time, in its own currency."""
    span, account = asked(workspace, query).span, account_of(workspace, query)
    if account is None:
        return Statement(_(BALANCE), [_("There is no account yet.")], workspace.currency)
    before, months = by_month(account, span)
    rows = [Row((_("Before"), None, Figure(before)), is_part=True)]
    for one in months:
        of = span.within(one.month)
        ends = f"account={account.pk}&date_from={of.first}&date_to={of.last}"
        moved = Figure(one.moved, "" if of == span else f"reports/balance/?{ends}")
        rows.append(Row((show_month(one.month, workspace.locale), moved, Figure(one.balance))))
    moved = Figure(sum(one.moved for one in months))
    last = months[-1].balance if months else before
    day = show_date(span.last, workspace.locale, today=date.min)
    rows.append(Row((_("On {date}").format(date=day), moved, Figure(last)), is_sum=True))
    sheets = [Sheet(_("Balance"), ("", _("Moved"), _("Balance")), rows)]
    said = [period_of(span, workspace.locale), _("Only money that has really moved")]
    moves = movements(account, span, before)
    if moves is None:
        said.append(_("Choose a shorter period to see each movement."))
    elif moves:
        columns = ("", _("Date"), _("Moved"), _("Balance"))
        sheets.append(Sheet(_("Movements"), columns, [_movement(one) for one in moves]))
    return Statement(f"{_(BALANCE)}: {account}", said, account.currency, sheets)


def _movement(one: Movement) -> Row:
    cells = (one.name, one.day, Figure(one.moved), Figure(one.balance))
    return Row(cells, record=one.record)


def account_of(workspace: Workspace, query: Query) -> Account | None:
    """The account that is asked for, else the first by name. Raises ValidationError."""
    rows = Account.objects.of(workspace)
    if not query.get("account"):
        return rows.order_by("archived", "folded", "id").first()
    try:
        found = rows.filter(pk=UUID(query["account"])).first()
    except ValueError:
        found = None
    if found is None:
        raise refusal("account", _("There is no such account."))
    return found


BALANCE = gettext_noop("Balance of an account")
