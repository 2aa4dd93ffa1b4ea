"""What is asked of the program, and what each answer may cost."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import quote

from bench.caller import HOST, Answer, Caller, form

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
GROWTH = 1.3  # times what it costs in the smallest workspace
FEW, ROWS = 5, 50
Ask = Callable[[], Answer]


@dataclass(frozen=True)
class Scene:
    """Who asks, through a page or the API, the income that is asked about, the id of a draft."""

    browser: Caller
    program: Caller
    entry: Any
    draft: str

    def get(self, address: str) -> Ask:
        """Asks for an address, in which `{client}`, `{invoice}` and `{draft}` stand for ids."""
        ids = {"client": self.entry.client_id, "invoice": self.entry.invoice_id}
        whole = address.format(**ids, draft=self.draft)
        caller = self.program if address.startswith("/api/") else self.browser
        return lambda: caller.get(whole)


@dataclass(frozen=True)
class Question:
    """One line of the table, with its limits: CPU in ms, HTML in KB, times the smallest."""

    name: str
    title: str
    asked: Callable[[Scene], Ask]
    ms: float | None = None
    kb: float | None = None
    growth: float | None = None
    adds: bool = False  # an answer is taken back by one undo, or the other lists would show it


def _get(
    name: str,
    title: str,
    address: str,
    ms: float | None,
    *,
    kb: float | None = None,
    growth: float | None = None,
) -> Question:
    return Question(name, title, lambda scene: scene.get(address), ms, kb, growth)


def _report(name: str, title: str, address: str) -> Question:
    """What reads sums that are kept, so that it takes no longer with more entries."""
    return _get(name, title, address, 40, growth=1.5)


def _sorted(slug: str, order: str, *, has_index: bool = True) -> Question:
    title = f"API: {slug} by {order}" + ("" if has_index else ", no index")
    address = f"/api/v1/{slug}?order={order}"
    growth = GROWTH if has_index else None
    return _get(f"{slug} {order}", title, address, None if has_index else 100, growth=growth)


def _cell(scene: Scene) -> Ask:
    """Saves the amount in its cell of the workflow, which is drawn again."""
    entry = scene.entry
    minor, opened = count(entry.amount + 1), [entry.amount]
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://{HOST}/workflow/"}

    def ask() -> Answer:
        values = {"opened": _typed(opened[0]), "value": _typed(new := next(minor))}
        values["change_sent"] = "1"  # its invoice may have been sent
        opened[0] = new
        address = f"/transactions/{entry.pk}/cell/amount/"
        return scene.browser.send("POST", address, form(values), FORM, headers)

    return ask


def _patch(scene: Scene) -> Ask:
    minor, address = count(scene.entry.amount + 10_000), f"/api/v1/transactions/{scene.entry.pk}"

    def ask() -> Answer:
        body = json.dumps({"amount": _typed(next(minor))})
        return scene.program.send("PATCH", address, body, JSON, {})

    return ask


def _post(scene: Scene) -> Ask:
    links = {
        name: str(getattr(scene.entry, f"{name}_id"))
        for name in ("category", "client", "project", "service")
    }
    given = {"kind": "income", "date": date.today().isoformat(), "amount": "12.00"}
    body = json.dumps(given | links)
    return lambda: scene.program.send("POST", "/api/v1/transactions", body, JSON, {})


def take_back(scene: Scene) -> Answer:
    """Undoes the newest change."""
    return scene.program.send("POST", "/api/v1/undo", "{}", JSON, {})


def _typed(minor: int) -> str:
    """Euros, the same in the API and in an editor of the workspace's locale (en-GB)."""
    return f"{minor // 100}.{minor % 100:02}"


_SOME = {"or": [["name", "contains", word] for word in ("Studio", "Works", "Logistics")]}
_CARDS = "/clients/?view=board&where=" + quote(json.dumps(_SOME))
_AGO = date.today() - timedelta(days=400)

QUESTIONS = (
    _get("board", "board of 74 client cards", _CARDS, 15),
    _get("whole board", "board of 146 client cards", "/clients/?view=board", None),
    _get("clients", "table of clients, 50 rows", "/clients/", 15),
    _get("transactions", "table of transactions, 50 rows", "/transactions/", 15),
    _get("invoices", "invoices with their totals, 50 rows", "/invoices/", 15),
    _get("workflow", "workflow, 50 rows", "/workflow/", 15, kb=90),
    _get("few", "workflow, 5 rows", f"/workflow/?limit={FEW}", 15),
    _get("calendar", "invoices due in a month", "/invoices/?view=calendar", 15),
    _get("home", "Home", "/", 15),
    _report("finance", "Finance, the year", "/finance/"),
    _report("profit", "profit and loss of the year", "/reports/profit-and-loss/"),
    _report("tax", "tax of the year", "/reports/tax/"),
    _report("mine", "what is mine", "/reports/mine/"),
    _get("owed", "receivables", "/reports/receivables/", 150),
    _get("owed then", "receivables 400 days ago", f"/reports/receivables/?on={_AGO}", 150),
    _get("client", "client window", "/client/", 25, kb=120),
    _get("record", "page of a client", "/clients/{client}/", 25),
    _get("invoice", "page of an invoice", "/invoices/{invoice}/", 25),
    _get("draft", "page of a draft of an invoice", "/invoices/{draft}/", 25),
    _get("peek", "client beside the board", _CARDS + "&peek=clients:{client}", 25),
    Question("cell", "amount saved, workflow in the answer", _cell, ms=25),
    _get("api", "API: transactions, 50", "/api/v1/transactions", 5),
    _get("api clients", "API: clients, 50", "/api/v1/clients", 5),
    _get("api invoices", "API: invoices, 50", "/api/v1/invoices", 5),
    Question("patch", "API: amount changed", _patch, ms=8),
    *(_sorted("transactions", order) for order in ("-date", "date", "amount", "-total")),
    _sorted("transactions", "quantity", has_index=False),
    *(_sorted("invoices", order) for order in ("issue_date", "-due_date", "-total", "number")),
    *(_sorted("clients", order) for order in ("name", "-invoice_amount", "contract_value")),
    Question("post", "API: income added", _post, ms=8, adds=True),
)
