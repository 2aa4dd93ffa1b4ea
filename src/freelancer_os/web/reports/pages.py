"""`/reports/`: the reports as pages, to be printed or taken along, and what is behind a figure."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.held import refuse_mixed
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.spans import MONTHS, Span
from freelancer_os.finance.models import Account
from freelancer_os.reports.catalogue import REPORTS, Report
from freelancer_os.reports.entries import TAKES, counted, entries
from freelancer_os.reports.sheets import Statement
from freelancer_os.reports.words import basis_of, period_of
from freelancer_os.reports.written.csv import as_csv
from freelancer_os.reports.written.excel import EXCEL, as_excel
from freelancer_os.reports.year_end import year_of
from freelancer_os.web.reports.drawing import drawn
from freelancer_os.web.reports.packing import pack, pack_of, year_file
from freelancer_os.web.reports.period import periods
from freelancer_os.web.reports.typed import typed_closing, typed_day
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import problem

BESIDE = ("account", "client", "clients")  # what a report is about, beside its period or day
OF_ACCOUNT = ("account", "closing")
YEARS = 6  # so many before the present one are offered


@require_safe
@at_desk
def index(request: DeskRequest) -> HttpResponseBase:
    """What reports there are."""
    listed = [(f"/reports/{one.slug}/", _(one.title), about(one)) for one in REPORTS.values()]
    return render(request, "reports/index.html", {"reports": listed})


def about(report: Report) -> str:
    """What a report answers, in a sentence."""
    return {
        "profit-and-loss": _("What you earned and spent, by category, month and client."),
        "tax": _("Tax of income and expenses by rate, and what is to be paid."),
        "receivables": _("Who owes you, and since when, on any day."),
        "mine": _("What is free to spend, after tax and bills."),
        "balance": _("What was on an account at the end of each month, or on any day."),
        "reconciliation": _("The balance of your bank against your books, and where they part."),
        "coming": _("What recurs in the next twelve months, day by day."),
        "year-end": _("A year for your accountant in one file, and what is still missing."),
    }[report.slug]


@require_safe
@at_desk
def show(request: DeskRequest, slug: str) -> HttpResponseBase:
    """One report; a period that makes no sense is told, and the fiscal year shown."""
    desk, report = request.desk, _named(slug)
    given = {name: request.GET[name] for name in report.takes_shown if request.GET.get(name)}
    context: dict[str, object] = {"report": report, "is_dated": "on" in report.takes}
    status = 200
    if "date_from" in report.takes:
        beside = {name: given[name] for name in BESIDE if name in given}
        found = periods(desk, f"/reports/{slug}/", given, beside=beside)
        status = 422 if found.is_wrong else 200
        given = _asked(found.asked.span, found.asked.basis, given)
        context |= {"periods": found, "compares": "compare" in report.takes, **labels()}
        context["has_basis"] = "basis" in report.takes
        if "account" in report.takes:
            context |= _accounts(desk, report, given)
    elif "closing" in report.takes:
        given, closing_form = typed_closing(desk, given)
        status = 422 if closing_form.errors else 200
        context |= {"form": closing_form, **_accounts(desk, report, given)}
    elif "on" in report.takes:
        day, form = typed_day(desk, given)
        given = day | {name: given[name] for name in BESIDE if name in given}
        status = 422 if form.errors else 200
        context["form"] = form
    elif "year" in report.takes:
        try:
            context |= _years(desk, given)
        except ValidationError as error:
            raise Http404(" ".join(error.messages)) from error
    try:
        statement = (report.shown or report.made)(desk.workspace, given)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    context |= {
        "statement": statement,
        "sheets": [
            (one.title, one.columns, drawn(one, statement.currency, desk.formats), one.is_long)
            for one in statement.sheets
        ],
        "query": urlencode({n: v for n, v in given.items() if n in report.takes}),
    }
    return render(request, "reports/report.html", context, status=status)


def _years(desk: Desk, given: dict[str, str]) -> dict[str, object]:
    """The fiscal years to choose from, and that which is shown."""
    span = year_of(desk.workspace, given)
    last = Span.months(desk.formats.today, MONTHS, start=desk.workspace.year_start).first.year
    years = sorted({span.first.year, *range(last - YEARS, last + 1)}, reverse=True)
    return {
        "years": [(f"/reports/year-end/?year={year}", str(year)) for year in years],
        "year": f"/reports/year-end/?year={span.first.year}",
        "year_label": _("Year"),
        **pack_of(desk, span),
    }


def _accounts(desk: Desk, report: Report, given: dict[str, str]) -> dict[str, object]:
    """The accounts to choose from, and that which is shown."""
    rows = Account.objects.of(desk.workspace).order_by("archived", "folded", "id")
    ends = {name: value for name, value in given.items() if name not in OF_ACCOUNT}
    options = [
        (f"/reports/{report.slug}/?{urlencode({**ends, 'account': str(one.pk)})}", one.name)
        for one in rows
    ]
    chosen = given.get("account", "")
    current = next((url for url, _name in options if chosen and url.endswith(chosen)), "")
    lacks = "" if options or not desk.may_write else "/accounts/?compose=account"
    return {
        "accounts": options,
        "account": current,
        "account_label": _("Account"),
        "lacks_account": lacks,
    }


def labels() -> dict[str, str]:
    """The names of the choices beside a period."""
    return {
        "period_label": _("Period"),
        "basis_label": _("Basis"),
        "compare_label": _("Compare"),
    }


def _asked(span: tuple[date, date], basis: str, given: dict[str, str]) -> dict[str, str]:
    ends = {"date_from": span[0].isoformat(), "date_to": span[1].isoformat(), "basis": basis}
    return ends | {name: given[name] for name in ("compare", *BESIDE) if given.get(name)}


@require_safe
@at_desk
def behind(request: DeskRequest) -> HttpResponseBase:
    """The entries that add up to a figure."""
    desk = request.desk
    query = {name: request.GET[name] for name in TAKES if request.GET.get(name)}
    try:
        found = entries(desk.workspace, query)
        total = counted(desk.workspace, query)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    formats = desk.formats

    def money(minor: int) -> str:
        return format_money(minor, formats.currency, formats.locale)

    context = {
        "title": _titled(query),
        "said": f"{period_of(found.asked.span, formats.locale)} · {basis_of(found.asked.basis)}",
        "total": money(total),
        "rows": [
            (one.entry, show_date(one.on, formats.locale, today=formats.today), money(one.amount))
            for one in found.entries
        ],
        "next": f"?{urlencode({**query, 'after': found.after})}" if found.after else "",
    }
    return render(request, "reports/entries.html", context)


def _titled(query: dict[str, str]) -> str:
    if query.get("of") == "exchange":
        return _("Exchange gain or loss")
    if query.get("of") == "tax":
        return _("Tax")
    return {"income": _("Income"), "expense": _("Expenses")}.get(
        query.get("kind", ""), _("Entries")
    )


@require_safe
@at_desk
def as_file(request: DeskRequest, slug: str, ending: str) -> HttpResponseBase:
    """A report to take along: `csv` or `xlsx`."""
    report = _named(slug)
    given = {name: request.GET[name] for name in report.takes if request.GET.get(name)}
    try:
        refuse_mixed(request.desk.workspace)
        if (slug, ending) == ("year-end", "zip"):
            return year_file(request.desk, given, is_kept="kept" in request.GET)
        statement = report.made(request.desk.workspace, given)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    except Conflict as conflict:
        return problem(conflict.sentence, 409).whole(request)
    return _written(statement, slug, ending)


def _written(statement: Statement, slug: str, ending: str) -> HttpResponse:
    kinds = {"csv": ("text/csv; charset=utf-8", as_csv), "xlsx": (EXCEL, as_excel)}
    if ending not in kinds:
        raise Http404("There is no such file.")
    kind, made = kinds[ending]
    answer = HttpResponse(made(statement), content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, f"{slug}.{ending}")
    return answer


def _named(slug: str) -> Report:
    if slug not in REPORTS:
        raise Http404(_("There is no such report."))
    return REPORTS[slug]


urlpatterns = [
    path("reports/", index, name="reports"),
    path("reports/entries/", behind, name="report_entries"),
    path("reports/year-end/pack/", pack, name="year_end_pack"),
    path("reports/<slug:slug>/", show, name="report"),
    path("reports/<slug:slug>.<slug:ending>", as_file, name="report_file"),
]
