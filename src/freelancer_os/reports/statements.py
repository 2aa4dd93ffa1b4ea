"""The reports that there are, each as a statement of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.months import show_month
from freelancer_os.core.words import Word
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.people.models import Workspace
from freelancer_os.reports.asked import Asked, asked
from freelancer_os.reports.mine import mine
from freelancer_os.reports.profit import Part, Profit, profit
from freelancer_os.reports.sheets import ALL, MOST, Figure, Rate, Row, Sheet, Statement, behind
from freelancer_os.reports.tax import tax
from freelancer_os.reports.words import basis_of, period_of

Query = Mapping[str, str]


def _statement(workspace: Workspace, title: str, said: list[str], *sheets: Sheet) -> Statement:
    return Statement(_(title), said, workspace.currency, list(sheets))


def _said(workspace: Workspace, of: Asked) -> list[str]:
    said = [period_of(of.span, workspace.locale), basis_of(of.basis)]
    if not workspace.recovers_tax:
        said.append(_("Expenses with their tax, which is not recovered"))
    return said


def profit_statement(workspace: Workspace, query: Query) -> Statement:
    """Profit and loss: by category, by month, by client."""
    return _profit(workspace, query, lambda found: _by_client(found, found.clients))


def profit_shown(workspace: Workspace, query: Query) -> Statement:
    """The same as a page shows it: the largest clients, unless all are asked for."""

    def clients(found: Profit) -> Sheet:
        largest = found.clients if query.get("clients") == ALL else found.largest_clients(MOST)
        return _by_client(found, largest)

    return _profit(workspace, query, clients)


def _profit(workspace: Workspace, query: Query, by_client: Callable[[Profit], Sheet]) -> Statement:
    of = asked(workspace, query)
    found = profit(workspace, of.span, of.basis)
    against = profit(workspace, of.against, of.basis) if of.against else None
    said = _said(workspace, of)
    if found.drafts:
        said.append(_("What stands on drafts is not counted."))
    return _statement(
        workspace,
        PROFIT,
        said,
        _by_category(workspace, found, against),
        _by_month(workspace, found),
        by_client(found),
    )


def _by_category(workspace: Workspace, found: Profit, against: Profit | None) -> Sheet:
    rows: list[Row] = []
    both = (found, against) if against else (found,)
    for kind, heading in (("income", _("Income")), ("expense", _("Expenses"))):
        whole = "income" if kind == "income" else "expenses"
        sums = [
            Figure(getattr(one.result, whole), behind(one.span, one.basis, kind=kind))
            for one in both
        ]
        rows.append(Row((heading, *sums), is_sum=True))
        amounts = [{part.id: part.amount for part in one.of(kind)} for one in both]
        named = {part.id: part for one in both for part in one.of(kind)}
        for pk, part in named.items():
            cells = [
                Figure(amount.get(pk, 0), behind(one.span, one.basis, kind=kind, category=_key(pk)))
                for one, amount in zip(both, amounts, strict=True)
            ]
            rows.append(Row((part.name or _("No category"), *cells), is_part=True))
    if any(one.result.exchange for one in both):
        gains = [
            Figure(one.result.exchange, behind(one.span, one.basis, of="exchange")) for one in both
        ]
        rows.append(Row((_("Exchange gain or loss"), *gains), is_sum=True))
    rows.append(Row((_("Profit"), *(Figure(one.result.profit) for one in both)), is_sum=True))
    columns = [period_of(one.span, workspace.locale) for one in both]
    return Sheet(_("Profit and loss"), ("", *columns), rows)


def _key(pk: object) -> str:
    return "none" if pk is None else str(pk)


def _by_month(workspace: Workspace, found: Profit) -> Sheet:
    rows = []
    for one in found.months:
        span = found.span.within(one.month)
        why = {kind: behind(span, found.basis, kind=kind) for kind in ("income", "expense")}
        cells = (
            Figure(one.result.income, why["income"]),
            Figure(one.result.expenses, why["expense"]),
            Figure(one.result.profit),
        )
        rows.append(Row((show_month(one.month, workspace.locale), *cells)))
    whole = found.result
    ends = {kind: behind(found.span, found.basis, kind=kind) for kind in ("income", "expense")}
    sums = (
        Figure(whole.income, ends["income"]),
        Figure(whole.expenses, ends["expense"]),
        Figure(whole.profit),
    )
    rows.append(Row((_("Total"), *sums), is_sum=True))
    return Sheet(_("By month"), ("", _("Income"), _("Expenses"), _("Profit")), rows)


def _by_client(found: Profit, clients: list[Part]) -> Sheet:
    def row(part: Part) -> Row:
        why = behind(found.span, found.basis, kind="income", client=_key(part.id))
        return Row((part.name, Figure(part.amount, why)))

    rows = [row(part) for part in clients]
    if others := found.client_count - len(clients):
        words = ngettext("{count} more client", "{count} more clients", others)
        rest = found.of_clients - sum(part.amount for part in clients)
        why = f"reports/profit-and-loss/?{_ends(found)}&clients={ALL}"
        rows.append(Row((words.format(count=others), Figure(rest, why)), is_part=True))
    return Sheet(_("Income by client"), ("", _("Income")), rows)


def _ends(found: Profit) -> str:
    ends = f"date_from={found.span.first}&date_to={found.span.last}"
    return f"{ends}&basis={found.basis}"


def tax_statement(workspace: Workspace, query: Query) -> Statement:
    """Tax by category and rate, and what is to be paid."""
    of = asked(workspace, query)
    found = tax(workspace, of.span, of.basis)
    rows = []
    for one in found.rates:
        keys = {"tax_category": one.category, "tax_rate": one.rate}
        income, spent = (
            behind(of.span, of.basis, kind=kind, **keys) for kind in ("income", "expense")
        )
        cells = (
            Figure(one.income_net, income),
            Figure(one.income_tax, f"{income}&of=tax"),
            Figure(one.expenses_net, spent),
            Figure(one.expenses_tax, f"{spent}&of=tax"),
        )
        name = Word.of(str(TaxCategory(one.category).label))
        rows.append(Row((str(name), Rate(one.rate), *cells)))
    why = {kind: behind(of.span, of.basis, kind=kind, of="tax") for kind in ("income", "expense")}
    collected = Figure(found.collected, why["income"])
    recovered = Figure(found.recovered, why["expense"] if found.recovers else "")
    rows.append(Row((_("Tax"), None, None, collected, None, recovered), is_sum=True))
    rows.append(Row((_("To be paid"), None, None, Figure(found.to_pay), None, None), is_sum=True))
    columns = ("", _("Rate"), _("Income"), _("Tax on income"), _("Expenses"), _("Tax on expenses"))
    said = [*_said(workspace, of), _("Payments to the tax office are not in it.")]
    return _statement(workspace, TAX, said, Sheet(_("Tax"), columns, rows))


def mine_statement(workspace: Workspace, query: Query) -> Statement:
    """What is really mine today."""
    found = mine(workspace)
    ever, year, basis = found.ever, found.year, workspace.basis
    ends = {
        span: f"date_from={span.first}&date_to={span.last}&basis={basis}" for span in (ever, year)
    }
    paid = {
        counts: behind(span, "cash", counts=counts)
        for counts, span in (("sales_tax", ever), ("income_tax", year))
    }
    held = behind(year, "cash", of="withheld")
    of_profit = f"reports/profit-and-loss/?{ends[year]}"
    rows = [
        Row((_("In accounts"), Figure(found.in_accounts, "accounts/")), is_sum=True),
        Row((_("Tax collected and not paid over"), Figure(-found.tax_collected)), is_sum=True),
        _part(_("Tax of income and expenses"), -found.tax_to_pay, f"reports/tax/?{ends[ever]}"),
        _part(_("Paid to the tax office"), found.tax_paid, paid["sales_tax"]),
        Row((_("Set aside for income tax"), Figure(-found.tax_set_aside)), is_sum=True),
        _part(_("Of this year's profit"), -found.tax_of_profit, of_profit),
        _part(_("Paid to the tax office"), found.income_tax_paid, paid["income_tax"]),
        *([_part(_("Withheld by clients"), found.withheld, held)] if found.withheld else []),
        Row((_("Bills due"), Figure(-found.bills_due, BILLS)), is_sum=True),
        Row((_("Free to spend"), Figure(found.free)), is_sum=True),
    ]
    day = show_date(found.on, workspace.locale, today=date.min)
    said = [_("On {date}").format(date=day), basis_of(workspace.basis)]
    if found.unknown:
        codes = ", ".join(sorted(found.unknown))
        said.append(
            _("Without accounts in {currencies}: no rate is known.").format(currencies=codes)
        )
    return _statement(
        workspace, MINE, said, Sheet(_("What is really mine"), ("", _("Amount")), rows)
    )


def _part(words: str, amount: int, why: str) -> Row:
    return Row((words, Figure(amount, why)), is_part=True)


BILLS = "transactions/?kind=expense&unpaid=true"
PERIOD = ("date_from", "date_to", "basis")
PROFIT = gettext_noop("Profit and loss")
TAX = gettext_noop("Tax")
MINE = gettext_noop("What is really mine")
