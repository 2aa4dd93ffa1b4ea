"""`/reports/…`: what a report says of a period or of a day."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from freelancer_os.api.callers import Caller
from freelancer_os.api.places import figures
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.money import print_amount
from freelancer_os.core.values.scaled import print_scaled
from freelancer_os.finance.balances import by_month
from freelancer_os.people.models import Workspace
from freelancer_os.reports.asked import Asked, asked
from freelancer_os.reports.balance import account_of
from freelancer_os.reports.catalogue import REPORTS, Report
from freelancer_os.reports.claims import AGES, Claim, claims
from freelancer_os.reports.entries import TAKES, entries
from freelancer_os.reports.mine import mine
from freelancer_os.reports.profit import Part, Result, profit
from freelancer_os.reports.receivables import Owing, Receivables, receivables
from freelancer_os.reports.sheets import MANY, Statement
from freelancer_os.reports.tax import tax
from freelancer_os.reports.written.csv import as_csv
from freelancer_os.reports.written.excel import EXCEL, as_excel
from freelancer_os.reports.written.pack import as_pack
from freelancer_os.reports.year_end import year_of

PERIOD = ("date_from", "date_to", "basis")
Printed = dict[str, Any]
Amounts = Callable[[int], str]


def _amounts(workspace: Workspace) -> Amounts:
    return lambda minor: print_amount(minor, workspace.currency)


def _head(workspace: Workspace, of: Asked) -> Printed:
    return {
        "currency": workspace.currency,
        "basis": of.basis,
        "date_from": of.span.first.isoformat(),
        "date_to": of.span.last.isoformat(),
    }


def _result(result: Result, amount: Amounts) -> Printed:
    return {
        "income": amount(result.income),
        "expenses": amount(result.expenses),
        "exchange": amount(result.exchange),
        "profit": amount(result.profit),
    }


def _profit(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    of = asked(workspace, call.allow(*PERIOD, "compare"))
    found, amount = profit(workspace, of.span, of.basis), _amounts(workspace)
    against = of.against and profit(workspace, of.against, of.basis)
    return as_json(
        {
            **_head(workspace, of),
            **_result(found.result, amount),
            "drafts": amount(found.drafts),
            "months": [{"month": one.month, **_result(one.result, amount)} for one in found.months],
            "categories": [
                {"category": _id(part), "name": part.name, "kind": part.kind}
                | {"amount": amount(part.amount)}
                for part in found.categories
            ],
            "clients": [
                {"client": _id(part), "name": part.name, "amount": amount(part.amount)}
                for part in found.clients
            ],
            "compared": against
            and {
                "date_from": against.span.first.isoformat(),
                "date_to": against.span.last.isoformat(),
                **_result(against.result, amount),
            },
        }
    )


def _id(part: Part) -> str | None:
    return None if part.id is None else str(part.id)


def _tax(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    of = asked(workspace, call.allow(*PERIOD))
    found, amount = tax(workspace, of.span, of.basis), _amounts(workspace)
    return as_json(
        {
            **_head(workspace, of),
            "rates": [
                {
                    "category": one.category,
                    "rate": print_scaled(one.rate, 4),
                    "income_net": amount(one.income_net),
                    "income_tax": amount(one.income_tax),
                    "expenses_net": amount(one.expenses_net),
                    "expenses_tax": amount(one.expenses_tax),
                }
                for one in found.rates
            ],
            "to_pay": amount(found.to_pay),
        }
    )


def _receivables(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    given = call.allow("on", "client")
    on = read_date(given["on"], field="on") if "on" in given else workspace.today
    client = given.get("client", "")
    found, amount = receivables(workspace, on, client), _amounts(workspace)
    listed = claims(workspace, on, client) if client or found.count <= MANY else None
    return as_json(
        {
            "currency": workspace.currency,
            "on": on.isoformat(),
            **_ages(found, amount),
            "clients": [
                {
                    "client": None if one.client is None else str(one.client),
                    "name": one.name,
                    **_ages(one, amount),
                    "count": one.count,
                    "invoices": None
                    if listed is None
                    else [_claim(claim, amount) for claim in listed[one.debtor]],
                }
                for one in found.clients
            ],
        }
    )


def _claim(claim: Claim, amount: Amounts) -> Printed:
    return {
        "id": str(claim.invoice),
        "number": claim.number,
        "age": claim.age,
        "due": claim.since.isoformat(),
        "amount": amount(claim.amount),
    }


def _ages(found: Owing | Receivables, amount: Amounts) -> Printed:
    return {"total": amount(found.total)} | {age: amount(found.of(age)) for age in AGES}


def _mine(call: Call[None]) -> HttpResponse:
    call.allow()
    workspace = call.caller.workspace
    found, amount = mine(workspace), _amounts(workspace)
    return as_json(
        {
            "currency": workspace.currency,
            "on": found.on.isoformat(),
            "in_accounts": amount(found.in_accounts),
            "tax_collected": amount(found.tax_collected),
            "tax_set_aside": amount(found.tax_set_aside),
            "bills_due": amount(found.bills_due),
            "free": amount(found.free),
            "unknown": {
                currency: print_amount(minor, currency) for currency, minor in found.unknown.items()
            },
        }
    )


def _entries(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    found, amount = entries(workspace, call.allow(*TAKES)), _amounts(workspace)
    return as_json(
        {
            **_head(workspace, found.asked),
            "of": found.of,
            "items": [
                {
                    "collection": "transactions",
                    "id": str(one.entry.pk),
                    "title": str(one.entry),
                    "date": one.on.isoformat(),
                    "amount": amount(one.amount),
                }
                for one in found.entries
            ],
            "next": found.after or None,
        }
    )


def _named(caller: Caller, slug: str) -> Report:
    """The report of that name; raises Http404, and what `figures` does."""
    if slug not in REPORTS:
        raise Http404(_("There is no such report."))
    figures(caller)
    return REPORTS[slug]


def _csv(call: Call[Report]) -> HttpResponse:
    return _as_file(call, as_csv, "text/csv; charset=utf-8", "csv")


def _excel(call: Call[Report]) -> HttpResponse:
    return _as_file(call, as_excel, EXCEL, "xlsx")


def _as_file(
    call: Call[Report], written: Callable[[Statement], bytes], kind: str, ending: str
) -> HttpResponse:
    given, report = call.allow(*call.place.takes), call.place
    content = written(report.made(call.caller.workspace, given))
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, f"{report.slug}.{ending}")
    return answer


def _balance(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    given = call.allow("account", "date_from", "date_to")
    span, account = asked(workspace, given).span, account_of(workspace, given)
    before, months = by_month(account, span) if account else (0, [])
    currency = account.currency if account else workspace.currency

    def amount(minor: int) -> str:
        return print_amount(minor, currency)

    return as_json(
        {
            "currency": currency,
            "account": str(account.pk) if account else None,
            "date_from": span.first.isoformat(),
            "date_to": span.last.isoformat(),
            "opening": amount(before),
            "months": [
                {"month": one.month, "moved": amount(one.moved), "balance": amount(one.balance)}
                for one in months
            ],
            "closing": amount(months[-1].balance if months else before),
        }
    )


def _year_end(call: Call[None]) -> HttpResponseBase:
    workspace = call.caller.workspace
    span = year_of(workspace, call.allow("year"))
    return as_pack(workspace, span)


profit_view = route(figures, GET=_profit)
tax_view = route(figures, GET=_tax)
receivables_view = route(figures, GET=_receivables)
mine_view = route(figures, GET=_mine)
balance_view = route(figures, GET=_balance)
year_end_view = route(figures, GET=_year_end)
entries_view = route(figures, GET=_entries)
csv_view = route(_named, GET=_csv)
excel_view = route(_named, GET=_excel)
