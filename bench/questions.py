"""What is asked of the program: three lists and a write, through a page and through the API."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from bench.caller import HOST, Caller, form
from freelancer_os.core.values.amounts import print_amount
from freelancer_os.finance.models import Transaction

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Ask = Callable[[], str]


def example(workspace: Any) -> Transaction:
    """The entry that is written: the newest on a sent invoice that is not paid."""
    rows = Transaction.objects.of(workspace).filter(invoice__state="sent")
    return rows.order_by("-id")[0]


def of_pages(browser: Caller, entry: Transaction) -> dict[str, Ask]:
    """The questions as pages."""
    workflow = f"/workflow/?client={entry.client_id}"
    return {
        "clients": lambda: browser.get("/clients/?order=stage&limit=200"),
        "invoices": lambda: browser.get("/invoices/"),
        "workflow": lambda: browser.get(workflow),
        "five": lambda: browser.get(f"{workflow}&limit=5"),
        "write": _cell_write(browser, entry, workflow),
    }


def of_api(program: Caller, entry: Transaction) -> dict[str, Ask]:
    """The questions as calls of the HTTP API."""
    workflow = f"/api/v1/transactions?client={entry.client_id}"
    return {
        "clients": lambda: program.get("/api/v1/clients?order=stage&limit=200"),
        "invoices": lambda: program.get("/api/v1/invoices"),
        "workflow": lambda: program.get(workflow),
        "five": lambda: program.get(f"{workflow}&limit=5"),
        "write": _patch(program, entry),
    }


def _cell_write(browser: Caller, entry: Transaction, page: str) -> Ask:
    amounts, opened = count(entry.amount + 1), [entry.amount]
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://{HOST}{page}"}

    def ask() -> str:
        before, after = opened[0], next(amounts)
        values = {"opened": _typed(entry, before), "value": _typed(entry, after)}
        opened[0] = after
        address = f"/transactions/{entry.pk}/cell/amount/"
        return browser.send("POST", address, form(values), FORM, headers)

    return ask


def _patch(program: Caller, entry: Transaction) -> Ask:
    amounts = count(entry.amount + 10_000)

    def ask() -> str:
        body = json.dumps({"amount": _typed(entry, next(amounts))})
        return program.send("PATCH", f"/api/v1/transactions/{entry.pk}", body, JSON, {})

    return ask


def _typed(entry: Transaction, minor: int) -> str:
    """The same in the API and in an editor of the workspace's locale (en-GB)."""
    return print_amount(minor, entry.currency)
