"""A thousand invoices that are sent by mail over the API: set as PDF, numbered, put in the outbox.

Needs Django set up. Nothing is handed over: no server runs that would.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bench.incomes import LINES, ONE
from bench.program import changes
from bench.questions import JSON, Scene
from bench.work import EURO
from freelancer_os.finance.models import Invoice, Transaction
from freelancer_os.invoicing.models import MailServer

MAILS = 1_000
SERVER = {"host": "mail.example", "port": 465, "from_address": "studio@example.com"}
TO = {"to": "client@example.com", "subject": "Invoice {number}", "message": "Dear client"}


def mailing(scene: Scene, count: int = MAILS) -> Callable[[], None]:
    """Drafts of five lines each, made beforehand; sends them one after the other."""
    workspace, drafts = scene.entry.workspace, list(_drafts(scene.entry, count))
    with changes.change(workspace, None, "Drafts to be sent", door="cli") as unit:
        unit.add([MailServer(workspace=workspace, **SERVER)])
        unit.add([row for invoice, lines in drafts for row in (invoice, *lines)])
    body = json.dumps(TO)

    def run() -> None:
        for invoice, _lines in drafts:
            scene.program.send("POST", f"/api/v1/invoices/{invoice.pk}/send", body, JSON, {})

    return run


def _drafts(entry: Any, count: int) -> Iterator[tuple[Invoice, list[Transaction]]]:
    for number in range(count):
        invoice = Invoice(
            workspace=entry.workspace, client=entry.client, currency=entry.workspace.currency
        )
        yield invoice, [_line(entry, invoice, number * LINES + i) for i in range(LINES)]


def _line(entry: Any, invoice: Invoice, number: int) -> Transaction:
    amount = (1 + number % 900) * EURO
    return Transaction(
        workspace=entry.workspace,
        kind="income",
        date=entry.workspace.today - timedelta(days=number % 30),
        description=f"Work no. {number}",
        amount=amount,
        quantity=ONE,
        unit_price=amount * ONE,
        tax_rate=190_000,
        currency=invoice.currency,
        category=entry.category,
        client=entry.client,
        invoice=invoice,
    )
