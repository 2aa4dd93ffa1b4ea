"""The reconciliation of an account as tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.dates import show_date
from freelancer_os.people.models import Workspace
from freelancer_os.reports.reconciliation import MOST, Apart, Reconciliation, reconciliation
from freelancer_os.reports.sheets import Figure, Row, Sheet, Statement

RECONCILIATION = gettext_noop("Reconciliation")


def reconciliation_statement(workspace: Workspace, query: Mapping[str, str]) -> Statement:
    """The balance of the bank and ours, and where they part what is on one side alone."""
    found = reconciliation(workspace, query)
    if found is None:
        return Statement(_(RECONCILIATION), [_("There is no account yet.")], workspace.currency)
    sheets = [Sheet(_("Balance"), ("", _("Balance")), _figures(found))]
    if found.parts_on is not None:
        columns = ("", _("Date"), _("Amount"))
        for title, apart in (
            (_("In your books, not at the bank"), found.only_ours),
            (_("At the bank, not in your books"), found.only_bank),
        ):
            sheets.append(Sheet(title, columns, _listed(apart)))
    title = f"{_(RECONCILIATION)}: {found.account}"
    return Statement(title, said_of(found, workspace.locale), found.account.currency, sheets)


def said_of(found: Reconciliation, locale: str) -> list[str]:
    """Whether they agree, since when not, and where the bank's balance is from."""
    said = [_("On {date}").format(date=_day(found.on, locale)), in_words(found, locale)]
    if found.parts_on is not None:
        said.append(_since(found, locale))
    if found.is_typed:
        said.append(_("The balance of the bank as you typed it"))
    elif found.closing is not None:
        said.append(_("The balance of the bank from its files"))
    if found.is_cut:
        said.append(_("Only the oldest {count} lines are listed.").format(count=f"{MOST:,}"))
    return said


def in_words(found: Reconciliation, locale: str) -> str:
    """Whether bank and books agree, in a sentence."""
    if found.difference is None:
        return _("No bank file says what was on this account. Type it to compare.")
    if not found.difference:
        return _("Bank and books agree.")
    amount = format_money(abs(found.difference), found.account.currency, locale)
    if found.difference > 0:
        return _("The bank has {amount} more than your books.").format(amount=amount)
    return _("The bank has {amount} less than your books.").format(amount=amount)


def _since(found: Reconciliation, locale: str) -> str:
    assert found.parts_on is not None
    parts = _day(found.parts_on, locale)
    if found.agreed_on is None:
        return _("They part on {date}, and agreed on no day before.").format(date=parts)
    sentence = _("They part on {date}, and agreed last on {agreed}.")
    return sentence.format(date=parts, agreed=_day(found.agreed_on, locale))


def _day(on: date, locale: str) -> str:
    return show_date(on, locale, today=date.min)


def _figures(found: Reconciliation) -> list[Row]:
    rows = [Row((_("In your books"), Figure(found.ours)))]
    if found.closing is None or found.difference is None:
        return rows
    rows.insert(0, Row((_("Closing balance of the bank"), Figure(found.closing))))
    rows.append(Row((_("Difference"), Figure(found.difference)), is_sum=True))
    if found.unexplained:
        words = _("Explained by no line below: never imported, or another opening balance")
        rows.append(Row((words, Figure(found.unexplained)), is_part=True))
    return rows


def _listed(apart: list[Apart]) -> list[Row]:
    rows = [Row((one.name, one.day, Figure(one.amount)), record=one.record) for one in apart]
    if len(rows) > 1:
        rows.append(Row((_("Total"), None, Figure(sum(one.amount for one in apart))), is_sum=True))
    return rows
