"""The OpenAPI paths of the reports."""

from freelancer_os.api.document import operations as made
from freelancer_os.api.document.operations import READING
from freelancer_os.api.document.schemas import Schema
from freelancer_os.reports.asked import BASES, COMPARED
from freelancer_os.reports.catalogue import REPORTS
from freelancer_os.reports.claims import AGES
from freelancer_os.reports.entries import FIGURES
from freelancer_os.reports.written.excel import EXCEL

DATE: Schema = {"type": "string", "format": "date"}
AMOUNT: Schema = {"type": "string", "description": "A decimal in the base currency."}
TEXT: Schema = {"type": "string"}
ID: Schema = {"type": ["string", "null"], "format": "uuid"}
PERIOD = [
    made.parameter("date_from", "Its first day; that of the fiscal year, unless you say so.", DATE),
    made.parameter("date_to", "Its last day; that of the fiscal year, unless you say so.", DATE),
    made.parameter(
        "basis",
        "By the entries' dates or by those of payments; the workspace's, unless you say so.",
        {"type": "string", "enum": list(BASES)},
    ),
]
COMPARE = made.parameter(
    "compare",
    "Against the period before, or the same of the year before.",
    {"type": "string", "enum": list(COMPARED)},
)
ON = made.parameter("on", "The day; today, unless you say so.", DATE)
CLIENT = made.parameter(
    "client", "Of a client by its id alone, or `none`: then with each invoice, however many.", TEXT
)
CLOSING = made.parameter(
    "closing", "What the bank says that it held; the newest of its files, unless you say so.", TEXT
)
NARROWING = [
    made.parameter("kind", "Income or expenses alone.", {"type": "string"}),
    made.parameter("category", "Of a category by its id, or `none`.", TEXT),
    made.parameter("client", "Of a client by its id.", TEXT),
    made.parameter("tax_category", "Of a code of UNCL 5305, with `tax_rate`.", TEXT),
    made.parameter("tax_rate", "In 10⁻⁴ per cent: 190000 is 19 %.", TEXT),
    made.parameter("of", "Which figure they add up to.", {"type": "string", "enum": list(FIGURES)}),
    made.parameter("after", "`next` of the page before.", TEXT),
]
YEAR = made.parameter(
    "year",
    "That in which the fiscal year begins; the last one that is over, unless you say so.",
    {"type": "string", "pattern": "^[0-9]{4}$"},
)
ACCOUNT = made.parameter("account", "The account; the first by name, unless you say so.", TEXT)
NULLABLE: Schema = {"type": ["string", "null"]}
AMOUNTS = {
    "balance": ("opening", "closing"),
    "reconciliation": (),
    "coming": (),
    "profit-and-loss": ("income", "expenses", "exchange", "profit", "drafts"),
    "tax": ("to_pay",),
    "receivables": ("total", *AGES),
    "mine": ("in_accounts", "tax_collected", "tax_set_aside", "bills_due", "free"),
}
LISTS = {
    "balance": ("months",),
    "reconciliation": ("only_ours", "only_bank"),
    "coming": ("items",),
    "profit-and-loss": ("months", "categories", "clients"),
    "tax": ("rates",),
    "receivables": ("clients",),
    "mine": (),
}
OTHERS: dict[str, Schema] = {
    "reconciliation": {
        **{"account": ID, "on": DATE, "agrees": {"type": ["boolean", "null"]}},
        "closing_from": {"enum": ["typed", "file", None]},
        **dict.fromkeys(("closing", "ours", "difference", "unexplained"), NULLABLE),
        **{name: {**NULLABLE, "format": "date"} for name in ("agreed_on", "parts_on")},
    }
}
WORDS = {
    "reconciliation": "The bank's balance against ours, and where they part",
    "year-end": "The year for an accountant: entries, reports, receipts, and what is missing",
    "coming": "What recurs in the coming twelve months",
    "balance": "The balance of an account over time",
    "profit-and-loss": "Income, expenses and profit of a period",
    "tax": "Tax of a period by category and rate",
    "receivables": "What clients owed on a day, by age",
    "mine": "What is really mine today",
}


def report_paths() -> dict[str, Schema]:
    """Every report as JSON, CSV and Excel, and the entries behind a figure."""
    found: dict[str, Schema] = {"/reports/entries": {"get": _entries()}}
    pack = _file("year-end", "zip", "application/zip", [YEAR])
    found["/reports/year-end"] = {"get": pack}
    for slug, report in REPORTS.items():
        named = {one["name"]: one for one in (*PERIOD, COMPARE, ON, ACCOUNT, YEAR, CLOSING, CLIENT)}
        takes = [named[name] for name in report.takes]
        if slug in AMOUNTS:
            found[f"/reports/{slug}"] = {"get": _get(slug, takes, _schema(slug))}
        for ending, kind in (("csv", "text/csv"), ("xlsx", EXCEL)):
            found[f"/reports/{slug}.{ending}"] = {"get": _file(slug, ending, kind, takes)}
    return found


def _schema(slug: str) -> Schema:
    lists = {name: {"type": "array", "items": {"type": "object"}} for name in LISTS[slug]}
    amounts = dict.fromkeys(AMOUNTS[slug], AMOUNT)
    properties = {"currency": TEXT, **OTHERS.get(slug, {}), **amounts, **lists}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _get(slug: str, takes: list[Schema], schema: Schema) -> Schema:
    return {
        "operationId": f"report-{slug}",
        "tags": ["reports"],
        "summary": WORDS[slug],
        "parameters": takes,
        "responses": {"200": made.answer("The report.", schema), **made.refusals(READING)},
    }


def _file(slug: str, ending: str, kind: str, takes: list[Schema]) -> Schema:
    schema = {"type": "string", "format": "binary"}
    answer = {"description": "The file.", "content": {kind: {"schema": schema}}}
    return {
        **_get(slug, takes, {}),
        "operationId": f"report-{slug}-{ending}",
        "summary": f"{WORDS[slug]}, as a file",
        "responses": {"200": answer, **made.refusals(READING)},
    }


def _entries() -> Schema:
    one = {"collection": TEXT, "id": ID, "title": TEXT, "date": DATE, "amount": AMOUNT}
    items = {"type": "array", "items": {"type": "object", "properties": one}}
    schema = {
        "type": "object",
        "properties": {"items": items, "next": {"type": ["string", "null"]}},
        "required": ["items", "next"],
    }
    return {
        "operationId": "report-entries",
        "tags": ["reports"],
        "summary": "The entries that add up to a figure of a report",
        "parameters": [*PERIOD, *NARROWING],
        "responses": {"200": made.answer("Some of them.", schema), **made.refusals(READING)},
    }
